"""What the console's pages put together: words as each person may read them, pages, persons."""

from __future__ import annotations

from collections.abc import Sequence

from backend.accounts import queries as accounts
from backend.calendar import snapshot as calendar
from backend.evaluations import complaint_queries, departments, opinions, queries, staff_rendering
from backend.evaluations.models import Complaint
from backend.evaluations.queries import File
from backend.evaluations.rules import Official
from backend.evaluations.staff_rendering import Desk
from backend.evaluations.staff_schemas import Person, StaffComplaintDetail, StaffRating, StaffRatingDetail
from backend.web.call import Call


async def desk(call: Call) -> Desk:
    """Who looks at what, now."""
    return Desk(departments.official(call.staff), await calendar.load(call.centre_id), call.now)


async def ratings(found: Sequence[File], at: Desk) -> list[StaffRating]:
    """Rows of a list, in their order."""
    return [staff_rendering.rating(one, await _words(one, one.rating.words, at.who), at) for one in found]


async def rating(found: File, at: Desk) -> StaffRatingDetail:
    """One rating in full."""
    words = await _words(found, found.rating.words, at.who)
    follow = await _words(found, found.rating.follow_words, at.who)
    return staff_rendering.rating_in_full(found, words, follow, await queries.events(found.rating.id), at)


async def complaint(row: Complaint, at: Desk) -> StaffComplaintDetail:
    """One complaint in full."""
    return staff_rendering.complaint_in_full(row, await complaint_queries.events(row.id), at)


async def person(found: File) -> Person:
    """Who rated."""
    card = await accounts.card(found.rating.citizen_id)
    return Person(name=card.name, phone=card.phone)


async def _words(found: File, words: str | None, who: Official) -> str | None:
    """The department reads words that do not say whose they are."""
    return words if who.may_see_person or not words else await opinions.masked(found.rating, words)
