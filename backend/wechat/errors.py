"""WeChat's error codes as a table, and the exceptions they become.

Source of the codes: the error tables of code2Session, getPhoneNumber, subscribeMessage.send,
getUnlimitedQRCode and getStableAccessToken in WeChat's mini program documentation.
"""

from __future__ import annotations

from enum import StrEnum

from backend.common.errors import Refusal


class Kind(StrEnum):
    """What the caller should do about a failure."""

    RETRY = "retry"  # the same call may work later
    REFRESH = "refresh"  # the access token is bad; the client fetches another one by itself
    USER_REFUSED = "user_refused"  # the citizen does not want it; never try again by ourselves
    QUOTA = "quota"  # stop this kind of call until the quota returns
    PERMANENT = "permanent"  # the same call will never work


class WeChatError(Refusal):
    """WeChat did not do what was asked.

    Parameters:
        reason: short English reason for logs and metrics.
        errcode: WeChat's code; None when no answer could be read.
        errmsg: WeChat's own text with its ``rid``; for logs only.
        reached: False when the request certainly never arrived, so repeating it is harmless;
            True when it arrived or may have arrived.
    """

    code = "wechat_unavailable"
    status = 503
    message = "微信暂时没有回应。请稍后再试。"
    kind = Kind.PERMANENT

    def __init__(self, reason: str, *, errcode: int | None = None, errmsg: str = "", reached: bool = True) -> None:
        super().__init__()
        self.reason = reason
        self.errcode = errcode
        self.errmsg = errmsg
        self.reached = reached

    def __str__(self) -> str:
        return f"{type(self).__name__}: {self.reason} (errcode {self.errcode}) {self.errmsg}".rstrip()


class WeChatUnreachable(WeChatError):
    """No answer, a gateway page, or an answer that cannot be read."""

    kind = Kind.RETRY


class WeChatBusy(WeChatError):
    """WeChat says it is busy or that we ask too often in one minute."""

    kind = Kind.RETRY


class TokenRejected(WeChatError):
    """The access token was refused again after one refresh."""

    kind = Kind.REFRESH


class QuotaExceeded(WeChatError):
    """The day's quota of this call is used up."""

    kind = Kind.QUOTA


class UserRefused(WeChatError):
    """The citizen gave no consent, or took it back."""

    code = "wechat_user_refused"
    status = 409
    message = "您没有订阅这类消息。请在消息页查看。"
    kind = Kind.USER_REFUSED


class CodeRefused(WeChatError):
    """A log-in or phone code is wrong, used or older than five minutes."""

    code = "wechat_code_refused"
    status = 401
    message = "微信登录已过期。请再点一次登录。"


class UserBlocked(WeChatError):
    """WeChat holds this person for a high risk and gives no log-in."""

    code = "wechat_user_blocked"
    status = 403
    message = "微信暂停了这个账号登录。请到窗口办理。"


class WeChatRefused(WeChatError):
    """The call itself is wrong: settings, template, page or arguments."""


_TABLE: dict[int, tuple[type[WeChatError], str]] = {
    -1: (WeChatBusy, "WeChat is busy"),
    40001: (TokenRejected, "access token or secret is wrong"),
    40014: (TokenRejected, "access token is malformed"),
    42001: (TokenRejected, "access token has expired"),
    40003: (WeChatRefused, "openid is wrong"),
    40013: (WeChatRefused, "appid is wrong"),
    40029: (CodeRefused, "code is wrong, used or expired"),
    40037: (WeChatRefused, "template id is wrong"),
    40097: (WeChatRefused, "an argument is wrong"),
    40125: (WeChatRefused, "secret is wrong"),
    40129: (WeChatRefused, "scene is wrong"),
    40163: (CodeRefused, "code has been used"),
    40164: (WeChatRefused, "our address is not on the allow list"),
    40169: (WeChatRefused, "scene is too long or has a forbidden character"),
    40226: (UserBlocked, "high-risk user"),
    40249: (WeChatRefused, "content is not allowed"),
    41001: (TokenRejected, "access token is missing"),
    41002: (WeChatRefused, "appid is missing"),
    41004: (WeChatRefused, "secret is missing"),
    41008: (CodeRefused, "code is missing"),
    41030: (WeChatRefused, "page is not in the released version"),
    43001: (WeChatRefused, "GET is required"),
    43002: (WeChatRefused, "POST is required"),
    43101: (UserRefused, "no consent left"),
    44002: (WeChatRefused, "body is empty"),
    45009: (QuotaExceeded, "daily quota is used up"),
    45011: (WeChatBusy, "too many calls in one minute"),
    45168: (WeChatRefused, "content is not allowed"),
    47001: (WeChatRefused, "body is not JSON"),
    47003: (WeChatRefused, "a template field breaks its rule"),
    48001: (WeChatRefused, "this account may not call the API"),
    89503: (WeChatRefused, "our address waits for the administrator"),
    89506: (WeChatRefused, "our address was refused by the administrator"),
    89507: (WeChatRefused, "our address was refused by the administrator"),
}

TOKEN_CODES = frozenset({40001, 40014, 42001})


def meaning(errcode: int) -> tuple[Kind, str]:
    """Return what to do about a code and why; an unknown code is permanent."""
    cls, reason = _TABLE.get(errcode, (WeChatRefused, "unknown error code"))
    return cls.kind, reason


def error_for(errcode: int, errmsg: str = "") -> WeChatError:
    """Return the exception that belongs to WeChat's ``errcode``."""
    cls, reason = _TABLE.get(errcode, (WeChatRefused, "unknown error code"))
    return cls(reason, errcode=errcode, errmsg=errmsg)
