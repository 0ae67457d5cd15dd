"""An appointment as a file for the phone's calendar (RFC 5545)."""

from __future__ import annotations

from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from backend.appointments.schemas import Appointment

REMIND_BEFORE = timedelta(hours=2)
"""Until then one can still cancel."""


def calendar_file(row: Appointment, now: datetime, domain: str) -> bytes:
    """One event with an alarm. A later version of the same appointment replaces the earlier one in the calendar.

    Parameters:
        domain: of this installation; makes the event's UID unique in the world.
    """
    event = Event()
    event.add("uid", f"{row.id}@{domain}")
    event.add("sequence", row.version)
    event.add("dtstamp", now)
    event.add("dtstart", row.slot.start)
    event.add("dtend", row.slot.end)
    event.add("summary", f"办事:{'、'.join(item.name for item in row.items)}")
    event.add("location", f"{row.place.hall} {row.place.text},{row.place.address}")
    event.add("description", "\n".join(["请带:", *row.bring, "到大厅先签到,再等叫号。"]))
    event.add_component(_alarm())
    calendar = Calendar()
    calendar.add("prodid", "-//yichuang//appointments//ZH")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _alarm() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "请带齐材料,按时到大厅。")
    alarm.add("trigger", -REMIND_BEFORE)
    return alarm
