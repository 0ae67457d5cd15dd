"""Bundles (一件事) and separations (分辨): long enough to be worth it, short enough to be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from faq.drafts import Draft
from faq.problems import Problem

LEAST_STEPS = 3
"""Two items that belong together are ``related``; a bundle guides through several."""
CHOICES = (2, 3)
"""The chat shows at most three choices and 都不是."""


def bundle_problems(draft: Draft) -> Iterator[Problem]:
    """Errors of bundles and separations."""
    yield from _bundles(draft)
    yield from _separations(draft)


def _bundles(draft: Draft) -> Iterator[Problem]:
    for row in draft.bundles:
        number = len(row.value.steps)
        if number < LEAST_STEPS:
            message = f"一件事只有 {number} 步,至少要 {LEAST_STEPS} 步"
            yield row.problem(("steps",), "error", "few_steps", message)
        expected = f"bundles/{row.value.code}.yaml"
        if row.document.file != expected:
            yield row.problem(("code",), "error", "wrong_file_name", f"这件事应放在 {expected}")


def _separations(draft: Draft) -> Iterator[Problem]:
    seen = Counter(frozenset(row.value.choices) for row in draft.separations)
    least, most = CHOICES
    for row in draft.separations:
        number = len(row.value.choices)
        if not least <= number <= most:
            message = f"分辨一次要给 {least} 到 {most} 个选择,这里是 {number} 个"
            yield row.problem(("choices",), "error", "choices_out_of_range", message)
        if seen[frozenset(row.value.choices)] > 1:
            yield row.problem(("ask",), "error", "duplicate_separation", "这几件事已经有一条分辨,只留一条")
