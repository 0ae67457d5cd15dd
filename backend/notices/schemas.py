"""What the notices endpoints take and return."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from backend.notices.models import Notice as NoticeRow
from backend.notices.states import Group
from backend.notices.templates import SUBSCRIPTIONS
from backend.web.schemas import In, Instant, Out


def _known(key: str) -> str:
    if key not in SUBSCRIPTIONS:
        raise PydanticCustomError("subscription", "没有这种消息。请刷新后再试。")
    return key


SubscriptionKey = Annotated[str, AfterValidator(_known)]


class PageQuery(In):
    """Which part of the inbox."""

    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class Notice(Out):
    """One line of the inbox."""

    id: UUID
    group: Group
    title: str
    text: str
    link: str
    at: Instant
    read: bool


class NoticePage(Out):
    """A page of the inbox, newest first, and how many are unread in all."""

    items: list[Notice]
    next: str | None
    unread: int


class Unread(Out):
    """How many notices are unread."""

    unread: int


class SubscriptionTemplate(Out):
    """A WeChat message the citizen can allow; ``armed`` more will come."""

    key: str
    template_id: str
    label: str
    armed: int


class Subscriptions(Out):
    """All messages the citizen can allow."""

    templates: list[SubscriptionTemplate]


class SubscriptionResult(In):
    """One answer of WeChat's dialogue."""

    key: SubscriptionKey
    result: Literal["accept", "reject", "ban", "filter"]


class SubscriptionResults(In):
    """The answers of one dialogue, which asks for three at most."""

    results: Annotated[list[SubscriptionResult], Field(max_length=10)]


def notice_out(row: NoticeRow) -> Notice:
    """A notice as its reader sees it."""
    return Notice(
        id=row.id,
        group=row.group,
        title=row.title,
        text=row.text,
        link=row.link,
        at=row.created_at,
        read=row.read_at is not None,
    )
