"""``yichuang faq check``: everything that is wrong or doubtful in a content folder, with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from faq.book_rules import book_problems
from faq.drafts import Draft
from faq.guide_rules import guide_problems
from faq.loader import CONTENT, load_draft
from faq.problems import Problem


def check(folder: Path | None = None) -> list[Problem]:
    """All problems below ``folder`` (default: the shipped content), in file order.

    Errors stop publishing; warnings are counted: above all every group of facts that nobody has verified yet.
    Raises ``ContentError`` only when the folder does not exist.
    """
    place = folder or CONTENT
    return check_draft(load_draft(place), place)


def check_draft(draft: Draft, folder: Path) -> list[Problem]:
    """The same for a draft that is already read; ``folder`` is where its ``forms/`` lie."""
    found = list(draft.problems)
    for guide in draft.guides:
        found += guide_problems(guide)
    found += book_problems(draft, folder)
    return sorted(set(found))


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only what must be mended before the content is published."""
    return [problem for problem in problems if problem.severity == "error"]
