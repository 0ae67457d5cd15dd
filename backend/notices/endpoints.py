"""The inbox and the subscriptions."""

from __future__ import annotations

from uuid import UUID

from backend.accounts import unread
from backend.notices import inbox, queries, wechat_ids
from backend.notices.schemas import (
    NoticePage,
    PageQuery,
    SubscriptionResults,
    Subscriptions,
    SubscriptionTemplate,
    Unread,
    notice_out,
)
from backend.notices.templates import SUBSCRIPTIONS
from backend.web.access import citizen
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty

api = Routes("notices")
unread.use(queries.unread)  # `GET /me` is below and shows our count


@api.get("/me/notices", access=citizen())
async def list_notices(call: Call, query: PageQuery) -> NoticePage:
    """The inbox, newest first."""
    rows = await queries.page(call.citizen.id, query.cursor, query.limit + 1)
    shown = rows[: query.limit]
    return NoticePage(
        items=[notice_out(row) for row in shown],
        next=str(shown[-1].id) if len(rows) > query.limit else None,
        unread=await queries.unread(call.citizen.id),
    )


@api.post("/me/notices/<notice_id>/read", access=citizen())
async def read_notice(call: Call, notice_id: UUID, body: Empty) -> Unread:
    """Mark one notice as read."""
    await inbox.mark_read(call.citizen.id, notice_id, call.now)
    return Unread(unread=await queries.unread(call.citizen.id))


@api.post("/me/notices/read-all", access=citizen())
async def read_all_notices(call: Call, body: Empty) -> Unread:
    """Mark everything as read."""
    await inbox.mark_all_read(call.citizen.id, call.now)
    return Unread(unread=await queries.unread(call.citizen.id))


@api.get("/me/subscriptions", access=citizen())
async def list_subscriptions(call: Call) -> Subscriptions:
    """The WeChat messages the citizen can allow."""
    return await _subscriptions(call)


@api.post("/me/subscriptions", access=citizen())
async def answer_subscriptions(call: Call, body: SubscriptionResults) -> Subscriptions:
    """Note the answers of WeChat's dialogue."""
    answers = [(one.key, one.result) for one in body.results]
    await inbox.answer(call.citizen.id, answers, call.now, call.centre_id)
    return await _subscriptions(call)


async def _subscriptions(call: Call) -> Subscriptions:
    armed = await queries.armed(call.citizen.id)
    ids = {key: wechat_ids.of(key, call.settings) for key in SUBSCRIPTIONS}
    return Subscriptions(
        templates=[
            SubscriptionTemplate(key=key, template_id=found, label=SUBSCRIPTIONS[key].label, armed=armed.get(key, 0))
            for key, found in ids.items()
            if found
        ]
    )
