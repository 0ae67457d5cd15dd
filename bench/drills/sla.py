"""`drill sla`: generated consultations, counted by the product and by the reference. They must not differ.

Holidays, 调休, half days, odd opening hours, questions at night, classes, extensions, forwards, and pauses of every
kind. ``--control`` takes the pauses from the product: the drill must notice.
"""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from backend.common.clock import SHANGHAI, at_local, local
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar
from backend.consultations.clocks import rules
from backend.consultations.clocks.rules import LEVELS, Counted, Pause, Term
from backend.consultations.clocks.settings import Terms
from backend.consultations.states import Handling
from bench.drills.sla_reference import DAY, Almanac, Answer, Hours, answer

FIRST, DAYS = date(2026, 1, 1), 200
PER_CALENDAR = 500
SHOWN = 5
_HOURS: tuple[Hours, ...] = (
    ((540, 720), (810, 1020)),
    ((510, 690), (840, 1050)),
    ((540, 1020),),
    ((480, 725), (783, 1079)),
)
_HALF: tuple[Hours, ...] = (((540, 720),), ((810, 1020),), ((600, 615),))


def sla(cases: int, seed: int, control: bool) -> dict[str, Any]:
    """Compare ``cases`` consultations; ``broken`` counts the differences, ``shown`` tells the first."""
    rng = random.Random(seed)
    differences: list[str] = []
    world = _world(rng)
    for number in range(cases):
        if number and number % PER_CALENDAR == 0:
            world = _world(rng)
        told = _differs(*world, _case(rng), control)
        differences += [f"case {number}: {told}"] if told else []
    return {"cases": cases, "seed": seed, "broken": len(differences), "shown": differences[:SHOWN]}


def _world(rng: random.Random) -> tuple[Almanac, WorkCalendar]:
    """A calendar told twice: as opening minutes for the reference, as the product's value."""
    hours = rng.choice(_HOURS)
    special: dict[date, Hours] = {}
    for _ in range(rng.randint(2, 8)):
        first = FIRST + timedelta(days=rng.randrange(DAYS))
        special |= {first + timedelta(days=day): () for day in range(rng.choice((1, 1, 3, 5, 8)))}
    for _ in range(rng.randint(0, 12)):
        day = FIRST + timedelta(days=rng.randrange(DAYS))
        special[day] = rng.choice((*_HALF, hours))
    rules_of = {day: _rule(day, given, hours) for day, given in special.items()}
    last = FIRST + timedelta(days=DAYS)
    return Almanac(FIRST, DAYS, hours, special), WorkCalendar(rules_of, _sessions(hours), last, 1)


def _rule(day: date, given: Hours, usual: Hours) -> DayRule:
    if not given:
        return DayRule(DayKind.HOLIDAY, name="放假")
    kind = DayKind.WORK if day.weekday() < 5 else DayKind.MAKEUP_WORK
    return DayRule(kind, None if given == usual else _sessions(given))


def _sessions(hours: Hours) -> tuple[Session, ...]:
    return tuple(Session(_time(begins), _time(ends)) for begins, ends in hours)


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)


def _case(rng: random.Random) -> tuple[int, Handling, int, list[tuple[int, int]]]:
    """Start, class, extension, pauses. Forwards are there by what they do: nothing."""
    start = rng.randrange(90 * DAY)
    pauses, at = [], start
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3, 5))):
        begins = at + rng.choice((0, rng.randrange(1, 600), rng.randrange(DAY)))
        at = begins + rng.choice((0, 1, rng.randrange(1, 240), rng.randrange(DAY), rng.randrange(5 * DAY)))
        pauses.append((begins, at))
        at += 1
    return start, rng.choice(list(Handling)), rng.choice((0, 0, 0, 1, 2, 5)), pauses


def _differs(
    almanac: Almanac,
    calendar: WorkCalendar,
    case: tuple[int, Handling, int, list[tuple[int, int]]],
    control: bool,
) -> str | None:
    start, handling, extended, pauses = case
    days = Terms().days_of(handling)
    spans = tuple(Pause(_instant(begins), _instant(ends)) for begins, ends in pauses)
    term = Term(_instant(start), days, extended, spans)
    if control:
        term = replace(term, pauses=())
    expected = answer(almanac, start, days + extended, pauses)
    found = rules.count(calendar, term)
    ours = _ours(calendar, term, found)
    return None if ours == expected else f"{case}: product {ours}, reference {expected}"


def _ours(calendar: WorkCalendar, term: Term, found: Counted) -> Answer:
    """The product's outcome in the reference's units."""
    levels = tuple(_minute(rules.at_level(calendar, term, found.budget, level)) for level in LEVELS)
    by_day = {
        (date.fromisoformat(line["day"]) - FIRST).days: (line["minutes"], line["paused"])
        for line in found.lines
        if line["minutes"] or line["paused"]
    }
    return Answer(_minute(found.due_at), levels, by_day)


def _instant(minute: int) -> datetime:
    return at_local(FIRST + timedelta(days=minute // DAY), _time(minute % DAY))


def _minute(instant: datetime) -> int:
    midnight = datetime.combine(FIRST, time(), SHANGHAI)
    return int((local(instant) - midnight) / timedelta(minutes=1))
