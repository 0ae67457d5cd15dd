"""Training the encoder on the content's own wordings. Only ``trainer`` needs scipy, and is imported when it trains."""

from bot.training.kept import trained
from bot.training.recipe import Recipe
from bot.training.versions import version_of

__all__ = ["Recipe", "trained", "version_of"]
