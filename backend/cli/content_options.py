"""What the commands about the content share: their options, and reading its files or saying why not."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from backend.cli.output import fail
from faq.drafts import Draft
from faq.loader import CONTENT, load_draft
from faq.problems import ContentError

Content = Annotated[Path | None, typer.Option("--content", help="content folder; default: the shipped one")]
AsJson = Annotated[bool, typer.Option("--json", help="print JSON")]


def open_draft(content: Path | None) -> Draft:
    """All that can be read; what cannot be is the business of ``faq check``."""
    try:
        return load_draft(content or CONTENT)
    except ContentError as problem:
        fail(str(problem))
