"""Statistics for the coordination office, for supervision, and for heads about their own departments."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import quote

from sanic import HTTPResponse

from backend.appointments.scope import departments_of
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.clock import local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.sheets import workbook
from backend.staff.roles import Permission
from backend.supervision import queries
from backend.supervision.queries import Range
from backend.supervision.schemas import Statistics, StatisticsQuery
from backend.supervision.tables import tables
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("supervision")
USUAL_DAYS = 14
MOST_DAYS = 92
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@api.get("/staff/statistics", access=staff(Permission.STATISTICS_READ), rate="60/minute")
async def statistics(call: Call, query: StatisticsQuery) -> Statistics:
    """Bookings, waits, service times and the windows' load of a range of days."""
    return await _statistics(call, query)


@api.get("/staff/statistics.xlsx", access=staff(Permission.STATISTICS_READ), rate="20/minute", raw=True)
async def export(call: Call, query: StatisticsQuery) -> HTTPResponse:
    """The same figures as a spreadsheet."""
    found = await _statistics(call, query)
    name = quote(f"统计 {found.start} 至 {found.end}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return HTTPResponse(workbook(tables(found)), headers=headers, content_type=XLSX)


async def _statistics(call: Call, query: StatisticsQuery) -> Statistics:
    own = departments_of(call.staff)
    asked = _range(query, own, local_day(call.now), call.centre_id)
    days, items = await queries.days(asked), await queries.items(asked)
    return Statistics(
        start=asked.start,
        end=asked.end,
        departments=[
            Named(code=row.code, name=row.name)
            for row in live.current().book.departments
            if own is None or row.code in own
        ],
        department=query.department,
        totals=queries.totals(days, items),
        days=days,
        hours=await queries.hours(asked),
        items=items,
        windows=await queries.windows(asked, local_day(call.now)),
    )


def _range(query: StatisticsQuery, own: list[str] | None, today: date, centre_id: int) -> Range:
    end = query.end or today
    start = query.start or end - timedelta(days=USUAL_DAYS - 1)
    if end < start:
        raise InvalidInput("to", "结束日期要在开始日期以后。")
    if (end - start).days >= MOST_DAYS:
        raise InvalidInput("from", "一次最多看 92 天。请缩短日期。")
    if query.department is None:
        return Range(centre_id, start, end, own)
    if own is not None and query.department not in own:
        raise NotFound()
    return Range(centre_id, start, end, [query.department])
