"""Training the encoder on the content's own wordings. Needs scipy; nothing that answers citizens imports this."""

from bot.training.examples import Example, example_of, examples_of
from bot.training.trainer import Recipe, train, train_on

__all__ = ["Example", "Recipe", "example_of", "examples_of", "train", "train_on"]
