"""Who may see and do what, and what counts as the question. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.catalogue.places import COORDINATION
from backend.common.masking import mask_text
from backend.consultations.states import MACHINE, OPEN, Handling, State
from bot import Context

QUESTION_LENGTH = 500
"""Characters of one message."""

RETURNS = 2
"""The return after which 综合协调科 decides (seed row 135: no 推诿)."""


@dataclass(frozen=True)
class Colleague:
    """A staff member as these rules see one.

    ``may_route``: of 综合协调科, looks after every department's questions. ``may_supervise``: of 督查, which alone sees
    what is confidential. ``personal``: may see identity and phone numbers that somebody wrote into a message.
    ``covers``: absent colleagues whose deputy this person is today.
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
    may_supervise: bool = False
    covers: frozenset[UUID] = field(default_factory=frozenset)

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
        return None if self.may_route or self.may_supervise else self.department

    @property
    def owners(self) -> frozenset[UUID]:
        """In whose place this person may answer: the own, and that of absent colleagues."""
        return self.covers | {self.id}


@dataclass(frozen=True)
class Standing:
    """What of a consultation decides who may do what. ``owing``: departments whose opinion is still missing."""

    state: State
    department: str
    owner_id: UUID | None
    handling: Handling = Handling.OWN
    arbitration: bool = False
    settled: bool = False
    confidential: bool = False
    extendable: bool = False
    asked: bool = False
    owing: frozenset[str] = field(default_factory=frozenset)


def sees(who: Colleague, department: str, *, confidential: bool = False) -> bool:
    """Whether a consultation of this department is this person's business."""
    if confidential:
        return who.may_supervise
    return who.scope in (None, department)


def works(who: Colleague, row: Standing) -> bool:
    """Whether this person may do something about it at all: the department, 综合协调科, or 督查 when confidential."""
    if not sees(who, row.department, confidential=row.confidential):
        return False
    return who.may_supervise if row.confidential else who.may_answer


def allowed(who: Colleague, row: Standing) -> list[str]:
    """The verbs this person may use on it now, in the order of the state machine, then those that change no state."""
    verbs = [verb for verb in MACHINE.allowed(row.state) if works(who, row) and _may(verb, who, row)]
    return verbs + [verb for verb, may in _BESIDE.items() if may(who, row)]


def _may(verb: str, who: Colleague, row: Standing) -> bool:
    rule = _RIGHTS.get(verb)
    return rule is not None and rule(who, row)


def _mine(who: Colleague, row: Standing) -> bool:
    return row.owner_id in who.owners


def _claim(who: Colleague, row: Standing) -> bool:
    return who.may_route or not row.arbitration


def _forward(who: Colleague, row: Standing) -> bool:
    if row.confidential or row.arbitration or (row.settled and not who.may_route):
        return False
    return row.state is State.ROUTED or _mine(who, row) or who.role == "head" or who.may_route


def _return(who: Colleague, row: Standing) -> bool:
    return row.department != COORDINATION and _forward(who, row)


def _arbitrate(who: Colleague, row: Standing) -> bool:
    return who.may_route and (row.arbitration or row.settled)


def _consult(who: Colleague, row: Standing) -> bool:
    return who.role == "head" and row.handling is Handling.OWN


def _extend(who: Colleague, row: Standing) -> bool:
    return _mine(who, row) and row.extendable


def _opinions(who: Colleague, row: Standing) -> bool:
    return who.may_route and _mine(who, row) and row.department == COORDINATION


_RIGHTS = {
    "claim": _claim,
    "reply": _mine,
    "question": _mine,
    "resume": _mine,
    "consult": _consult,
    "extend": _extend,
    "opinions": _opinions,
    "forward": _forward,
    "return": _return,
    "arbitrate": _arbitrate,
}


def _opinion(who: Colleague, row: Standing) -> bool:
    return who.may_answer and row.state in OPEN and who.department in row.owing


def _note(who: Colleague, row: Standing) -> bool:
    return works(who, row) and row.state is not State.CLOSED


def _urge(who: Colleague, row: Standing) -> bool:
    return who.may_supervise and not row.confidential and row.state in OPEN


def _decide(who: Colleague, row: Standing) -> bool:
    return who.may_route and row.asked and not row.confidential


def _propose(who: Colleague, row: Standing) -> bool:
    return works(who, row) and not row.confidential and row.state in (State.ANSWERED, State.CLOSED)


_BESIDE = {"opinion": _opinion, "note": _note, "urge": _urge, "decide": _decide, "propose": _propose}


def is_return(verb: str, target: str, visited: Sequence[str], *, by_router: bool) -> bool:
    """Whether a question comes back: returned, or forwarded to a department that had it. 综合协调科 gives out anew."""
    return not by_router and (verb == "return" or target in visited)


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
