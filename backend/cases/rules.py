"""What is true of a case, decided from values alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal, Protocol

from backend.common import workdays
from backend.common.errors import InvalidInput
from backend.common.numbers import check_id_number, parse_credit_code, parse_id_number
from backend.common.workdays import WorkCalendar

Light = Literal["ok", "soon", "late"]
SOON_DAYS = 1
"""Working days left from which a case is shown as due soon."""

MOST_LOOKUPS_OF_NUMBER = 10
MOST_LOOKUPS_OF_SOURCE = 100
"""Failed look-ups of one day. A query code has 30 bits: ten tries a day guess one in 300 000 years."""

PRODUCTION = ("制证", "盖章", "发证")
"""Stages after the decision."""


class MaterialLine(Protocol):
    """A line of the checklist."""

    name: str
    necessity: str
    any_of: str | None
    condition: str | None
    received: bool


class StepLine(Protocol):
    """A step of the guide."""

    position: int
    name: str
    who: str
    stage: str


def missing(materials: Iterable[MaterialLine]) -> list[str]:
    """Names of what is needed in any case and was not handed in.

    Of things that replace each other one is enough; what is needed only under a condition is the clerk's to judge.
    """
    lines = list(materials)
    satisfied = {line.any_of for line in lines if line.any_of and line.received}
    return [
        line.name
        for line in lines
        if line.necessity == "必要" and not line.condition and not line.received and line.any_of not in satisfied
    ]


def untold(materials: Iterable[MaterialLine], named: Iterable[str]) -> list[str]:
    """Missing materials that a supplement notice leaves out; of a group one name is enough.

    Source: 行政许可法 art. 32(4): everything to be supplemented is said at once.
    """
    lines = list(materials)
    told = set(named)
    groups = {line.any_of for line in lines if line.any_of and line.name in told}
    group_of = {line.name: line.any_of for line in lines}
    return [name for name in missing(lines) if name not in told and group_of[name] not in groups]


def first_step(steps: Sequence[StepLine]) -> int | None:
    """The centre's first step."""
    return _first_of_staff(steps, -1)


def step_after_acceptance(steps: Sequence[StepLine]) -> int | None:
    """The first step of the centre that comes after the materials were taken in."""
    return next((step.position for step in steps if step.who != "申请人" and step.stage != "接件"), None)


def deciding_step(steps: Sequence[StepLine]) -> int | None:
    """The step at whose end the decision falls: 签批, else the last 审查, else the last one before production."""
    ours = [step for step in steps if step.who != "申请人" and step.stage != "接件"]
    signing = [step.position for step in ours if step.stage == "签批"]
    checking = [step.position for step in ours if step.stage == "审查"]
    before = [step.position for step in ours if step.stage not in PRODUCTION]
    return next(iter(signing[:1] or checking[-1:] or before[-1:]), None)


def step_after(steps: Sequence[StepLine], position: int) -> int | None:
    """The centre's next step, else what is left to the citizen; None at the end."""
    ours = _first_of_staff(steps, position)
    return ours if ours is not None else next((step.position for step in steps if step.position > position), None)


def can_advance(steps: Sequence[StepLine], position: int | None) -> bool:
    """Whether the present step ends without a decision and is the centre's."""
    here = next((step for step in steps if step.position == position), None)
    return here is not None and here.who != "申请人" and position != deciding_step(steps)


def can_decide(steps: Sequence[StepLine], position: int | None) -> bool:
    """Whether the steps before the decision are done."""
    deciding = deciding_step(steps)
    return deciding is None or position is None or position >= deciding


def light(now: datetime, promised_at: datetime | None, days_left: int | None) -> Light | None:
    """The colour of a running case's deadline; None when none runs."""
    if promised_at is None or days_left is None:
        return None
    if now > promised_at:
        return "late"
    return "soon" if days_left <= SOON_DAYS else "ok"


def days_left(calendar: WorkCalendar, now: datetime, promised_at: datetime | None, running: bool) -> int | None:
    """Working days left to the promise; None when none runs."""
    if promised_at is None or not running:
        return None
    return workdays.working_days_left(calendar, now, promised_at)


def checked_id_number(id_kind: str, text: str, today: date) -> str:
    """The applicant's number in its normal form. Raises InvalidInput."""
    if id_kind == "居民身份证":
        number = parse_id_number(text)
        if number is None or not check_id_number(number, today):
            raise InvalidInput("applicant.id_number", "身份证号码不对,请逐位核对。")
        return number
    if id_kind == "统一社会信用代码":
        code = parse_credit_code(text)
        if code is None:
            raise InvalidInput("applicant.id_number", "统一社会信用代码不对,请逐位核对。")
        return code
    return text.replace(" ", "").upper()


def same_certificate(one: str, other: str) -> bool:
    """Whether two certificate numbers are the same, apart from spaces, hyphens and case."""
    return _plain(one) == _plain(other)


def _plain(number: str) -> str:
    return "".join(character for character in number.upper() if character.isalnum())


def _first_of_staff(steps: Sequence[StepLine], after: int) -> int | None:
    return next((step.position for step in steps if step.position > after and step.who != "申请人"), None)
