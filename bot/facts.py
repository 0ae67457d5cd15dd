"""The plain sentences of a guide for each facet. Facts come from the guide and the centre alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from bot.decisions import Part
from faq.schema import Book, Facet, Guide, Material, Step, Term

UNVERIFIED = "以窗口答复为准。"
_TAIL = "。.!?！？"


def sentence(text: str) -> str:
    """The text with a full stop at its end."""
    return text if text.endswith(tuple(_TAIL)) else f"{text}。"


def part_for(facet: Facet, guide: Guide, book: Book) -> Part:
    """The part of a card that answers one facet; what is not verified says so in its last line."""
    title, tell = _TELLERS[facet]
    lines, verified = tell(guide, book)
    return Part(title, tuple(lines) if verified else (*lines, UNVERIFIED), verified)


def _materials(guide: Guide, _: Book) -> tuple[list[str], bool]:
    items = guide.materials.items
    if not items:
        return ["不用带材料。"], guide.materials.verified
    needed = [item for item in items if item.necessity == "必要"]
    lines = [f"请带 {_count(needed)} 样必要材料。"] if needed else ["没有必须带的材料。"]
    return [*lines, *_material_lines(items)], guide.materials.verified


def _count(items: list[Material]) -> int:
    """How many things one carries: members of one any-of group replace each other."""
    return len({item.any_of or item.name for item in items})


def _material_lines(items: tuple[Material, ...]) -> Iterator[str]:
    for group, members in groupby(items, key=lambda item: item.any_of):
        listed = list(members)
        if group and len(listed) > 1:
            yield f"{' 或 '.join(item.name for item in listed)}(任带一样)"
        else:
            yield from map(_material_line, listed)


def _material_line(item: Material) -> str:
    form = "" if item.form == "未核实" else item.form
    copies = f"{item.copies} 份" if item.copies else ""
    need = "" if item.necessity == "必要" else f"{item.condition or item.necessity}"
    notes = ",".join(note for note in (f"{form}{copies}", need) if note)
    return f"{item.name}({notes})" if notes else item.name


def _steps(guide: Guide, _: Book) -> tuple[list[str], bool]:
    lines = [f"{number}. {_step_line(step, guide.promised)}" for number, step in enumerate(guide.steps.items, start=1)]
    return [f"一共 {len(lines)} 步。", *lines] if lines else ["请先咨询窗口。"], guide.steps.verified


def _step_line(step: Step, promised: Term) -> str:
    """A step with its share of the promise, which is in the promise's unit."""
    unit = "个工作日" if promised.unit == "工作日" else "天"
    return f"{step.name}({step.days.normalize():f} {unit})" if step.days else step.name


def _terms(guide: Guide, _: Book) -> tuple[list[str], bool]:
    lines = [_promise(guide.promised)]
    if guide.statutory.text or guide.statutory.days is not None:
        lines.append(f"法律规定:{sentence(guide.statutory.text or _days(guide.statutory))}")
    return lines, guide.promised.verified or guide.statutory.verified


def _promise(term: Term) -> str:
    if term.days == 0:
        return "材料齐全,当场办结。"
    if term.days is None:
        return sentence(term.text or "办理时间请问窗口")
    return f"受理后 {_days(term)}内办结。"


def _days(term: Term) -> str:
    return f"{term.days} 个工作日" if term.unit == "工作日" else f"{term.days} 天"


def _fee(guide: Guide, _: Book) -> tuple[list[str], bool]:
    lines = ["不收费。"] if guide.fee.charged == "no" else []
    if guide.fee.text.strip("。") not in ("不收费", "免费"):
        lines.append(sentence(guide.fee.text))
    if guide.fee.basis:
        lines.append(f"收费依据:{sentence(guide.fee.basis)}")
    return lines, guide.fee.verified


