"""Looking up a case by 受理号 and query code, without log-in."""

from __future__ import annotations

import json

from backend.cases.service.acting import Actor
from backend.cases.service.registering import ApplicantFacts, Registration, register
from backend.staff.models import StaffMember
from bench.load import KEY, Prepared
from bench.stage import Stage

CASES = 50


async def requests(stage: Stage, _seconds: int) -> list[Prepared]:
    """Fifty cases of one citizen, asked for in turn."""
    member = await StaffMember.get(account="hz01")
    clerk = Actor(f"staff:{member.id}", member.id, member.name)
    applicant = ApplicantFacts("个人", "王小明", "居民身份证", "110101199003070011", "13800000001")
    found = []
    for _ in range(CASES):
        case, code = await register(Registration("HZ01", applicant, ()), clerk, stage.runtime.clock.now())
        found.append(_lookup(case.number, code))
    return found


def _lookup(number: str, code: str) -> Prepared:
    headers = {"Content-Type": "application/json", "Idempotency-Key": KEY}
    body = json.dumps({"number": number, "query_code": code})
    return Prepared("POST", "/api/v1/progress-lookups", headers, body)
