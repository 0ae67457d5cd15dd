"""The citizen's side: begin a conversation, say something, rate an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.catalogue.snapshot import Snapshot
from backend.common.crypto import hash_token
from backend.common.errors import InvalidInput
from backend.common.ids import new_id, new_token
from backend.consultations import cards, queries, sql, threads
from backend.consultations.cards import BotMessage
from backend.consultations.models import Consultation, Conversation, Message, MessageFeedback
from backend.consultations.rules import Asked, question_of, typed
from backend.consultations.service import handing_over
from backend.consultations.service.recording import By
from backend.consultations.states import Author, Kind, Unhelpful
from backend.consultations.threads import Ref, Thread
from backend.database import fetch, transactional, vault
from bot import Context, Decision
from bot.smalltalk import SMALLTALK

SORRY = "抱歉没有帮上忙。点“转人工”,工作人员会回复您。"


@dataclass(frozen=True)
class Begun:
    """A new conversation. The key is told once and kept as a hash only."""

    id: UUID
    key: str
    greeting: Message


@dataclass(frozen=True)
class Verdict:
    """有用, or 没用 with a reason and words of one's own."""

    useful: bool
    reason: Unhelpful | None = None
    words: str | None = None


@transactional
async def begin(citizen_id: UUID | None, now: datetime, centre_id: int = 1) -> Begun:
    """Begin a conversation with a greeting."""
    key = new_token()
    row = await Conversation.create(
        id=new_id(),
        centre_id=centre_id,
        created_at=now,
        citizen_id=citizen_id,
        key_hash=hash_token(key),
        context=Context().to_dict(),
    )
    thread = Thread(row, now)
    greeting = await thread.bot(BotMessage(Kind.TEXT, "\n".join(SMALLTALK["greeting"])))
    await thread.keep()
    return Begun(row.id, key, greeting)


@transactional
async def say(ref: Ref, text: str, option: int | None, snapshot: Snapshot, now: datetime) -> list[Message]:
    """Take what a citizen says and answer it, or add it to the question that a window already has.

    Parameters:
        option: number of the option that was tapped, from 1; None for typed text.

    Returns:
        The citizen's message, then the replies.

    Raises:
        NotFound, NotLoggedIn: as `threads.entered`.
    """
    thread = await threads.entered(ref, now)
    decision = snapshot.engine.reply(typed(text, option, thread.context), thread.context)
    question = await _for_a_person(thread, text, decision)
    await thread.citizen(text)
    waiting = await queries.waiting_of(thread.row.id)
    if waiting is not None:
        await _added(thread, waiting, decision)
    else:
        await _answered(thread, decision, question, snapshot)
    await thread.keep(decision.context if waiting is None else None)
    return thread.written


@transactional
async def rate(
    message_id: UUID,
    key: str,
    citizen_id: UUID | None,
    verdict: Verdict,
    now: datetime,
    centre_id: int = 1,
) -> None:
    """Note whether an answer of the bot helped; the first "no" offers a person. The last word counts.

    Raises:
        NotFound, NotLoggedIn: as `threads.entered`, for the conversation of the message.
        InvalidInput: the message is not the bot's.
    """
    message = await queries.message(message_id, centre_id)
    thread = await threads.entered(Ref(message.conversation_id, key, citizen_id, centre_id), now)
    if message.author is not Author.BOT:
        raise InvalidInput("message_id", "只能评价智能助手的回答。")
    first = not await MessageFeedback.exists(message_id=message_id)
    words = verdict.words and vault.seal_text(verdict.words, "message_feedback.reason")
    await fetch(sql.FEEDBACK, [new_id(), centre_id, now, message_id, verdict.useful, verdict.reason, words])
    if first and not verdict.useful:
        await thread.bot(BotMessage(Kind.TEXT, SORRY))
    await thread.keep()


async def _for_a_person(thread: Thread, text: str, decision: Decision) -> Asked | None:
    """What to hand over at once: words of danger, or what was asked before 转人工; None leaves it to the bot."""
    if thread.row.citizen_id is None:
        return None
    if cards.is_emergency(decision):
        return Asked(text, cards.trace_of(decision))
    return question_of(await queries.asked(thread.row.id)) if cards.asks_for_person(decision) else None


async def _added(thread: Thread, waiting: Consultation, decision: Decision) -> None:
    """The window reads it with the question; danger is answered at once all the same."""
    if cards.is_emergency(decision):
        await thread.bot(cards.message_of(decision, handed_over=True), cards.trace_of(decision))
    else:
        await thread.system(Kind.TEXT, f"已补充到咨询 {waiting.number}。有答复会通知您。")
    await handing_over.added(waiting, By.citizen(waiting.citizen_id), thread.now)


async def _answered(thread: Thread, decision: Decision, question: Asked | None, snapshot: Snapshot) -> None:
    known = thread.row.citizen_id
    if known is None or question is None:
        await thread.bot(
            cards.message_of(decision, snapshot.book, logged_in=known is not None), cards.trace_of(decision)
        )
        return
    if cards.is_emergency(decision):
        await thread.bot(cards.message_of(decision, handed_over=True), cards.trace_of(decision))
    await handing_over.open_consultation(thread, known, question, snapshot)
