"""The checker names file and line; a clerk who edited a workbook wants to hear sheet and row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from faq.checker import errors
from faq.problems import Problem
from faq.spreadsheet.comparing import Change
from faq.spreadsheet.workbook import Refusal

_FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Blamer:
    """``changes`` with the file of each, and the new texts of the ``files``."""

    changes: Sequence[tuple[str, Change]]
    files: Mapping[str, str]

    def refusals(self, before: Sequence[Problem], after: Sequence[Problem]) -> list[Refusal]:
        """Errors that the content did not have before, each told at the row that brought it. What shows in a file
        that was not changed too (a wording that two items now have) is told once, where it was brought in."""
        fresh = list(_new(errors(before), errors(after)))
        at_hand = [problem for problem in fresh if problem.file in self.files]
        return list(dict.fromkeys(self._refusal(problem) for problem in at_hand or fresh))

    def _refusal(self, problem: Problem) -> Refusal:
        here = [change for file, change in self.changes if file == problem.file]
        lines = self.files.get(problem.file, "").splitlines()
        change = min(here or [change for _, change in self.changes], key=lambda one: _distance(one, problem, lines))
        return Refusal(change.sheet.title, change.row, f"{problem.message}({problem.file})")


def _new(before: Sequence[Problem], after: Sequence[Problem]) -> Iterator[Problem]:
    """Lines move when a file changes, so they do not count."""
    old = Counter((one.file, one.code, one.message) for one in before)
    for one in after:
        told = (one.file, one.code, one.message)
        if not old[told]:
            yield one
        old[told] -= bool(old[told])


def _distance(change: Change, problem: Problem, lines: Sequence[str]) -> int:
    """How many lines lie between the finding and the nearest line with words of this row."""
    words = _words(change)
    if any(word in problem.message for word in words):
        return 0
    near = (abs(number - problem.line) for number, line in enumerate(lines, 1) if any(word in line for word in words))
    return min(near, default=_FAR) + 1


def _words(change: Change) -> list[str]:
    """What is new in a row."""
    found: list[str] = []
    for _, before, after in change.fields():
        texts = [after] if isinstance(after, str) else [text for text in after if text not in before]
        found += [word for text in texts for word in text.split() if len(word) > 1]
    return found
