"""The bot as the command line asks it: over a content folder."""

from __future__ import annotations

from pathlib import Path

from backend.cli.output import fail
from bot.engine import Engine
from faq.loader import load_book
from faq.problems import ContentError


def engine_of(content: Path | None) -> Engine:
    """The engine for a content folder (default: the shipped one); a problem ends the command."""
    try:
        return Engine.build(load_book(content))
    except ContentError as problem:
        fail(str(problem))
