"""The console's side of complaints; `staff_endpoints` installs it with its own."""

from __future__ import annotations

from uuid import UUID

from backend import audit
from backend.evaluations import complaint_queries, reading, staff_rendering
from backend.evaluations.departments import official
from backend.evaluations.models import Complaint
from backend.evaluations.service import handling
from backend.evaluations.staff_schemas import (
    ComplaintCounts,
    ComplaintsQuery,
    ReplyRequest,
    StaffComplaintDetail,
    StaffComplaints,
    WordsRequest,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import VersionIn

api = Routes("complaints_desk")
_READ = staff(Permission.COMPLAINTS_READ)
"""Verbs ask for no more: who handles which kind is the rules' answer."""


async def _detail(call: Call, row: Complaint) -> StaffComplaintDetail:
    return await reading.complaint(row, await reading.desk(call))


@api.get("/staff/complaints", access=_READ)
async def complaints(call: Call, query: ComplaintsQuery) -> StaffComplaints:
    """One view of the complaints with the counts of all views."""
    at = await reading.desk(call)
    rows = await complaint_queries.staff_page(
        at.who, query.view, call.now, query.cursor, query.limit + 1, call.centre_id
    )
    shown = rows[: query.limit]
    counts = dict(await complaint_queries.counts(at.who, call.now, call.centre_id))
    hidden = {} if at.who.may_handle_integrity else {"integrity": None}
    return StaffComplaints(
        items=[staff_rendering.complaint(row, at) for row in shown],
        next=str(shown[-1].id) if len(rows) > query.limit else None,
        counts=ComplaintCounts(**{**counts, **hidden}),
    )


@api.get("/staff/complaints/<complaint_id:str>", access=_READ)
async def read(call: Call, complaint_id: UUID) -> StaffComplaintDetail:
    """One complaint in full. Who read it is on record."""
    row = await complaint_queries.for_staff(official(call.staff), complaint_id, call.centre_id)
    await audit.record(call.staff.actor, "evaluations.complaint_read", f"complaint:{row.id}", call.now)
    return await _detail(call, row)


@api.post("/staff/complaints/<complaint_id:str>/take", access=_READ)
async def take(call: Call, complaint_id: UUID, body: VersionIn) -> StaffComplaintDetail:
    """Take it on."""
    who = official(call.staff)
    return await _detail(call, await handling.take(who, complaint_id, body.version, call.now, call.centre_id))


@api.post("/staff/complaints/<complaint_id:str>/update", access=_READ)
async def update(call: Call, complaint_id: UUID, body: ReplyRequest) -> StaffComplaintDetail:
    """Tell the citizen how it goes."""
    who = official(call.staff)
    return await _detail(
        call, await handling.update(who, complaint_id, body.version, body.words, call.now, call.centre_id)
    )


@api.post("/staff/complaints/<complaint_id:str>/reply", access=_READ)
async def reply(call: Call, complaint_id: UUID, body: ReplyRequest) -> StaffComplaintDetail:
    """Answer it."""
    who = official(call.staff)
    return await _detail(
        call, await handling.reply(who, complaint_id, body.version, body.words, call.now, call.centre_id)
    )


@api.post("/staff/complaints/<complaint_id:str>/close", access=_READ)
async def close(call: Call, complaint_id: UUID, body: VersionIn) -> StaffComplaintDetail:
    """Settle an answered one."""
    who = official(call.staff)
    return await _detail(call, await handling.close(who, complaint_id, body.version, call.now, call.centre_id))


@api.post("/staff/complaints/<complaint_id:str>/confide", access=_READ)
async def confide(call: Call, complaint_id: UUID, body: WordsRequest) -> None:
    """Give it to supervision; who gives it sees it no more."""
    who = official(call.staff)
    await handling.confide(who, complaint_id, body.version, body.words, call.now, call.centre_id)
