"""Why an appointment cannot be made or changed."""

from __future__ import annotations

from backend.common.errors import Conflict, Refusal


class NotBookable(Conflict):
    code = "not_bookable"
    message = "这件事不用预约。请看指南里的办理方式。"


class TooManyItems(Conflict):
    code = "too_many_items"
    message = "一次最多约 {most} 件事。其余的请另约一个号。"


class NotTogether(Conflict):
    code = "not_together"
    message = "这几件事不在一处办。请先约{first},别的另约。"


class SlotTaken(Conflict):
    """``details.alternatives``: up to three slots nearest in time."""

    code = "slot_taken"
    message = "这个时段刚被约走。请选别的时间。"


class CreditBlocked(Conflict):
    """``details.until``: from when on the citizen may book again."""

    code = "credit_blocked"
    message = "{month}月{day}日起才能再网上约号。可到大厅现场取号,也可申诉。"


class OneHoldOnly(Conflict):
    """``details.appointment_id``: the hold that waits."""

    code = "one_hold_only"
    message = "您有一个号待确认。请先确认或取消。"


class SameItemThatDay(Conflict):
    code = "too_many"
    message = "同一件事一天只能约一个号。请看我的预约。"


class TooManyAhead(Conflict):
    code = "too_many"
    message = "您已约了 {most} 个号。请办完或取消后再约。"


class HoldExpired(Conflict):
    code = "hold_expired"
    message = "保留时间已过,号已让出。请重新选时间。"


class TooLate(Conflict):
    code = "too_late"
    message = "开始前 2 小时内不能改了。请直接到大厅。"


class NotToday(Conflict):
    """``details.day``: the day of the appointment."""

    code = "not_today"
    message = "预约的是{month}月{day}日。可以改按现场取号。"


class AlreadyCheckedIn(Conflict):
    """``details.ticket_number`` when a ticket is known."""

    code = "already_checked_in"
    message = "已经签到过了。请看原来的号。"


class ForgedCode(Refusal):
    """A picture that was made up, changed, or made before pictures were signed."""

    code = "forged_code"
    status = 422
    message = "这个二维码不对。请打开电子票再扫,或报签到码。"


class OldPicture(Conflict):
    code = "old_picture"
    message = "这是改期前的二维码。请打开最新的电子票。"


class WishKnown(Conflict):
    code = "wish_known"
    message = "您已在候补。请在我的预约里看位置。"


class TooManyWishes(Conflict):
    code = "too_many"
    message = "最多候补 {most} 个号。请先退出一个。"


class AppealKnown(Conflict):
    code = "appeal_known"
    message = "这条记录已经申诉过。请等处理结果。"
