"""``yichuang faq check``: everything that is wrong or doubtful in a content folder, with file and line."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from faq.asking_rules import asking_problems
from faq.bundle_rules import bundle_problems
from faq.drafts import Draft
from faq.guide_rules import guide_problems
from faq.link_rules import link_problems
from faq.loader import CONTENT, load_draft
from faq.place_rules import place_problems
from faq.problems import Problem


def check(folder: Path | None = None, *, lint: bool = False) -> list[Problem]:
    """All problems below ``folder`` (default: the shipped content), in file order.

    Errors stop publishing; warnings are counted: above all every group of facts that nobody has verified yet.
    ``lint`` adds the wordings that lie nearer to another item, which takes some seconds.
    Raises ``ContentError`` only when the folder does not exist.
    """
    place = folder or CONTENT
    draft = load_draft(place)
    found = check_draft(draft, place)
    if lint:
        found += _stray_problems(draft)
    return sorted(found)


def check_draft(draft: Draft, folder: Path) -> list[Problem]:
    """The same for a draft that is already read; ``folder`` is where its ``forms/`` lie."""
    found = list(draft.problems)
    for guide in draft.guides:
        found += guide_problems(guide)
    found += place_problems(draft)
    found += link_problems(draft, folder)
    found += asking_problems(draft)
    found += bundle_problems(draft)
    return sorted(set(found))


def _stray_problems(draft: Draft) -> list[Problem]:
    """Imported here: publishing checks too, and has no use for the comparing libraries."""
    from faq.near import strays

    return [stray.problem() for stray in strays(draft)]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Only what must be mended before the content is published."""
    return [problem for problem in problems if problem.severity == "error"]
