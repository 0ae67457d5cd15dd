"""Wordings: none leads to two places, each item has enough of them, their file is where one looks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from faq.asking import Asked, wordings
from faq.drafts import Draft
from faq.problems import Problem

ENOUGH_ASKS = 12
"""Below this the bot knows too few ways of saying the same thing (measured on our own questions)."""
_BINDING = ("name", "alias", "ask")


def asking_problems(draft: Draft) -> Iterator[Problem]:
    """Errors and warnings about aliases and ways of asking over the whole content."""
    binding = [one for one in wordings(draft) if one.role in _BINDING and one.path != ("short_name",)]
    yield from _in_two_entries(binding)
    yield from _twice(binding)
    yield from _few(draft)
    yield from _misplaced(draft)


def _in_two_entries(binding: list[Asked]) -> Iterator[Problem]:
    """A wording of two entries answers neither."""
    owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for one in binding:
        owners[one.key][one.code] = None
    for one in binding:
        others = [code for code in owners[one.key] if code != one.code]
        if others and one.role != "name":
            word = "叫法" if one.role == "alias" else "问法"
            message = f"“{one.text}”在 {'、'.join(others)} 也有,一个{word}只能指一件事"
            yield one.problem("error", f"duplicate_{one.role}", message)


def _twice(binding: list[Asked]) -> Iterator[Problem]:
    """A way of asking that the entry already has. (Aliases repeated among themselves: ``faq.guide_rules``.)"""
    seen: set[tuple[str, str]] = set()
    for one in binding:
        if one.role == "ask" and (one.code, one.key) in seen:
            yield one.problem("warning", "repeated_ask", f"“{one.text}”写了不止一次")
        seen.add((one.code, one.key))


def _few(draft: Draft) -> Iterator[Problem]:
    asks = {row.value.code: row for row in draft.asks}
    for guide in draft.guides:
        row = asks.get(guide.value.code)
        number = len(row.value.asks) if row else 0
        if number < ENOUGH_ASKS:
            message = f"{guide.value.name}的问法只有 {number} 句,至少写 {ENOUGH_ASKS} 句"
            place = row.problem(("asks",), "warning", "few_asks", message) if row else None
            yield place or guide.problem(("code",), "warning", "few_asks", message)


def _misplaced(draft: Draft) -> Iterator[Problem]:
    folders = {row.value.code: row.value.department for row in draft.guides}
    folders |= {row.value.code: "SVC" for row in draft.services}
    for row in draft.asks:
        folder = folders.get(row.value.code)
        expected = f"asks/{folder}/{row.value.code}.yaml"
        if folder is not None and row.document.file != expected:
            yield row.problem(("code",), "error", "wrong_file_name", f"这些问法应放在 {expected}")
