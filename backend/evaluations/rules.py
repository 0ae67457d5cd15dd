"""Who may do what to a rating, a rectification and a complaint, and what a citizen may send. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.common.errors import InvalidInput
from backend.evaluations.phrases import PHRASES
from backend.evaluations.states import (
    BAD_GRADES,
    COMPLAINT,
    DONE,
    OPEN,
    RECTIFICATION,
    Appealing,
    Complaining,
    Grade,
    Rectifying,
)

HEADS_VERBS = ("contact", "miss", "plan", "rectify")
STAFF_VERBS = (*HEADS_VERBS, "call_back", "miss_call_back")


@dataclass(frozen=True)
class Official:
    """A member of the staff, as these rules see one.

    ``departments`` are those whose ratings this person reads, None: all; without ``whole_department`` only those of
    the own ``windows``. ``own`` are the departments this person rectifies for.
    """

    id: UUID
    actor: str
    called: str
    departments: frozenset[str] | None
    windows: frozenset[str]
    whole_department: bool
    own: frozenset[str]
    may_call_back: bool
    may_decide_appeals: bool
    may_publish: bool
    may_see_person: bool
    may_handle_complaints: bool
    may_handle_integrity: bool
    may_read_complaints: bool

    def reads(self, department: str, window: str | None) -> bool:
        """Whether a rating of this department and window is this person's to read."""
        if self.departments is None:
            return True
        return department in self.departments if self.whole_department else window in self.windows

    def may_ever(self, verb: str, department: str) -> bool:
        """Whether a rectification's verb is this person's at all, whatever its state."""
        return department in self.own if verb in HEADS_VERBS else self.may_call_back

    def handles(self, confidential: bool) -> bool:
        """Whether complaints of this class are this person's work."""
        return self.may_handle_integrity if confidential else self.may_handle_complaints

    def reads_complaint(self, confidential: bool) -> bool:
        """廉政 is for supervision only."""
        return self.may_handle_integrity if confidential else self.may_read_complaints


@dataclass(frozen=True)
class Given:
    """What the rules look at in a rating."""

    grade: int | None
    open_until: datetime
    counted: bool
    followed: bool
    published: bool
    has_words: bool
    rectifying: Rectifying | None
    appealing: Appealing | None


def is_bad(grade: int | None) -> bool:
    """差评: the two lowest grades."""
    return grade in BAD_GRADES


def citizens_verbs(given: Given, now: datetime) -> tuple[str, ...]:
    """What the citizen may do now: rate once within the window; once say what became of a 差评."""
    if given.grade is None:
        return ("rate",) if now <= given.open_until else ()
    return ("follow",) if given.rectifying in DONE and not given.followed else ()


def officials_verbs(given: Given, department: str, who: Official) -> tuple[str, ...]:
    """What this member of the staff may do now."""
    return (*_rectifying(given, department, who), *_appealing(given, department, who), *_publishing(given, who))


def _rectifying(given: Given, department: str, who: Official) -> tuple[str, ...]:
    if given.rectifying is None:
        return ()
    allowed = RECTIFICATION.allowed(given.rectifying)
    return tuple(verb for verb in allowed if verb in STAFF_VERBS and who.may_ever(verb, department))


def _appealing(given: Given, department: str, who: Official) -> tuple[str, ...]:
    if given.appealing is Appealing.ASKED and who.may_decide_appeals:
        return "uphold", "reject"
    may_ask = given.appealing is None and given.rectifying in OPEN and department in who.own
    return ("appeal",) if may_ask else ()


def _publishing(given: Given, who: Official) -> tuple[str, ...]:
    if not who.may_publish or not given.has_words or not given.counted:
        return ()
    return ("unpublish",) if given.published else ("publish",)


def check_tags(grade: Grade, tags: Sequence[str]) -> list[str]:
    """The tags, each once and in the order of the table. Raises InvalidInput: not a phrase of this grade."""
    known = PHRASES[grade]
    if any(tag not in known for tag in tags):
        raise InvalidInput("tags", "这个选项已经更新。请重新选择。")
    return [code for code in known if code in set(tags)]


def complaint_verbs(state: Complaining, *, confidential: bool, who: Official) -> tuple[str, ...]:
    """What this member of the staff may do with a complaint now."""
    if not who.handles(confidential):
        return ()
    without = {"reopen"} | ({"confide"} if confidential else set())
    return tuple(verb for verb in COMPLAINT.allowed(state) if verb not in without)


def complainants_verbs(state: Complaining, *, reopened: bool) -> tuple[str, ...]:
    """What the citizen may do: settle an answer, or once ask to have it looked at again."""
    without = {"reopen"} if reopened else set()
    return tuple(verb for verb in COMPLAINT.allowed(state) if verb in {"close", "reopen"} - without)


def share(part: int, whole: int) -> float | None:
    """A share as a percentage with one digit; None of nothing."""
    return round(100 * part / whole, 1) if whole else None
