"""Who may see and do what, where a question goes, and what counts as the question. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.catalogue.places import COORDINATION
from backend.common.masking import mask_text
from backend.consultations.states import MACHINE, State
from bot import Context
from faq.schema import Book

QUESTION_LENGTH = 500
"""Characters of one message."""

UNSURE = 0.5
"""The confidence in what the conversation was about before."""

NO_WINDOW = "这个部门没有窗口,由综合协调科负责。"
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


@dataclass(frozen=True)
class Route:
    """Where a question goes and why. ``confidence`` is the bot's, 0 to 1."""

    department: str
    item_code: str | None
    reason: str
    confidence: float


@dataclass(frozen=True)
class Colleague:
    """A staff member as these rules see one.

    ``may_route``: of 综合协调科, looks after every department's questions. ``personal``: may see identity and phone
    numbers that somebody wrote into a message.
    """

    id: UUID
    name: str
    number: str
    role: str
    department: str | None
    windows: tuple[str, ...]
    may_answer: bool
    may_route: bool
    personal: bool

    @property
    def actor(self) -> str:
        """As in the audit trail."""
        return f"staff:{self.id}"

    @property
    def called(self) -> str:
        """As other staff read it: name and 工号."""
        return f"{self.name}({self.number})"

    @property
    def scope(self) -> str | None:
        """The department whose questions this person sees; None for all (综合协调科, and 督查 without one)."""
        return None if self.may_route else self.department


@dataclass(frozen=True)
class Standing:
    """What of a consultation decides who may do what."""

    state: State
    department: str
    owner_id: UUID | None


def sees(who: Colleague, department: str) -> bool:
    """Whether a consultation of this department is this person's business."""
    return who.scope in (None, department)


def allowed(who: Colleague, row: Standing) -> list[str]:
    """The verbs this person may use on it now, in the order of the state machine."""
    if not who.may_answer or not sees(who, row.department):
        return []
    return [verb for verb in MACHINE.allowed(row.state) if _may(verb, who, row)]


def _may(verb: str, who: Colleague, row: Standing) -> bool:
    mine = row.owner_id == who.id
    match verb:
        case "claim":
            return True
        case "reply":
            return mine
        case "return":
            return row.department != COORDINATION and _may("forward", who, row)
        case "forward":
            return row.state is State.ROUTED or mine or who.role == "head" or who.may_route
        case _:
            return False


def route(trace: Mapping[str, Any] | None, book: Book, spoken_of: str | None = None) -> Route:
    """Where a question goes, from what the bot thought of it (`cards.trace_of`).

    ``spoken_of`` is the item the conversation was about: a question that names nothing belongs to it. What has no
    window or no known owner belongs to 综合协调科 (seed rows 128 and 134).
    """
    thought = trace or {}
    guide = book.guide(spoken_of) if spoken_of and not thought.get("item") else None
    if guide is not None and thought.get("department") in (None, COORDINATION):
        thought = {"department": guide.department, "item": guide.code, "name": guide.name, "confidence": UNSURE}
    wanted = str(thought.get("department") or COORDINATION)
    item, confidence = thought.get("item"), float(thought.get("confidence") or 0)
    department = book.department(wanted)
    if department is None or not department.stationed:
        return Route(COORDINATION, item, NO_WINDOW, confidence)
    return Route(wanted, item, reason_text(thought), confidence)


def reason_text(thought: Mapping[str, Any]) -> str:
    """Why it was given to this department, for the clerk."""
    reason = thought.get("reason")
    if reason in _REASONS:
        return _REASONS[str(reason)]
    return f"{FOUND}“{thought['name']}”。" if thought.get("name") else "没有认出事项,请看内容。"


def typed(text: str, option: int | None, context: Context) -> str:
    """A tap is told to the engine by its number, as if the citizen had said 第二个."""
    return f"第{option}个" if option is not None and option <= len(context.pending) else text


@dataclass(frozen=True)
class Asked:
    """A citizen's words with what the bot thought of them."""

    text: str
    trace: Mapping[str, Any] | None


def question_of(asked: Sequence[Asked]) -> Asked | None:
    """The words to hand to a person: the last that are more than a wish for a person or a greeting."""
    return next((one for one in reversed(asked) if one.trace is None or not _no_matter(one.trace)), None)


def _no_matter(trace: Mapping[str, Any]) -> bool:
    return trace.get("reason") == "human" or trace.get("action") == "smalltalk"


def shown(text: str, *, personal: bool) -> str:
    """Words as staff may see them: identity and phone numbers only with the right to personal data."""
    return text if personal else mask_text(text)
