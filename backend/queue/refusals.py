"""Why something cannot be done in the hall."""

from __future__ import annotations

from backend.common.errors import Conflict


class WindowTaken(Conflict):
    code = "window_taken"
    message = "{name}正在用这个窗口。请换一个窗口。"


class AtOtherWindow(Conflict):
    code = "at_other_window"
    message = "您已开放另一个窗口。请先关闭它。"


class TicketInHand(Conflict):
    """``details.ticket_id``: the ticket at the window."""

    code = "ticket_in_hand"
    message = "{number} 号还没办完。请先完成或过号。"


class WindowNotOpen(Conflict):
    code = "window_not_open"
    message = "窗口没有开放。请先点“开放”,再叫号。"
