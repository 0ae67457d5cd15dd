"""What everybody may read: the centre, departments, guides, search. From memory, but for the calendar's version."""

from __future__ import annotations

from collections import Counter

from backend.calendar import snapshot as calendar
from backend.catalogue import listing, live, rules, searching
from backend.catalogue.rendering import Views, views
from backend.catalogue.schemas import (
    Centre,
    Department,
    Guide,
    GuideBrief,
    GuideQuery,
    HallBrief,
    Opening,
    SearchQuery,
    SearchResult,
    Suggestion,
)
from backend.common.clock import local_day
from backend.web.access import public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items, Page

api = Routes("catalogue")
_OPEN = public("what the centre does is public (行政许可法 art. 30)")


def _views() -> Views:
    return views(live.current())


@api.get("/centre", access=_OPEN)
async def centre(call: Call) -> Centre:
    """The centre: name, telephone, hours, whether it is open now."""
    snapshot = live.current()
    told = snapshot.book.centre
    is_open, text = rules.opening(await calendar.load(call.centre_id), call.now)
    return Centre(
        name=told.name,
        city=told.city,
        phone=told.phone,
        supervision_phone=told.supervision_phone,
        hours_text=rules.hours_text(told),
        halls=[
            HallBrief(code=hall.code, name=hall.name, address=hall.address, transport=hall.transport)
            for hall in told.halls
        ],
        open=Opening(open=is_open, text=text),
        release_text=f"每天 {call.settings.booking_release_hour}:00 放新号",
        demo=told.demo,
        content_version=snapshot.version,
        today=local_day(call.now),
        now=call.now,
    )


@api.get("/departments", access=_OPEN)
async def departments(call: Call) -> Items[Department]:
    """All departments with the number of their guides."""
    book = live.current().book
    counts = Counter(guide.department for guide in book.guides)
    rows = [
        Department(code=row.code, name=row.name, bureau=row.bureau, phone=row.phone, guide_count=counts[row.code])
        for row in book.departments
    ]
    return Items(items=rows)


@api.get("/guides", access=_OPEN)
async def guides(call: Call, query: GuideQuery) -> Page[GuideBrief]:
    """Guides by audience, department and words."""
    return listing.page(_views(), query)


@api.get("/guides/popular", access=_OPEN)
async def popular(call: Call) -> Items[GuideBrief]:
    """The guides that most people look for."""
    return Items(items=listing.popular(_views()))


@api.get("/guides/<code:str>", access=_OPEN)
async def guide(call: Call, code: str) -> Guide:
    """One guide in full."""
    return _views().guide(code)


@api.get("/search", access=_OPEN, rate="120/minute")
async def search(call: Call, query: SearchQuery) -> SearchResult:
    """Guides, questions, departments and services for some words."""
    return searching.search(live.current(), query.q)


@api.get("/search/suggest", access=_OPEN, rate="300/minute")
async def suggest(call: Call, query: SearchQuery) -> Items[Suggestion]:
    """What to offer under the search box while somebody types."""
    return Items(items=searching.suggest(live.current(), query.q))
