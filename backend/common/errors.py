"""Named refusals: what a person is told when something cannot be done.

Every refusal of the project subclasses :class:`Refusal`. The web layer turns it into
``{"code", "message", "details", "request_id"}`` with the refusal's HTTP status.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):
    """A "no" with a stable code, an HTTP status and one Chinese sentence saying what to do next.

    Parameters:
        fields: values for the ``{placeholders}`` of the class's ``message``.
        details: JSON-ready facts for the client; never personal data.

    Raises:
        KeyError: a placeholder has no value (a mistake in the calling code).
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    message: str = "暂时不能这样做。请核对后再试。"

    def __init__(self, *, details: Mapping[str, object] | None = None, **fields: object) -> None:
        self.message = type(self).message.format(**fields)
        self.details: dict[str, object] = dict(details or {})
        super().__init__(self.message)


class NotFound(Refusal):
    code = "not_found"
    status = 404
    message = "没有找到。请核对后再试。"


class Forbidden(Refusal):
    code = "forbidden"
    status = 403
    message = "您没有这项权限。请联系窗口工作人员。"


class NotLoggedIn(Refusal):
    code = "not_logged_in"
    status = 401
    message = "请先登录，再继续办理。"


class Conflict(Refusal):
    code = "conflict"
    status = 409
    message = "内容刚刚有变化。请刷新后再试。"


class InvalidInput(Refusal):
    """One input field breaks a rule.

    Parameters:
        field: dotted path of the field in the request, e.g. ``applicant.phone``.
        reason: one Chinese sentence for the person who typed it.
    """

    code = "invalid_input"
    status = 422
    message = "{reason}"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason=reason, details={"field": field, "reason": reason})
        self.field = field
        self.reason = reason


class TooManyRequests(Refusal):
    """Too many tries; ``retry_after`` is in whole seconds."""

    code = "too_many_requests"
    status = 429
    message = "操作太频繁了。请{retry_after}秒后再试。"

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after=retry_after, details={"retry_after": retry_after})
        self.retry_after = retry_after


class Unavailable(Refusal):
    code = "unavailable"
    status = 503
    message = "服务暂时不可用。请稍后再试。"


class Stale(Conflict):
    """Somebody else changed the row since the caller read it."""

    code = "stale"
    message = "已被他人处理,内容已更新。请看最新情况。"
