"""Why an appointment cannot be made or changed."""

from __future__ import annotations

from backend.common.errors import Conflict, InvalidInput


class NotBookable(Conflict):
    code = "not_bookable"
    message = "这件事不用预约。请看指南里的办理方式。"


class SlotTaken(Conflict):
    """``details.alternatives``: up to three slots nearest in time."""

    code = "slot_taken"
    message = "这个时段刚被约走。请选别的时间。"


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


class ForgedCode(InvalidInput):
    """A picture that was made up, changed, or made before pictures were signed."""

    code = "forged_code"

    def __init__(self) -> None:
        super().__init__("code", "这个二维码不对。请打开电子票再扫,或报签到码。")


class OldPicture(Conflict):
    code = "old_picture"
    message = "这是改期前的二维码。请打开最新的电子票。"
