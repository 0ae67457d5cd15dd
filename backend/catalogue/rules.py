"""What is said about a guide and about the hall's hours, decided from values alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.common import workdays
from backend.common.clock import local, local_day
from backend.common.workdays import WorkCalendar
from faq.schema import Book, Centre, Fact, Guide, LegalBasis, Material, Session, Term

NOTE = "这部分还没核实,以窗口答复为准。"
WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
_FEES = {"yes": "收费", "no": "不收费", "conditional": "视情况收费"}
_ONLINE = ("可网办", "可以网办", "全程网办", "可全程网办", "可网上申请", "可网上办")
_SOURCES = {"demo": "演示中心的设置", "unverified": "还没找到来源,以窗口答复为准"}


def note(fact: Fact) -> str | None:
    """What stands beside a group of facts that nobody has verified."""
    return None if fact.verified else NOTE


def badges(guide: Guide) -> list[str]:
    """The short facts on a guide's card, in the order of what citizens ask first."""
    found = [promise_badge(guide), _FEES[guide.fee.charged], visits_badge(guide.visits)]
    found += ["可邮寄"] if guide.deliverable else []
    found += ["可预约"] if guide.bookable else []
    found += ["可网办"] if is_online(guide) else []
    return [badge for badge in found if badge]


def promise_badge(guide: Guide) -> str:
    """The promised time, or nothing where none is promised."""
    if guide.promised.days:
        return f"承诺 {days_text(guide.promised.days, guide.promised.unit)}"
    return "当场办结" if guide.promised.days == 0 or guide.handling == "即办件" else ""


def visits_badge(visits: int) -> str:
    """How often one has to come."""
    return f"到场 {visits} 次" if visits else "不用到场"


def is_online(guide: Guide) -> bool:
    """Whether the whole matter can be applied for on-line at this centre; a mere "in some cities" does not count."""
    return guide.visits == 0 or guide.online.text.startswith(_ONLINE)


def book_hint(guide: Guide) -> str | None:
    """What to know before booking, or None."""
    if is_online(guide):
        return "可以网上办,不用跑。" if guide.visits == 0 else "可以先在网上申请。"
    return None if guide.bookable else "不用预约,到大厅取号即可。"


def days_text(days: int, unit: str) -> str:
    """A number of days as one says it."""
    return f"{days} 个工作日" if unit == "工作日" else f"{days} 天"


def promised_text(term: Term) -> str:
    """The promised time in words."""
    if term.days is None:
        return term.text or "办理时间请问窗口"
    return days_text(term.days, term.unit) if term.days else "当场办结"


def statutory_text(term: Term) -> str:
    """The legal limit in words."""
    if term.text:
        return term.text
    return "法律没有规定期限" if term.days is None else days_text(term.days, term.unit)


def form_text(material: Material) -> str:
    """In which form a material is wanted: 原件, 复印件 2 份 …"""
    if material.form == "未核实":
        return "原件还是复印件,请问窗口"
    return f"{material.form} {material.copies} 份" if material.copies else material.form


def law_text(law: LegalBasis) -> str:
    """A law with its 文号 and article: 《…》(国务院令第746号)第8条."""
    number = f"({law.doc_no})" if law.doc_no else ""
    return f"《{law.law.strip('《》')}》{number}{law.article or ''}"


def sources(guide: Guide, book: Book) -> list[tuple[str, str]]:
    """Code and text of every source that the guide's facts name, each once."""
    known = _SOURCES | {source.code: source.text for source in book.sources}
    facts: tuple[Fact, ...] = (
        guide.conditions,
        guide.materials,
        guide.steps,
        guide.promised,
        guide.statutory,
        guide.fee,
        guide.basis,
        guide.online,
    )
    return [(code, known.get(code, code)) for code in dict.fromkeys(fact.source for fact in facts)]


def clock_text(session_end: datetime) -> str:
    """Wall time as one says it: 9:00."""
    shown = local(session_end)
    return f"{shown.hour}:{shown.minute:02d}"


def hours_text(centre: Centre) -> str:
    """The usual opening hours: 工作日 9:00–12:00,13:30–17:00."""
    return "工作日 " + ",".join(map(_session_text, centre.sessions))


def _session_text(session: Session) -> str:
    return f"{session.start.hour}:{session.start.minute:02d}–{session.end.hour}:{session.end.minute:02d}"


def opening(calendar: WorkCalendar, now: datetime) -> tuple[bool, str]:
    """Whether the hall is open, and one line about what comes next."""
    today = local_day(now)
    spans = [session.on(today) for session in workdays.sessions(calendar, today)]
    for opens, closes in spans:
        if opens <= now < closes:
            last = closes == spans[-1][1]
            return True, f"正在办公,{clock_text(closes)} {'下班' if last else '午休'}"
    begins = workdays.next_opening(calendar, now)
    if local_day(begins) == today:
        before = "还没开门" if begins == spans[0][0] else "午休中"
        return False, f"{before},{clock_text(begins)} 开门"
    closed = "已下班" if spans else "今天休息"
    return False, f"{closed},{_day_text(begins, now)} {clock_text(begins)} 开门"


def _day_text(instant: datetime, now: datetime) -> str:
    day = local_day(instant)
    if day == local_day(now) + timedelta(days=1):
        return "明天"
    return f"{day.month}月{day.day}日({WEEKDAYS[day.weekday()]})"
