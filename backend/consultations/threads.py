"""A conversation while one verb writes into it: its row locked, its messages numbered one after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from backend.common.crypto import hash_token, same
from backend.common.errors import NotFound, NotLoggedIn
from backend.consultations.cards import BotMessage
from backend.consultations.models import Conversation, Message
from backend.consultations.refusals import TooLong
from backend.consultations.states import Author, Kind
from bot import Context

LONGEST = 1_000
"""Messages of one conversation: nobody asks that much, but a machine could."""


@dataclass(frozen=True)
class Ref:
    """How a caller names a conversation: its id, its key, and who is logged in, if anybody."""

    id: UUID
    key: str = field(repr=False)
    citizen_id: UUID | None
    centre_id: int = 1


@dataclass
class Thread:
    """The locked conversation; ``written`` are the messages of this step."""

    row: Conversation
    now: datetime
    written: list[Message] = field(default_factory=list)

    @property
    def context(self) -> Context:
        """The engine's memory of the conversation."""
        return Context.from_dict(self.row.context)

    async def citizen(self, text: str) -> Message:
        """Write what the citizen said."""
        return await self._add(Author.CITIZEN, Kind.TEXT, text)

    async def bot(self, message: BotMessage, trace: Mapping[str, Any] | None = None) -> Message:
        """Write what the bot says, with its reasons."""
        return await self._add(Author.BOT, message.kind, message.text, card=message.card, trace=trace)

    async def system(self, kind: Kind, text: str, card: dict[str, Any] | None = None) -> Message:
        """Write what the software says about the conversation itself."""
        return await self._add(Author.SYSTEM, kind, text, card=card)

    async def staff(self, text: str, window_name: str, staff_number: str, kind: Kind = Kind.REPLY) -> Message:
        """Write a window's reply, or (``kind`` text) what it asks back."""
        sender = {"window_name": window_name, "staff_number": staff_number}
        return await self._add(Author.STAFF, kind, text, sender=sender)

    async def keep(self, context: Context | None = None) -> None:
        """Store the conversation's own row; the last step of every verb."""
        if context is not None:
            self.row.context = context.to_dict()
        await self.row.save(update_fields=["context", "last_seq", "citizen_id"])

    async def _add(
        self,
        author: Author,
        kind: Kind,
        text: str,
        *,
        card: dict[str, Any] | None = None,
        trace: Mapping[str, Any] | None = None,
        sender: dict[str, str] | None = None,
    ) -> Message:
        self.row.last_seq += 1
        message = await Message.create(
            centre_id=self.row.centre_id,
            created_at=self.now,
            conversation_id=self.row.id,
            seq=self.row.last_seq,
            author=author,
            kind=kind,
            text=text,
            card=card,
            trace=None if trace is None else orjson.dumps(trace).decode(),
            sender=sender,
        )
        self.written.append(message)
        return message


async def entered(ref: Ref, now: datetime) -> Thread:
    """Lock a citizen's conversation for writing; a log-in binds it.

    Raises:
        NotFound: no such conversation, the wrong key, or another citizen's.
        NotLoggedIn: it is bound to a citizen and nobody is logged in.
        TooLong: it holds as many messages as one conversation may.
    """
    thread = await locked(ref.id, now, ref.centre_id)
    check(thread.row, ref)
    if thread.row.last_seq >= LONGEST:
        raise TooLong()
    if ref.citizen_id is not None:
        thread.row.citizen_id = ref.citizen_id
    return thread


async def locked(conversation_id: UUID, now: datetime, centre_id: int = 1) -> Thread:
    """Lock a conversation for writing: before any row of its consultations. Raises NotFound."""
    rows = Conversation.filter(id=conversation_id, centre_id=centre_id).select_for_update()
    row = await rows.get_or_none()
    if row is None:
        raise NotFound()
    return Thread(row, now)


def check(row: Conversation, ref: Ref) -> None:
    """Let only the conversation's own citizen in (NotFound, NotLoggedIn as in `entered`)."""
    if not same(hash_token(ref.key), row.key_hash):
        raise NotFound()
    if row.citizen_id is None or row.citizen_id == ref.citizen_id:
        return
    if ref.citizen_id is None:
        raise NotLoggedIn()
    raise NotFound()
