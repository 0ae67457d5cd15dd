"""What a person is told when something about a case cannot be done."""

from __future__ import annotations

from backend.common.errors import Conflict, NotFound


class CaseNotFound(NotFound):
    """A wrong number and a wrong code get the same answer, so that neither can be guessed by itself."""

    code = "case_not_found"
    message = "没有查到。请核对受理号和查询码。"


class SamePerson(Conflict):
    """Who accepts a case does not decide it."""

    code = "same_person"
    message = "受理和决定不能是同一人。请换一位同事决定。"


class MaterialsMissing(Conflict):
    """Needed materials are missing; ``details.missing`` names them."""

    code = "materials_missing"
    message = "必要材料还没收齐。请先通知补正,收齐再受理。"


class StepsLeft(Conflict):
    """The decision comes after other steps of the guide."""

    code = "steps_left"
    message = "请先完成“{step}”,再作决定。"


class NoNextStep(Conflict):
    """The present step ends with a decision, or is the citizen's."""

    code = "no_next_step"
    message = "{hint}"
