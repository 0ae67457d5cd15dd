"""How well an engine does on labelled questions: one line for each question, then one summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from bot.decisions import Answer, Clarify, Context, Decision, HandOff, Redirect, SmallTalk
from bot.engine import Engine
from bot.normalise import normalise
from faq.schema import Facet

_BINS = 10
_REFUSALS = frozenset({"redirect", "smalltalk", "handoff"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with its label and what the engine decided. ``wanted`` is ANSWER, CLARIFY, NONE, HANDOFF or None
    for a line without a label."""

    line: Mapping[str, Any]
    decision: Decision
    has_alias: bool

    @property
    def wanted(self) -> str | None:
        return self.line.get("action")

    @property
    def item(self) -> str | None:
        return item_of(self.decision)

    @property
    def options(self) -> list[str]:
        if not isinstance(self.decision, Clarify):
            return []
        return [option.code for option in self.decision.options if option.code]

    @property
    def answered(self) -> bool:
        return isinstance(self.decision, Answer)

    def right_item(self) -> bool:
        """Is the best item an accepted one, whether it was answered or only offered first?"""
        return bool(self.item) and self.item in self.line.get("labels", ())

    def right_entry(self) -> bool:
        """Is the best entry what a fair clerk would think of?"""
        return self.right_item() or (self.wanted == "NONE" and isinstance(self.decision, Redirect))

    def right_facet(self) -> bool:
        """Does a facet asked for appear among those answered? No label accepts any."""
        wanted = set(self.line.get("facets") or ())
        return not wanted or bool(wanted & set(facets_of(self.decision)))

    def resolved(self) -> bool:
        """Answered right, or the right item is among the options."""
        labels = set(self.line.get("labels") or ())
        return (self.answered and self.right_item()) or bool(labels & set(self.options))

    def right_department(self) -> bool:
        return self.decision.department in (self.line.get("depts") or [self.line.get("dept")])


def evaluate(engine: Engine, lines: Iterable[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Ask every question in a conversation of its own.

    Takes lines with ``id`` and ``text``, and for figures also ``action``, ``labels``, ``facets``, ``depts`` and
    ``tags``; a ``context`` (see ``Context.to_dict``) makes a line a later turn. Returns the line of each question and
    the summary; figures that have no question under them are None.
    """
    aliases = _aliases(engine)
    judged = [_judge(engine, line, aliases) for line in lines]
    return [row_of(one) for one in judged], summarise(judged)


def _judge(engine: Engine, line: Mapping[str, Any], aliases: Sequence[str]) -> Judged:
    text = str(line["text"])
    decision = engine.reply(text, Context.from_dict(line.get("context") or {}))
    plain = normalise(text).replace(" ", "")
    return Judged(line, decision, any(alias in plain for alias in aliases))


def is_labelled(lines: Iterable[Mapping[str, Any]]) -> bool:
    """Do the lines say what is right?"""
    return any(line.get("action") for line in lines)


def item_of(decision: Decision) -> str | None:
    """The item a decision is about: answered, or offered first, or the stub."""
    match decision:
        case Answer():
            return decision.item
        case Clarify():
            return decision.options[0].code if decision.options else None
        case Redirect():
            return decision.code
        case HandOff() | SmallTalk():
            return None


def facets_of(decision: Decision) -> tuple[Facet, ...]:
    """The facets that were answered, or understood where nothing was answered."""
    return decision.facets if isinstance(decision, Answer) else decision.trace.facets


def row_of(judged: Judged) -> dict[str, Any]:
    """The printed line of one question."""
    decision = judged.decision
    return {
        "id": judged.line.get("id"),
        "action": decision.action,
        "item": judged.item,
        "facets": list(facets_of(decision)),
        "department": decision.department,
        "candidates": judged.options or [candidate.code for candidate in decision.trace.candidates[:3]],
        "score": decision.trace.confidence,
        "us": decision.trace.us,
    }


def summarise(judged: Sequence[Judged]) -> dict[str, Any]:
    """All figures, then the main ones by tag and by "contains an alias of an item or not"."""
    times = sorted(one.decision.trace.us for one in judged)
    tags = sorted({tag for one in judged for tag in one.line.get("tags") or ()})
    return {
        "questions": len(judged),
        **_figures(judged),
        "calibration_error": _calibration_error(judged),
        "us_p50": _percentile(times, 0.50),
        "us_p99": _percentile(times, 0.99),
        "by_alias": {
            "with_alias": _figures([one for one in judged if one.has_alias]),
            "without_alias": _figures([one for one in judged if not one.has_alias]),
        },
        "by_tag": {tag: _figures([one for one in judged if tag in (one.line.get("tags") or ())]) for tag in tags},
    }


def _figures(judged: Sequence[Judged]) -> dict[str, Any]:
    wanted = {
        action: [one for one in judged if one.wanted == action] for action in ("ANSWER", "CLARIFY", "NONE", "HANDOFF")
    }
    asked, nothing = wanted["ANSWER"], wanted["NONE"]
    direct = [one for one in judged if one.answered and one.wanted]
    return {
        "answerable": len(asked),
        "item_accuracy": _share(asked, Judged.right_item),
        "item_and_facet": _share(asked, lambda one: one.right_item() and one.right_facet()),
        "answered_right": _share(asked, lambda one: one.answered and one.right_item()),
        "resolved": _share(asked, Judged.resolved),
        "coverage": _share(asked, lambda one: one.answered),
        "precision_when_answering": _share(direct, lambda one: one.wanted == "ANSWER" and one.right_item()),
        "false_answers": _share(nothing, lambda one: one.decision.action not in _REFUSALS),
        "wrong_direct_on_none": _share(nothing, lambda one: one.answered),
        "clarify_recall": _share(wanted["CLARIFY"], lambda one: one.decision.action == "clarify"),
        "handoff_recall": _share(wanted["HANDOFF"], lambda one: one.decision.action == "handoff"),
        "department_accuracy": _share([*asked, *wanted["HANDOFF"]], Judged.right_department),
    }


def _share(judged: Sequence[Judged], holds: Callable[[Judged], bool]) -> float | None:
    return round(fmean(holds(one) for one in judged), 4) if judged else None


def _calibration_error(judged: Sequence[Judged]) -> float | None:
    """Expected calibration error over ten bins: |confidence − how often the best entry was right|, for all decisions
    that a search took (guards are rules and promise nothing). Who asks for what is not ours is rightly sent elsewhere;
    which place that is has no label."""
    searched = [one for one in judged if one.wanted and one.item and not one.decision.trace.rule.startswith("guard")]
    if not searched:
        return None
    bins: dict[int, list[Judged]] = {}
    for one in searched:
        bins.setdefault(min(_BINS - 1, int(one.decision.trace.confidence * _BINS)), []).append(one)
    gaps = (
        len(group)
        * abs(fmean(one.decision.trace.confidence for one in group) - fmean(one.right_entry() for one in group))
        for group in bins.values()
    )
    return round(sum(gaps) / len(searched), 4)


def _percentile(ordered: Sequence[int], share: float) -> int | None:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else None


def _aliases(engine: Engine) -> list[str]:
    """Names and aliases of items and services, of two characters or more."""
    entries = engine.understanding.catalogue.by_code.values()
    texts = {
        phrase.text.replace(" ", "")
        for entry in entries
        if entry.kind not in ("stub", "talk")
        for phrase in entry.phrases
        if phrase.role in ("name", "alias")
    }
    return sorted(text for text in texts if len(text) >= 2)
