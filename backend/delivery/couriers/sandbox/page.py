"""The page on which a newcomer plays the courier. Plain HTML, no script."""

from __future__ import annotations

from datetime import datetime
from html import escape

from backend.common.clock import local
from backend.delivery.couriers.sandbox import steps
from backend.delivery.couriers.sandbox.office import Office
from backend.delivery.couriers.sandbox.parcels import Parcel

CSP = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

_STYLE = """
body{margin:0;background:#F4F6F9;color:#1F2329;font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
main{max-width:860px;margin:0 auto;padding:24px 16px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:18px;margin:0;font-variant-numeric:tabular-nums}
p{margin:4px 0;color:#4A5361}
article{background:#FFF;border:1px solid #DDE2E9;border-radius:12px;padding:16px;margin:12px 0}
form{display:inline-block;margin:8px 8px 0 0}a{color:#1B5FAA}
button{min-height:44px;min-width:72px;border:1px solid #1B5FAA;border-radius:8px;background:#FFF;color:#1B5FAA;
font-size:16px}
form:first-of-type button{background:#1B5FAA;color:#FFF}
"""


def render(office: Office) -> str:
    """The whole page."""
    cards = "".join(_card(parcel, office) for parcel in office.parcels.all())
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>模拟快递</title>'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{_STYLE}</style></head><body><main>'
        "<h1>模拟快递</h1><p>在这里您就是快递员。按一下按钮，一窗就会收到推送。</p>"
        f'<p><a href="/">刷新</a></p>{cards or _EMPTY}</main></body></html>'
    )


_EMPTY = "<article><h2>还没有快件</h2><p>请先在工作台为证件下单，再回到这里。</p></article>"


def _card(parcel: Parcel, office: Office) -> str:
    delivered = office.pusher.delivered.get(parcel.waybill, 0)
    failed = office.pusher.failed.get(parcel.waybill, 0)
    return (
        f"<article><h2>{escape(parcel.waybill)}　{steps.word(parcel.state)}</h2>"
        f"<p>寄给 {escape(parcel.recipient)}，寄件编号 {escape(parcel.order_number or '无')}</p>"
        f"<p>{_latest(parcel)}</p><p>推送成功 {delivered} 次，失败 {failed} 次</p>{_buttons(parcel)}</article>"
    )


def _latest(parcel: Parcel) -> str:
    if not parcel.track:
        return "还没有物流记录"
    at, name = parcel.track[-1]
    return f"{_clock_time(at)}　{escape(steps.STEPS[name].context)}"


def _clock_time(at: str) -> str:
    moment = local(datetime.fromisoformat(at))
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"


def _buttons(parcel: Parcel) -> str:
    return "".join(_button(parcel.waybill, name) for name in steps.choices(parcel.state))


def _button(waybill: str, name: str) -> str:
    return (
        f'<form method="post" action="/control/waybills/{escape(waybill)}/advance">'
        f'<input type="hidden" name="to" value="{name}"><input type="hidden" name="back" value="1">'
        f'<button aria-label="{steps.STEPS[name].button} {escape(waybill)}">{steps.STEPS[name].button}</button></form>'
    )
