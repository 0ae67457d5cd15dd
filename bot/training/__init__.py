"""Training the encoder on the content's own wordings. Needs scipy; nothing that answers citizens imports this."""

from bot.training.trainer import Recipe, train

__all__ = ["Recipe", "train"]