def _place(guide: Guide, book: Book) -> tuple[list[str], bool]:
    halls = {hall.code: hall for hall in book.centre.halls}
    lines = []
    for window in (row for row in book.windows if row.code in guide.windows):
        hall = halls.get(window.hall)
        where = f"{hall.name} {window.floor}" if hall else window.floor
        lines.append(f"请到{where} {window.number} 号窗口({window.name})。")
        if hall:
            lines.append(f"地址:{sentence(hall.address)}")
        lines.append(f"电话:{window.phone}。")
    return list(dict.fromkeys(lines)) or [f"请先拨打中心电话 {book.centre.phone}。"], True


def _hours(_: Guide, book: Book) -> tuple[list[str], bool]:
    hours = ",".join(f"{one.start:%H:%M}-{one.end:%H:%M}" for one in book.centre.sessions)
    return [f"工作日 {hours} 办理。", "节假日休息,调休日照常。"], True


def _booking(guide: Guide, _: Book) -> tuple[list[str], bool]:
    if guide.bookable:
        return ["可以预约。", "点“预约”选日期和时段。"], True
    return ["这件事不用预约。", "到大厅取号即可。"], True


def _progress(_: Guide, __: Book) -> tuple[list[str], bool]:
    return ["点“查进度”看办到哪一步。", "没登录,用受理号和查询码查。"], True


def _conditions(guide: Guide, _: Book) -> tuple[list[str], bool]:
    return [sentence(line) for line in guide.conditions.items] or ["没有特别的条件。"], guide.conditions.verified


def _online(guide: Guide, _: Book) -> tuple[list[str], bool]:
    visits = "不用到大厅。" if guide.visits == 0 else f"要到大厅 {guide.visits} 次。"
    return [sentence(guide.online.text), visits], guide.online.verified


def _agent(guide: Guide, _: Book) -> tuple[list[str], bool]:
    lines = [_material_line(item) for item in guide.materials.items if _for_agent(item)]
    if lines:
        return ["可以请别人代办,还要带:", *lines], guide.materials.verified
    return ["能不能代办,请先问窗口。", "走不动的老人,可申请上门服务。"], False


def _for_agent(item: Material) -> bool:
    return any(word in f"{item.name}{item.condition or ''}" for word in ("委托", "代办", "代理"))


def _delivery(guide: Guide, _: Book) -> tuple[list[str], bool]:
    if guide.deliverable:
        return ["可以寄到家。", "办结后选“快递”,填写地址。"], True
    return ["这件事的结果要到窗口领取。"], True


def _forms(guide: Guide, _: Book) -> tuple[list[str], bool]:
    forms = [item for item in guide.materials.items if item.blank_form or item.form == "现场填写"]
    if not forms:
        return ["没有要先填的表。"], guide.materials.verified
    lines = [f"{item.name}({'可以下载' if item.blank_form else '到窗口填写'})" for item in forms]
    return ["要填这些表:", *lines], guide.materials.verified


def _basis(guide: Guide, _: Book) -> tuple[list[str], bool]:
    lines = [
        "".join(
            (
                f"《{law.law.strip('《》')}》",
                f"({law.doc_no})" if law.doc_no else "",
                law.article or "",
            )
        )
        for law in guide.basis.items
    ]
    return lines or ["依据请问窗口。"], guide.basis.verified


def _complaint(_: Guide, book: Book) -> tuple[list[str], bool]:
    return [
        f"监督电话:{book.centre.supervision_phone}。",
        "也可以在“评价投诉”里写下经过。",
    ], True


_Teller = Callable[[Guide, Book], tuple[list[str], bool]]
_TELLERS: dict[Facet, tuple[str, _Teller]] = {
    "材料": ("带什么", _materials), "流程": ("怎么办", _steps), "时限": ("要多久", _terms), "费用": ("多少钱", _fee),
    "地点": ("去哪办", _place), "时间": ("几点办", _hours), "预约": ("怎么预约", _booking),
    "进度": ("办到哪了", _progress), "条件": ("谁能办", _conditions), "网办": ("网上办", _online),
    "代办": ("请人代办", _agent), "寄递": ("寄到家", _delivery), "表格": ("填什么表", _forms),
    "依据": ("依据", _basis), "投诉": ("投诉建议", _complaint),
}  # fmt: skip
