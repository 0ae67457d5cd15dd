"""What a person is told when something about a delivery cannot be done."""

from __future__ import annotations

from backend.common.errors import Conflict


class ConsentNeeded(Conflict):
    """Handing an address to a company needs a consent that names it (个人信息保护法 art. 23)."""

    code = "consent_needed"
    message = "请先同意把收件信息交给{courier}。"


class NotDecided(Conflict):
    """There is no certificate yet, or it is in the citizen's hands."""

    code = "wrong_state"
    message = "现在不能选领证方式。请看办件进度。"


class NotDeliverable(Conflict):
    """The guide does not allow this result to be sent."""

    code = "not_deliverable"
    message = "这个证件不能寄。请选到窗口领取。"


class WrongCertificate(Conflict):
    """The certificate in the clerk's hand is not this case's."""

    code = "wrong_certificate"
    message = "证照编号和决定不一致。请核对后再装。"


class ConsentWithdrawn(Conflict):
    """The citizen took the consent back before the courier knew anything."""

    code = "consent_withdrawn"
    message = "市民撤回了同意,不能寄。请取消寄递,改到窗口领取。"


class CancelUnderWay(Conflict):
    """The courier was asked to cancel and has not answered."""

    code = "cancel_under_way"
    message = "已请快递取消,正在等答复。请过一会儿再看。"


class ParcelUnderWay(Conflict):
    """The certificate is packed or with the courier."""

    code = "parcel_under_way"
    message = "证件已装好或已寄出。要当面交,请先取消寄递。"
