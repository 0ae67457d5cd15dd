"""What the bot promises on questions that nobody tuned it to, and whether a summary of ``bot.evaluation`` keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

MANY = 20
"""A tag with fewer questions than this tells nothing."""
LEAST_OF_TAG = 0.75


@dataclass(frozen=True, slots=True)
class Goal:
    """``figure`` is a path in the summary; ``most`` turns "at least" into "at most"."""

    name: str
    figure: tuple[str, ...]
    bound: float
    most: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """A goal with what was reached; None when no question speaks of it."""

    name: str
    bound: float
    most: bool
    value: float | None

    @property
    def kept(self) -> bool:
        if self.value is None:
            return True
        return self.value <= self.bound if self.most else self.value >= self.bound


GOALS = (
    Goal("事项答对", ("item_accuracy",), 0.90),
    Goal("事项答对(问法里没有别名)", ("by_alias", "without_alias", "item_accuracy"), 0.82),
    Goal("事项和方面都对", ("item_and_facet",), 0.85),
    Goal("直接回答的准确率", ("precision_when_answering",), 0.97),
    Goal("直接回答的比例", ("coverage",), 0.60),
    Goal("解决率(答对或在选项里)", ("resolved",), 0.92),
    Goal("答非所问:闲聊", ("by_tag", "offtopic", "wrong_direct_on_none"), 0.002, most=True),
    Goal("答非所问:不归我们办的事", ("by_tag", "gap", "wrong_direct_on_none"), 0.06, most=True),
    Goal("该转人工的转了", ("handoff_recall",), 0.90),
    Goal("部门正确", ("department_accuracy",), 0.95),
    Goal("把握的误差", ("calibration_error",), 0.05, most=True),
)


def outcomes(summary: Mapping[str, Any]) -> Iterator[Outcome]:
    """Every goal with its figure, then each tag with enough questions that falls below the least."""
    for goal in GOALS:
        yield Outcome(goal.name, goal.bound, goal.most, _figure(summary, goal.figure))
    for tag, figures in summary.get("by_tag", {}).items():
        accuracy = figures.get("item_accuracy")
        if figures.get("answerable", 0) >= MANY and accuracy is not None and accuracy < LEAST_OF_TAG:
            yield Outcome(f"标签 {tag}", LEAST_OF_TAG, False, accuracy)


def _figure(summary: Mapping[str, Any], path: tuple[str, ...]) -> float | None:
    found: Any = summary
    for step in path:
        found = found.get(step) if isinstance(found, Mapping) else None
    return None if found is None else float(found)
