"""Days and slots of one item, as a citizen chooses among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from backend.appointments import queries, rendering, rules, wording
from backend.appointments.refusals import NotBookable
from backend.appointments.schemas import BookableItem, Slot, SlotBoard, SlotDay
from backend.appointments.states import FULLNESS_LABELS, Fullness
from backend.calendar import snapshot
from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.workcalendar import WorkCalendar
from backend.settings import Settings
from faq.schema import Guide


async def board(item_code: str, start: date | None, days: int, now: datetime, settings: Settings) -> SlotBoard:
    """The days from ``start`` (today when it is None or past), closed ones with the reason.

    Raises:
        NotFound: no such item.
        NotBookable: the item needs no appointment.
    """
    guide = bookable_guide(item_code)
    calendar = await snapshot.load(settings.centre_id)
    first = max(start or local_day(now), local_day(now))
    shown = [first + timedelta(days=n) for n in range(days)]
    open_until = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    found = await queries.slots(guide.department, first, min(shown[-1], open_until), now, centre_id=settings.centre_id)
    slots = _by_day(found)
    rendered = [_day(day, slots[day], rules.closed_reason(calendar, day, open_until), now) for day in shown]
    return _board(guide, rendered, calendar, open_until, settings)


def bookable_guide(item_code: str) -> Guide:
    """The guide of an item one can book. Raises NotFound, NotBookable."""
    guide = live.current().guide(item_code).guide
    if not guide.bookable:
        raise NotBookable()
    return guide


def _board(
    guide: Guide, days: list[SlotDay], calendar: WorkCalendar, open_until: date, settings: Settings
) -> SlotBoard:
    beyond = days[-1].day > calendar.announced_until
    free = (slot for day in days for slot in day.slots if slot.free)
    return SlotBoard(
        item=BookableItem(code=guide.code, name=guide.name, minutes=guide.minutes),
        place=rendering.place_for(guide),
        release_text=wording.release_text(settings.booking_release_hour),
        bookable_until=min(open_until, calendar.announced_until),
        horizon_reason=wording.horizon_text(calendar.announced_until) if beyond else None,
        earliest=next(free, None),
        rules=wording.booking_rules(settings.hold_minutes, rules.MOST_AHEAD),
        days=days,
    )


def _by_day(rows: list[dict[str, Any]]) -> Mapping[date, list[dict[str, Any]]]:
    found: defaultdict[date, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["day"]].append(row)
    return found


def _day(day: date, rows: list[dict[str, Any]], closed: str | None, now: datetime) -> SlotDay:
    slots = [] if closed else [rendering.slot(row) for row in rows]
    reason = closed or (None if slots else _no_slots(day, now))
    state = Fullness.CLOSED if reason else _fullness(slots, rows)
    return SlotDay(
        day=day,
        weekday=wording.weekday(day),
        label=wording.day_label(day),
        state=state,
        state_label=FULLNESS_LABELS[state],
        reason=reason,
        free=sum(slot.free for slot in slots),
        slots=slots,
    )


def _fullness(slots: list[Slot], rows: list[dict[str, Any]]) -> Fullness:
    return rules.fullness(sum(slot.free for slot in slots), sum(row["cap_online"] for row in rows))


def _no_slots(day: date, now: datetime) -> str:
    return "今天已结束" if day == local_day(now) else "未放号"
