"""Days and starts for one or more items, as a citizen chooses among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from backend.appointments import papers, queries, rendering, rules, wording
from backend.appointments.plans.told import day_reasons
from backend.appointments.rules import Place
from backend.appointments.schemas import BookableItem, SlotBoard, SlotDay
from backend.appointments.states import FULLNESS_LABELS, Fullness
from backend.appointments.wishes import Wish, wish
from backend.calendar import snapshot
from backend.common.clock import local_day
from backend.common.workcalendar import WorkCalendar
from backend.settings import Settings
from faq.schema import Guide


async def board(
    item_codes: Sequence[str], start: date | None, days: int, now: datetime, settings: Settings
) -> SlotBoard:
    """The days from ``start`` (today when it is None or past), closed ones with the reason.

    Only starts from which all items can be done without a gap are shown.

    Raises:
        NotFound, NotBookable, NotTogether, TooManyItems, InvalidInput: as `wishes.wish` says.
    """
    wanted = await wish(item_codes, settings.centre_id)
    calendar = await snapshot.load(settings.centre_id)
    first = max(start or local_day(now), local_day(now))
    shown = [first + timedelta(days=n) for n in range(days)]
    open_until = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    places = await queries.places(wanted.departments, first, min(shown[-1], open_until), now, settings.centre_id)
    found = _by_day(rules.starts(places, wanted.minutes))
    closed = {day: rules.closed_reason(calendar, day, open_until) for day in shown}
    empty = [day for day in shown if not found[day] and closed[day] is None]
    said = await day_reasons(wanted.departments, empty, settings.centre_id)
    rendered = [_day(day, found[day], closed[day] or said.get(day), now) for day in shown]
    return _board(wanted, rendered, calendar, open_until, settings)


def _board(
    wanted: Wish, days: list[SlotDay], calendar: WorkCalendar, open_until: date, settings: Settings
) -> SlotBoard:
    beyond = days[-1].day > calendar.announced_until
    free = (slot for day in days for slot in day.slots if slot.free)
    items = [_item(item.guide) for item in wanted.items]
    return SlotBoard(
        item=items[0],
        items=items,
        department_code=wanted.first.guide.department,
        minutes=wanted.minutes,
        hint=wording.saving_hint([item.guide for item in wanted.items]),
        place=papers.place_for(wanted.first.guide),
        release_text=wording.release_text(settings.booking_release_hour),
        bookable_until=min(open_until, calendar.announced_until),
        horizon_reason=wording.horizon_text(calendar.announced_until) if beyond else None,
        earliest=next(free, None),
        rules=wording.booking_rules(settings, rules.MOST_AHEAD),
        days=days,
    )


def _item(guide: Guide) -> BookableItem:
    return BookableItem(code=guide.code, name=guide.name, minutes=guide.minutes)


def _by_day(starts: list[Place]) -> Mapping[date, list[Place]]:
    found: defaultdict[date, list[Place]] = defaultdict(list)
    for start in starts:
        found[start.day].append(start)
    return found


def _day(day: date, starts: list[Place], closed: str | None, now: datetime) -> SlotDay:
    slots = [] if closed else [rendering.slot(start) for start in starts]
    reason = closed or (None if slots else _no_slots(day, now))
    state = Fullness.CLOSED if reason else _fullness(starts)
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


def _fullness(starts: list[Place]) -> Fullness:
    return rules.fullness(sum(start.free for start in starts), sum(start.seats for start in starts))


def _no_slots(day: date, now: datetime) -> str:
    return "今天已结束" if day == local_day(now) else "未放号"
