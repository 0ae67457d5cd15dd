"""Lists of guides: by audience, department and words, in pages; and the popular ones."""

from __future__ import annotations

from backend.catalogue.rendering import Views
from backend.catalogue.schemas import GuideBrief, GuideQuery
from backend.catalogue.searching import ranked
from backend.common.errors import InvalidInput
from backend.web.schemas import Page
from faq.schema import Guide

POPULAR = 8


def page(seen: Views, query: GuideQuery) -> Page[GuideBrief]:
    """One page of the guides that fit. Raises InvalidInput for a cursor that is none of ours."""
    codes = [guide.code for guide in _ordered(seen, query.q.strip()) if _fits(guide, query)]
    start = _start(query.cursor)
    items = [seen.briefs[code] for code in codes[start : start + query.limit]]
    more = start + query.limit < len(codes)
    return Page(items=items, next=str(start + query.limit) if more else None)


def popular(seen: Views) -> list[GuideBrief]:
    """What most people come for: of each stationed department the guide with the most recorded ways of asking,
    the eight with the most of all."""
    best: dict[str, Guide] = {}
    for guide in seen.snapshot.book.guides:
        known = best.get(guide.department)
        if known is None or len(guide.aliases) > len(known.aliases):
            best[guide.department] = guide
    rows = sorted(best.values(), key=lambda guide: (-len(guide.aliases), guide.code))
    return [seen.briefs[guide.code] for guide in rows[:POPULAR]]


def _ordered(seen: Views, words: str) -> list[Guide]:
    guides = seen.snapshot.guides
    if words:
        return [guides[code].guide for code in ranked(seen.snapshot, words) if code in guides]
    place = {department.code: number for number, department in enumerate(seen.snapshot.book.departments)}
    return sorted(seen.snapshot.book.guides, key=lambda guide: (place[guide.department], guide.code))


def _fits(guide: Guide, query: GuideQuery) -> bool:
    audience = query.audience is None or query.audience in guide.subjects
    return audience and query.department in (None, guide.department)


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isascii() or not cursor.isdigit():
        raise InvalidInput("cursor", "列表已更新。请从头再看。")
    return int(cursor)
