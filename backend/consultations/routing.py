"""Where a question goes, and why. Pure.

Order: reports of bribery go to supervision only; then the centre's own rules; then what the bot thinks. What has no
window, or no sure owner, belongs to 综合协调科 (seed rows 128 and 134).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.catalogue.places import COORDINATION, windows_of
from faq.schema import Book

SUPERVISION = "JC"
"""The supervision office (督查科) as an owner. It is no department of the catalogue: no window, no items."""

UNSURE = 0.5
"""The confidence in what the conversation was about before."""

SURE = 0.35
"""Below this nobody is given a question without a person having looked at it."""

NO_WINDOW = "这个部门没有窗口,由综合协调科负责。"
UNSURE_WHERE = "没有把握归哪个部门,请综合协调科分派。"
FOUND = "问的像是"
"""How the reason begins that names a matter."""

_REASONS = {
    "violence": "紧急:可能有人身危险。",
    "suicide": "紧急:可能有轻生危险。",
    "fire": "紧急:可能有火情。",
    "medical": "紧急:可能有人需要急救。",
    "bribery": "反映收钱办事,由专人核查。",
    "grievance": "反映服务问题,由专人处理。",
    "dispute": "对收费或材料有疑问。",
    "complex": "情况复杂,要看具体材料。",
    "language": "使用外语,要人工答复。",
    "insult": "市民很不满意,请耐心听。",
    "human": "市民要求转人工。",
    "unknown": "机器人没有把握。",
    "misses": "机器人没有答上来。",
}
URGENT = frozenset({"violence", "suicide", "fire", "medical"})


@dataclass(frozen=True)
class Route:
    """Where a question goes and why. ``confidence`` is 0 to 1; ``suggested`` the department that 综合协调科 may want to
    give it to; ``confidential``: for supervision only."""

    department: str
    item_code: str | None
    reason: str
    confidence: float
    window: str | None = None
    suggested: str | None = None
    confidential: bool = False


@dataclass(frozen=True)
class Rule:
    """One of the centre's rules: a question that fits goes to ``department``. Empty conditions fit everything."""

    name: str
    words: Sequence[str]
    item_code: str | None
    from_department: str | None
    department: str
    window: str | None

    def fits(self, question: str, route: Route) -> bool:
        """Whether this question is meant."""
        return (
            (not self.words or any(word in question for word in self.words))
            and self.item_code in (None, route.item_code)
            and self.from_department in (None, route.suggested or route.department)
        )


def route(trace: Mapping[str, Any] | None, book: Book, spoken_of: str | None = None) -> Route:
    """Where the bot would send a question, from what it thought of it (`cards.trace_of`).

    ``spoken_of`` is the item the conversation was about: a question that names nothing belongs to it.
    """
    thought = trace or {}
    if thought.get("reason") == "bribery":
        return Route(SUPERVISION, None, _REASONS["bribery"], 1.0, confidential=True)
    guide = book.guide(spoken_of) if spoken_of and not thought.get("item") else None
    if guide is not None and thought.get("department") in (None, COORDINATION):
        thought = {"department": guide.department, "item": guide.code, "name": guide.name, "confidence": UNSURE}
    wanted = str(thought.get("department") or COORDINATION)
    item, confidence = thought.get("item"), float(thought.get("confidence") or 0)
    department = book.department(wanted)
    if department is None or not department.stationed:
        return Route(COORDINATION, item, NO_WINDOW, confidence)
    if wanted != COORDINATION and confidence < SURE and not is_urgent(thought):
        return Route(COORDINATION, item, UNSURE_WHERE, confidence, suggested=wanted)
    return Route(wanted, item, reason_text(thought), confidence)


def by_rules(found: Route, question: str, rules: Iterable[Rule]) -> Route:
    """What the centre's rules make of a route; the first that fits wins. Nothing overrules confidentiality."""
    if found.confidential:
        return found
    rule = next((rule for rule in rules if rule.fits(question, found)), None)
    if rule is None:
        return found
    reason = f"按规则“{rule.name}”分派。"
    return replace(found, department=rule.department, window=rule.window, reason=reason, confidence=1.0, suggested=None)


def least_loaded(found: Route, book: Book, loads: Mapping[str, int]) -> Route:
    """The route with the window of its item that has the fewest open questions, the lower code among equals."""
    guide = book.guide(found.item_code or "")
    if found.window or guide is None or guide.department != found.department:
        return found
    windows = sorted(window.code for window in windows_of(book, guide) if found.department in window.departments)
    if not windows:
        return found
    return replace(found, window=min(windows, key=lambda code: loads.get(code, 0)))


def reason_text(thought: Mapping[str, Any]) -> str:
    """Why it was given to this department, for the clerk."""
    reason = thought.get("reason")
    if reason in _REASONS:
        return _REASONS[str(reason)]
    return f"{FOUND}“{thought['name']}”。" if thought.get("name") else "没有认出事项,请看内容。"


def is_urgent(trace: Mapping[str, Any] | None) -> bool:
    """Whether somebody may be in danger: such words are never taken for a repetition."""
    return (trace or {}).get("reason") in URGENT
