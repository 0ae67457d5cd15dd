"""Sending a notice's WeChat message, the only place that talks to WeChat for notices; and what WeChat reports back."""

from __future__ import annotations

from uuid import UUID

import orjson

from backend.accounts.queries import openid
from backend.database import fetch, fetch_one
from backend.notices import pushes, sql, wechat_ids
from backend.notices.models import Notice, NoticeSend
from backend.notices.states import SendState
from backend.outbox import Job, TryLater, handler
from backend.settings import Settings
from backend.wechat import gateway, inbox
from backend.wechat.errors import Kind, WeChatError
from backend.wechat.gateway import NoWeChat
from backend.wechat.messages import BadField, SubscribeMessage, fit_field, kind_of

MOST_TRIES = 6
"""Attempts within about 45 minutes; later a message is stale and the inbox has it anyway."""


@handler("notices.deliver")
async def deliver(job: Job) -> None:
    """Send one message at most once, as far as WeChat lets us: it has no idempotency key.

    The row says ``sending`` before the call. A worker that dies in between leaves it so, and the job that comes
    back settles it as failed instead of sending a second time.
    """
    send = await NoticeSend.get_or_none(notice_id=job.payload["notice_id"]).select_related("notice")
    if send is None or send.settled_at is not None:
        return
    if send.state is SendState.SENDING:
        await _settle(job, send, SendState.FAILED, "the worker died while sending")
        return
    try:
        message = await _message(send, job.settings)
    except BadField as problem:
        await _settle(job, send, SendState.FAILED, str(problem))
        return
    if message is None:
        await _settle(job, send, SendState.FAILED, "no openid or no template")
    elif await fetch_one(sql.BEGIN, [send.notice_id]):
        await _call(job, send, message)


async def _call(job: Job, send: NoticeSend, message: SubscribeMessage) -> None:
    try:
        done = await gateway.current().send_subscribe_message(message)
    except NoWeChat:
        await _settle(job, send, SendState.FAILED, "no WeChat account")
    except WeChatError as problem:
        await _after(job, send, problem)
    else:
        await _settle(job, send, SendState.SENT, "", done.msgid)


async def _after(job: Job, send: NoticeSend, problem: WeChatError) -> None:
    """What a failure means: the citizen said no, try again, or give up."""
    if problem.kind is Kind.USER_REFUSED:
        await fetch(sql.DISARM, [send.notice.citizen_id, send.subscription])
        await _settle(job, send, SendState.REFUSED, problem.reason)
    elif _may_repeat(problem) and send.tries + 1 < MOST_TRIES:
        await fetch(sql.REQUEUE, [send.notice_id, problem.reason[:120]])
        raise TryLater(problem.reason) from problem
    else:
        await _settle(job, send, SendState.FAILED, problem.reason)


def _may_repeat(problem: WeChatError) -> bool:
    """An answer that never came may hide a message that arrived: then repeating would send it twice."""
    if problem.kind in (Kind.RETRY, Kind.REFRESH):
        return problem.errcode is not None or not problem.reached
    return False


async def _message(send: NoticeSend, settings: Settings) -> SubscribeMessage | None:
    to = await openid(send.notice.citizen_id)
    template_id = wechat_ids.of(send.subscription, settings)
    if to is None or template_id is None:
        return None
    words: dict[str, str] = orjson.loads(send.fields_json)
    data = {name: fit_field(kind_of(name), text) for name, text in words.items()}
    return SubscribeMessage(to, template_id, data, page=_page(send.notice))


def _page(notice: Notice) -> str:
    """WeChat wants the path without its first slash."""
    return notice.link.lstrip("/")


async def _settle(job: Job, send: NoticeSend, state: SendState, reason: str, msgid: str = "") -> None:
    await fetch(sql.SETTLE, [send.notice_id, state, reason[:120], msgid, job.now])


@handler(inbox.TOPIC)
async def pushed(job: Job) -> None:
    """Act on what WeChat pushed."""
    await pushes.take(UUID(job.payload["push_id"]), job.now, job.settings)
