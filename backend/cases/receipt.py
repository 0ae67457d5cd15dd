"""The sheet the applicant takes home. Its QR code opens the look-up with the number filled in; the code is on paper
only."""

from __future__ import annotations

from datetime import datetime

import segno

from backend.cases import wording
from backend.cases.models import Case, CaseMaterial
from backend.cases.rendering import department_name
from backend.cases.schemas import Receipt, ReceiptLine
from backend.cases.states import CASE, CaseState
from backend.catalogue import live
from backend.common.clock import local
from backend.common.masking import mask_id_number, mask_name

TITLES = {
    CaseState.REGISTERED: "收件凭证",
    CaseState.SUPPLEMENTING: "补正通知书",
    CaseState.NOT_ACCEPTED: "不予受理通知书",
}
ACCEPTED = "受理通知书"


def receipt_of(case: Case, materials: list[CaseMaterial], base_url: str, now: datetime) -> Receipt:
    """The receipt in the case's present state; ``base_url`` is where citizens' phones find us."""
    centre = live.current().book.centre
    address = f"{base_url}/#/pages/cases/lookup?number={case.number}"
    lines = _lines(case, materials) | {"咨询电话": centre.phone, "监督电话": centre.supervision_phone}
    return Receipt(
        title=TITLES.get(case.state, ACCEPTED),
        number=case.number,
        query_code=case.query_code,
        qr_svg=segno.make(address, error="m", micro=False).svg_data_uri(scale=6),
        lines=[ReceiptLine(label=label, value=value) for label, value in lines.items()],
        centre=centre.name,
        printed_at=now,
    )


def _lines(case: Case, materials: list[CaseMaterial]) -> dict[str, str]:
    lines = {
        "事项": case.item_name,
        "申请人": f"{mask_name(case.applicant_name)} {mask_id_number(case.id_number)}",
        "办理部门": department_name(case.department),
        "状态": CASE.label(case.state),
        "收件时间": _time(case.created_at),
        "收到的材料": wording.names(_material(row) for row in materials if row.received) or "无",
    }
    if case.state is CaseState.SUPPLEMENTING:
        lines["要补的材料"] = wording.names(row.name for row in materials if not row.received)
    if case.accepted_at:
        lines["受理时间"] = _time(case.accepted_at)
    if case.promised_at:
        lines["承诺时间"] = f"最迟 {wording.day_text(case.promised_at)}{'(暂定)' if case.provisional else ''}"
    return lines


def _material(row: CaseMaterial) -> str:
    return f"{row.name}({row.form} {row.copies} 份)" if row.copies else row.name


def _time(instant: datetime) -> str:
    return f"{local(instant):%Y-%m-%d %H:%M}"
