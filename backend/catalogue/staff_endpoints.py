"""The window bank as the coordination office edits it."""

from __future__ import annotations

from backend.catalogue import live, window_bank
from backend.catalogue.models import WindowChange
from backend.catalogue.schemas import BankWindow, Named, WindowBank, WindowIn, WindowWrite
from backend.common.errors import NotFound
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Action
from faq.schema import Window

api = Routes("catalogue_desk")


@api.get("/staff/window-bank", access=staff(Permission.PLANS_READ))
async def window_bank_list(call: Call) -> WindowBank:
    """All windows, those out of use last."""
    return await _bank(call)


@api.post("/staff/window-bank", access=staff(Permission.PLANS_MANAGE), status=201)
async def add_window(call: Call, body: WindowIn) -> WindowBank:
    """Add a window; its code follows from the highest one."""
    known = [window.code for window in live.current().book.windows]
    known += [row.code for row in await window_bank.changes(call.centre_id)]
    highest = max((int(code[1:]) for code in known if code[1:].isdigit()), default=0)
    await _write(call, f"W{highest + 1:02d}", body, 0, hidden=False)
    return await _bank(call)


@api.put("/staff/window-bank/<code>", access=staff(Permission.PLANS_MANAGE))
async def change_window(call: Call, code: str, body: WindowWrite) -> WindowBank:
    """Change a window, or take it out of use."""
    known = {window.code for window in live.current().book.windows}
    if code not in known | {row.code for row in await window_bank.changes(call.centre_id)}:
        raise NotFound()
    await _write(call, code, body, body.version, hidden=body.hidden)
    return await _bank(call)


async def _bank(call: Call) -> WindowBank:
    """As the tables have it: this process may not have reloaded yet."""
    changed = {row.code: row for row in await window_bank.changes(call.centre_id)}
    book = live.current().book
    may = call.staff.may(Permission.PLANS_MANAGE)
    published = [_shown(window, None, may) for window in book.windows if window.code not in changed]
    items = published + [_shown(_window(row), row, may) for row in changed.values()]
    return WindowBank(
        items=sorted(items, key=lambda row: (row.hidden, row.hall.code, row.number)),
        halls=[Named(code=hall.code, name=hall.name) for hall in book.centre.halls],
        actions=[Action(name="add_window", label="新增窗口", kind="primary")] if may else [],
    )


async def _write(call: Call, code: str, body: WindowIn, version: int, *, hidden: bool) -> None:
    window = Window(
        code=code,
        name=body.name,
        hall=body.hall,
        floor=body.floor,
        number=body.number,
        departments=tuple(body.departments),
        phone=body.phone,
    )
    await window_bank.write(window, version, call.now, hidden=hidden, actor=call.staff.actor, centre_id=call.centre_id)


def _window(row: WindowChange) -> Window:
    return Window(
        code=row.code,
        name=row.name,
        hall=row.hall,
        floor=row.floor,
        number=row.number,
        departments=tuple(row.departments),
        phone=row.phone,
    )


def _shown(window: Window, changed: WindowChange | None, may: bool) -> BankWindow:
    known = live.current()
    halls = {hall.code: hall.name for hall in known.book.centre.halls}
    names = {code: row.name for code, row in known.departments.items()}
    return BankWindow(
        code=window.code,
        name=window.name,
        hall=Named(code=window.hall, name=halls.get(window.hall, window.hall)),
        floor=window.floor,
        number=window.number,
        departments=[Named(code=code, name=names.get(code, code)) for code in window.departments],
        phone=window.phone,
        hidden=changed is not None and changed.hidden,
        version=changed.version if changed else 0,
        actions=[Action(name="change_window", label="修改")] if may else [],
    )
