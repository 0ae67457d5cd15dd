"""The desk's rows on the wire."""

from __future__ import annotations

from datetime import datetime

import orjson

from backend.catalogue import live
from backend.catalogue.places import windows_of
from backend.common.clock import local_day
from backend.consultations.desk import phrases
from backend.consultations.desk.models import ReplyDraft, StaffAbsence, StandardPhrase
from backend.consultations.desk.schemas import Absence, Draft, Phrase
from backend.consultations.models import Consultation
from backend.consultations.offices import department_name, office_of, window_name
from backend.consultations.rendering import department_named
from backend.consultations.rules import Colleague


def draft(row: ReplyDraft, version: int) -> Draft:
    """A kept draft; ``version`` is the consultation's now."""
    return Draft(
        version=row.version,
        seen=row.seen,
        stale=row.seen != version,
        saved_at=row.saved_at,
        body=row.body,
        salutation=row.salutation,
        basis=orjson.loads(row.basis),
        no_basis_reason=row.no_basis_reason,
    )


def phrase(row: StandardPhrase, who: Colleague, values: dict[str, str]) -> Phrase:
    """A 常用语 with what is known put in."""
    return Phrase(
        id=row.id,
        version=row.version,
        department=department_named(row.department, live.current()) if row.department else None,
        title=row.title,
        words=row.words,
        filled=phrases.filled(row.words, values),
        editable=who.may_route or (who.role == "head" and row.department == who.department),
    )


def values_of(who: Colleague, row: Consultation, now: datetime) -> dict[str, str]:
    """What the variables of 常用语 stand for. 称呼 is the clerk's to fill in."""
    snapshot, day = live.current(), local_day(now)
    guide = snapshot.guides.get(row.item_code or "")
    windows = windows_of(snapshot.book, guide.guide) if guide else ()
    return {
        "单号": row.number,
        "事项": snapshot.name_of(row.item_code or "") or "",
        "部门": department_name(row.department, snapshot),
        "窗口": window_name(who, row.department, snapshot),
        "姓名": who.name,
        "电话": office_of(who, row.department, snapshot).phone,
        "日期": f"{day.year}年{day.month}月{day.day}日",
        "地点": snapshot.places[guide.guide.code].text if guide and windows else "",
    }


def absence(row: StaffAbsence) -> Absence:
    """An absence with its department's name."""
    return Absence(
        id=row.id,
        staff_id=row.staff_id,
        staff_name=row.staff_name,
        deputy_id=row.deputy_id,
        deputy_name=row.deputy_name,
        department=department_named(row.department, live.current()),
        from_at=row.from_at,
        until_at=row.until_at,
    )
