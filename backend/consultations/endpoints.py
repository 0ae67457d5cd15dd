"""The citizen's side: talking to the bot, handing over, the own consultations."""

from __future__ import annotations

from uuid import UUID

from backend.catalogue import listing, live
from backend.catalogue.rendering import views
from backend.common.errors import NotFound
from backend.consultations import files, models, queries, rendering
from backend.consultations.schemas import (
    AddRequest,
    Consultation,
    Conversation,
    FeedbackRequest,
    HandedOff,
    HandOffRequest,
    PageQuery,
    Said,
    SayRequest,
    SettleRequest,
    Thread,
    ThreadQuery,
)
from backend.consultations.service import conversing, handing_over, noting, settling, waiting
from backend.consultations.service.conversing import Verdict
from backend.consultations.threads import Ref
from backend.web.access import Citizen, citizen, public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty, Page

api = Routes("consultations")
KEY = "X-Conversation-Key"
LONGEST_KEY = 100
CHIPS = 4
_ANYBODY = public("asking needs no log-in; the conversation's key protects it")


def _key(call: Call) -> str:
    key = call.request.headers.get(KEY, "")
    if not 0 < len(key) <= LONGEST_KEY:
        raise NotFound()
    return key


def _citizen_id(call: Call) -> UUID | None:
    return call.who.id if isinstance(call.who, Citizen) else None


def _ref(call: Call, conversation_id: UUID) -> Ref:
    return Ref(conversation_id, _key(call), _citizen_id(call), call.centre_id)


async def _shown(call: Call, row: models.Consultation) -> Consultation:
    return (await _all_shown(call, [row]))[0]


async def _all_shown(call: Call, rows: list[models.Consultation]) -> list[Consultation]:
    snapshot = live.current()
    return [rendering.consultation(file, snapshot, call.now) for file in await files.files_of(rows, call.now)]


@api.post("/conversations", access=_ANYBODY, status=201, rate="20/minute")
async def begin(call: Call, body: Empty) -> Conversation:
    """Begin a conversation."""
    begun = await conversing.begin(_citizen_id(call), call.now, call.centre_id)
    popular = listing.popular(views(live.current()))[:CHIPS]
    return Conversation(
        id=begun.id,
        key=begun.key,
        greeting=rendering.message(begun.greeting),
        chips=[guide.short_name for guide in popular],
    )


@api.get("/conversations/<conversation_id:str>/messages", access=_ANYBODY, header=KEY)
async def read(call: Call, conversation_id: UUID, query: ThreadQuery) -> Thread:
    """The messages after a number, and the conversation's latest consultation."""
    row = await queries.conversation(_ref(call, conversation_id))
    latest, thread = await queries.latest_of(row.id), await queries.messages(row.id, query.after)
    return Thread(
        items=rendering.messages(thread, await queries.ratings_of(thread)),
        consultation=None if latest is None else await _shown(call, latest),
    )


@api.post("/conversations/<conversation_id:str>/messages", access=_ANYBODY, status=201, rate="60/minute", header=KEY)
async def say(call: Call, conversation_id: UUID, body: SayRequest) -> Said:
    """Say something and get the answer."""
    ref = _ref(call, conversation_id)
    written = await conversing.say(ref, body.text, body.option, live.current(), call.now)
    return Said(items=rendering.messages(written))


@api.post("/conversations/<conversation_id:str>/handoff", access=citizen(), status=201, rate="10/minute", header=KEY)
async def hand_off(call: Call, conversation_id: UUID, body: HandOffRequest) -> HandedOff:
    """Give the question to a window."""
    ref = _ref(call, conversation_id)
    written, row = await handing_over.hand_off(ref, body.question, live.current(), call.now)
    return HandedOff(items=rendering.messages(written), consultation=await _shown(call, row))


@api.post("/messages/<message_id:str>/feedback", access=_ANYBODY, rate="30/minute", header=KEY)
async def rate(call: Call, message_id: UUID, body: FeedbackRequest) -> None:
    """Say whether an answer helped."""
    verdict = Verdict(body.useful, body.reason, body.words)
    await conversing.rate(message_id, _key(call), _citizen_id(call), verdict, call.now, call.centre_id)


@api.get("/me/consultations", access=citizen())
async def mine(call: Call, query: PageQuery) -> Page[Consultation]:
    """The citizen's consultations, newest first."""
    rows = await queries.page_of_mine(call.citizen.id, query.cursor, query.limit + 1)
    shown, more = rows[: query.limit], len(rows) > query.limit
    return Page(items=await _all_shown(call, shown), next=str(shown[-1].id) if more else None)


@api.get("/consultations/<consultation_id:str>", access=citizen())
async def one(call: Call, consultation_id: UUID) -> Consultation:
    """One consultation with its messages."""
    return await _shown(call, await queries.mine(call.citizen.id, consultation_id))


@api.post("/consultations/<consultation_id:str>/solved", access=citizen())
async def solved(call: Call, consultation_id: UUID, body: SettleRequest) -> Consultation:
    """解决了."""
    return await _shown(call, await settling.solved(call.citizen.id, consultation_id, body.comment, call.now))


@api.post("/consultations/<consultation_id:str>/unsolved", access=citizen())
async def unsolved(call: Call, consultation_id: UUID, body: SettleRequest) -> Consultation:
    """没解决: back to the same clerk."""
    return await _shown(call, await settling.unsolved(call.citizen.id, consultation_id, body.comment, call.now))


@api.post("/consultations/<consultation_id:str>/messages", access=citizen(), rate="20/minute")
async def add(call: Call, consultation_id: UUID, body: AddRequest) -> Consultation:
    """Write what the window asked for, or something more."""
    return await _shown(call, await waiting.answer(call.citizen.id, consultation_id, body.text, call.now))


@api.post("/consultations/<consultation_id:str>/urge", access=citizen(), rate="10/minute")
async def urge(call: Call, consultation_id: UUID, body: Empty) -> Consultation:
    """催办, once a day."""
    return await _shown(call, await noting.urge_as_citizen(call.citizen.id, consultation_id, call.now))
