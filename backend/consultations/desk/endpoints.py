"""A clerk's desk: drafts, 常用语, suggestions, deputies, who else is looking."""

from __future__ import annotations

from uuid import UUID

import orjson

from backend.catalogue import live
from backend.consultations import queries
from backend.consultations.desk import phrases, rendering, service, suggesting
from backend.consultations.desk.models import ReplyDraft
from backend.consultations.desk.schemas import (
    Absence,
    ChangedPhrase,
    Draft,
    DraftRequest,
    NewAbsence,
    NewPhrase,
    OwnDraft,
    Phrase,
    PhraseQuery,
    Phrases,
    Presence,
    Suggestion,
    SuggestionQuery,
)
from backend.consultations.desks import who_of
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.live import tell
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_tools")
_READ, _ANSWER = staff(Permission.CONSULTATIONS_READ), staff(Permission.CONSULTATIONS_ANSWER)


@api.get("/staff/consultations/<consultation_id:str>/draft", access=_READ)
async def draft(call: Call, consultation_id: UUID) -> OwnDraft:
    """The own draft, if any."""
    who = await who_of(call)
    row = await queries.for_staff(who, consultation_id, call.centre_id)
    kept = await ReplyDraft.get_or_none(consultation_id=row.id, staff_id=who.id)
    return OwnDraft(draft=rendering.draft(kept, row.version) if kept else None)


@api.put("/staff/consultations/<consultation_id:str>/draft", access=_READ)
async def save(call: Call, consultation_id: UUID, body: DraftRequest) -> Draft:
    """Keep a draft; another tab's newer one is not overwritten."""
    basis = orjson.dumps([law.model_dump() for law in body.basis]).decode()
    given = service.Draft(body.body, basis, body.seen, body.salutation, body.no_basis_reason)
    who = await who_of(call)
    kept = await service.save_draft(who, consultation_id, body.version, given, call.now, call.centre_id)
    row = await queries.for_staff(who, consultation_id, call.centre_id)
    return rendering.draft(kept, row.version)


@api.delete("/staff/consultations/<consultation_id:str>/draft", access=_READ)
async def discard(call: Call, consultation_id: UUID) -> None:
    """Throw the own draft away."""
    await service.discard_draft(await who_of(call), consultation_id, call.centre_id)


@api.post("/staff/consultations/<consultation_id:str>/presence", access=_READ, keeps_answer=False)
async def presence(call: Call, consultation_id: UUID, body: Presence) -> None:
    """Tell colleagues who looks at it or types. Nothing is stored: screens forget it after half a minute."""
    who = await who_of(call)
    row = await queries.for_staff(who, consultation_id, call.centre_id)
    state = "left" if body.leaving else "typing" if body.typing else "looking"
    await tell("staff", "consultation.viewer", row.id, number=who.number, name=who.name, state=state)


@api.get("/staff/consultations/<consultation_id:str>/suggestions", access=_READ)
async def suggestions(call: Call, consultation_id: UUID, query: SuggestionQuery) -> Items[Suggestion]:
    """Guides and common questions that may answer; by the question, or by words of the clerk."""
    row = await queries.for_staff(await who_of(call), consultation_id, call.centre_id)
    return Items(items=suggesting.suggestions(live.current(), query.q or row.question, row.item_code))


@api.get("/staff/phrases", access=_READ)
async def standard_phrases(call: Call, query: PhraseQuery) -> Phrases:
    """常用语, filled in for one consultation."""
    who = await who_of(call)
    row = await queries.for_staff(who, query.consultation, call.centre_id) if query.consultation else None
    values = rendering.values_of(who, row, call.now) if row else {}
    found = await service.phrases_for(who, call.centre_id)
    return Phrases(items=[rendering.phrase(one, who, values) for one in found], variables=list(phrases.VARIABLES))


@api.post("/staff/phrases", access=_ANSWER, status=201)
async def add_phrase(call: Call, body: NewPhrase) -> Phrase:
    """Add a 常用语."""
    who = await who_of(call)
    row = await service.add_phrase(who, body.department, body.title, body.words, call.now, call.centre_id)
    return rendering.phrase(row, who, {})


@api.put("/staff/phrases/<phrase_id:str>", access=_ANSWER)
async def change_phrase(call: Call, phrase_id: UUID, body: ChangedPhrase) -> Phrase:
    """Change a 常用语."""
    who = await who_of(call)
    row = await service.change_phrase(who, phrase_id, body.version, body.title, body.words, call.now, call.centre_id)
    return rendering.phrase(row, who, {})


@api.delete("/staff/phrases/<phrase_id:str>", access=_ANSWER)
async def remove_phrase(call: Call, phrase_id: UUID) -> None:
    """Remove a 常用语."""
    await service.remove_phrase(await who_of(call), phrase_id, call.now, call.centre_id)


@api.get("/staff/absences", access=_READ)
async def absences(call: Call) -> Items[Absence]:
    """Who is away and who answers for them."""
    return Items(
        items=[rendering.absence(row) for row in await service.absences(await who_of(call), call.now, call.centre_id)]
    )


@api.post("/staff/absences", access=_ANSWER, status=201)
async def enter_absence(call: Call, body: NewAbsence) -> Absence:
    """Somebody is away."""
    row = await service.enter_absence(
        await who_of(call), body.staff_id, body.deputy_id, body.from_at, body.until_at, call.now, call.centre_id
    )
    return rendering.absence(row)


@api.delete("/staff/absences/<absence_id:str>", access=_ANSWER)
async def end_absence(call: Call, absence_id: UUID) -> None:
    """Back again."""
    await service.end_absence(await who_of(call), absence_id, call.now, call.centre_id)
