"""Figures as tables for a spreadsheet."""

from __future__ import annotations

from typing import Any

from backend.common.sheets import Sheet, Value
from backend.supervision.schemas import Statistics


def tables(found: Statistics) -> list[Sheet]:
    """The tables beside the charts, in the order of the screen."""
    times = ("等候人次", "等候中位(分)", "等候 90%(分)", "办理次数", "办理中位(分)", "办理 90%(分)")
    return [
        Sheet(
            "预约",
            ("日期", "号源", "已约", "约满率", "预约数", "应到", "未到场", "未到率", "市民取消", "中心取消"),
            [
                (
                    d.day,
                    d.places,
                    d.taken,
                    d.fill_rate,
                    d.booked,
                    d.due,
                    d.missed,
                    d.missed_rate,
                    d.cancelled,
                    d.called_off,
                )
                for d in found.days
            ],
        ),
        Sheet("时段", ("星期", "钟点", *times), [(h.weekday_label, f"{h.hour}:00", *_times(h)) for h in found.hours]),
        Sheet(
            "事项",
            ("编码", "事项", "票数", *times),
            [(i.item.code, i.item.name, i.tickets, *_times(i)) for i in found.items],
        ),
        Sheet(
            "窗口",
            ("窗口", "票数", "办理分钟", "办理中位(分)", "负荷"),
            [(w.window.name, w.tickets, w.minutes, w.service_p50, w.load) for w in found.windows],
        ),
    ]


def _times(row: Any) -> tuple[Value, ...]:
    return row.waits, row.wait_p50, row.wait_p90, row.services, row.service_p50, row.service_p90
