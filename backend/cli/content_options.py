"""What the commands about the content share: their options, and opening the content or saying why not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.cli.output import fail
from faq.drafts import Draft
from faq.loader import CONTENT, load_book, load_draft
from faq.problems import ContentError

if TYPE_CHECKING:
    from bot.engine import Engine

Content = Annotated[Path | None, typer.Option("--content", help="content folder; default: the shipped one")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]


def open_engine(content: Path | None) -> Engine:
    """The bot over a content folder. Imported here: commands that only look at files start without it."""
    from bot.engine import Engine

    try:
        return Engine.build(load_book(content))
    except ContentError as problem:
        fail(str(problem))


def open_draft(content: Path | None) -> Draft:
    """All that can be read; what cannot be is the business of ``faq check``."""
    try:
        return load_draft(content or CONTENT)
    except ContentError as problem:
        fail(str(problem))
