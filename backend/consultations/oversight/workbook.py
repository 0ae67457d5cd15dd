"""The monthly figures as a workbook. Pure."""

from __future__ import annotations

from backend.common.sheets import Sheet, Value, workbook
from backend.consultations.oversight.schemas import Figures, ReplyFigures

_HEADS = ("答复数", "按时率", "依据引用率", "未解决率", "质量均分")


def as_workbook(of: Figures) -> bytes:
    """Three sheets: departments, windows, people. Shares are percent with one digit."""
    return workbook([_departments(of), _windows(of), _people(of)])


def _departments(of: Figures) -> Sheet:
    heads = ("部门", *_HEADS, "转出数", "平均转出(分钟)", "超时转出", "催办数", "机器人接待", "机器人解决率")
    rows = [
        (
            one.department.name,
            *_replies(one),
            one.forwards,
            one.forward_minutes,
            one.late_forwards,
            one.urges,
            one.bot_asked,
            _percent(one.bot_solved),
        )
        for one in of.departments
    ]
    total = ("合计", *_replies(of.total), None, None, None, None, None, _percent(of.bot_solved))
    return Sheet(f"{of.month} 部门", heads, [*rows, total])


def _windows(of: Figures) -> Sheet:
    rows = [(one.window.name, *_replies(one)) for one in of.windows]
    return Sheet(f"{of.month} 窗口", ("窗口", *_HEADS), rows)


def _people(of: Figures) -> Sheet:
    rows = [(one.name, one.number, one.department.name, *_replies(one)) for one in of.people]
    return Sheet(f"{of.month} 个人", ("姓名", "工号", "部门", *_HEADS), rows)


def _replies(of: ReplyFigures) -> tuple[Value, ...]:
    return of.answered, _percent(of.on_time), _percent(of.cited), _percent(of.reopened), of.mark


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
