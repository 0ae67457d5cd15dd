"""Why something cannot be done in the hall."""

from __future__ import annotations

from backend.common.errors import Conflict, NotFound, Refusal


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


class TargetNotOpen(Conflict):
    code = "target_not_open"
    message = "那个窗口没有开放。请换一个窗口。"


class TooEarly(Conflict):
    """``details.from``: when one may check in."""

    code = "too_early"
    message = "预约是 {time}。请 {earliest} 以后再签到。"


class NoMoreRejoin(Conflict):
    code = "no_more_rejoin"
    message = "过号次数用完了。请重新取号。"


class NothingToday(NotFound):
    code = "nothing_today"
    message = "今天没有查到预约。请核对,或现场取号。"


class SeveralToday(Conflict):
    """``details.choices``: code, item and time of each."""

    code = "several_today"
    message = "今天有几个预约。请选一个签到。"


class TooManyItems(Conflict):
    code = "too_many_items"
    message = "一个号最多办 {most} 件。请再取一个号。"


class ItemAlreadyThere(Conflict):
    code = "item_already_there"
    message = "这个号里已经有这一件。请选别的。"


class TimeOutOfOrder(Conflict):
    code = "time_out_of_order"
    message = "时间要在 {earliest} 和 {latest} 之间。请重新填。"


class NotThatYet(Conflict):
    code = "not_that_yet"
    message = "这个号还没到这一步,没有时间可改。请先刷新。"


class KioskUnknown(Refusal):
    code = "kiosk_unknown"
    status = 401
    message = "这台取号机还没登记。请找工作人员。"
