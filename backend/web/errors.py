"""Every problem becomes `{"code", "message", "details", "request_id"}` here and nowhere else."""

from __future__ import annotations

from typing import Any

import asyncpg
import structlog
from pydantic import ValidationError
from sanic import HTTPResponse, Request, Sanic
from sanic.exceptions import SanicException
from tortoise.exceptions import BaseORMException, DBConnectionError

from backend.common.errors import Conflict, InvalidInput, NotFound, Refusal, TooManyRequests, Unavailable
from backend.web.replies import json_reply

log = structlog.get_logger()

DATABASE_AWAY = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    DBConnectionError,
    TimeoutError,
)


class Busy(Conflict):
    """Another request holds the row (or the same idempotency key) for too long."""

    code = "in_progress"
    message = "刚才的操作还在处理。请过几秒再试。"


class InvalidFields(Refusal):
    """Several fields break rules; `details.fields` names each with its reason."""

    code = "invalid_input"
    status = 422
    message = "有内容需要修改,请看标出的地方。"


class WrongMethod(Refusal):
    code = "wrong_method"
    status = 405
    message = "这个地址不支持这种操作。"


class TooLarge(Refusal):
    code = "too_large"
    status = 413
    message = "内容太大了,请缩小后再发。"


class BadRequest(Refusal):
    code = "bad_request"
    status = 400
    message = "请求的格式不对,请刷新页面再试。"


class Broken(Refusal):
    """Our mistake: logged with a traceback, told without one."""

    code = "internal"
    status = 500
    message = "系统出了点问题,请稍后再试,或拨打大厅电话。"


_BY_STATUS: dict[int, type[Refusal]] = {
    404: NotFound,
    405: WrongMethod,
    413: TooLarge,
    408: Unavailable,
    503: Unavailable,
}


def install(app: Sanic[Any, Any]) -> None:
    """Make the application answer every exception in the one form."""

    @app.exception(Exception)
    async def _any(request: Request, problem: Exception) -> HTTPResponse:
        return reply_to(request, problem)


def reply_to(request: Request, problem: Exception) -> HTTPResponse:
    """The response for an exception."""
    refusal = as_refusal(problem)
    if isinstance(refusal, Broken):
        log.error("broken", path=request.path, problem=type(problem).__name__, exc_info=problem)
    body = {
        "code": refusal.code,
        "message": refusal.message,
        "details": refusal.details,
        "request_id": str(request.ctx.request_id) if hasattr(request.ctx, "request_id") else "",
    }
    headers = {}
    if isinstance(refusal, TooManyRequests):
        headers["Retry-After"] = str(refusal.retry_after)
    elif refusal.status == 503:
        headers["Retry-After"] = "3"
    return json_reply(body, refusal.status, headers)


def as_refusal(problem: BaseException) -> Refusal:
    """The named refusal that tells about an exception of any layer."""
    match problem:
        case InvalidInput():
            fields = [{"field": problem.field, "reason": problem.reason}]
            return InvalidFields(details={"fields": fields})
        case Refusal():
            return problem
        case ValidationError():
            return invalid_fields(problem)
        case asyncpg.LockNotAvailableError() | asyncpg.DeadlockDetectedError() | asyncpg.SerializationError():
            return Busy()
        case SanicException():
            return _BY_STATUS.get(problem.status_code, BadRequest if problem.status_code < 500 else Broken)()
        case _ if isinstance(problem, DATABASE_AWAY):
            log.warning("database_away", problem=type(problem).__name__)
            return Unavailable()
        case BaseORMException() if isinstance(problem.__cause__, asyncpg.LockNotAvailableError):
            return Busy()
        case _:
            return Broken()


def invalid_fields(problem: ValidationError) -> InvalidFields:
    """Field and reason of each error; never the value, which may be personal."""
    fields = [
        {"field": ".".join(str(part) for part in error["loc"]), "reason": _reason(error["type"], error["msg"])}
        for error in problem.errors(include_url=False, include_input=False, include_context=False)
    ]
    return InvalidFields(details={"fields": fields})


_REASONS = {
    "missing": "请填写这一项。",
    "extra_forbidden": "不认识这一项。",
    "string_too_long": "内容太长了。",
    "string_too_short": "内容太短了。",
    "too_short": "请至少选一项。",
    "too_long": "选得太多了,请少选几项。",
    "uuid_parsing": "编号的格式不对。",
    "date_from_datetime_parsing": "日期的格式不对。",
    "literal_error": "请从给出的选项里选一个。",
    "enum": "请从给出的选项里选一个。",
}


def _reason(kind: str, message: str) -> str:
    if kind in _REASONS:
        return _REASONS[kind]
    return message if any("一" <= letter <= "鿿" for letter in message) else "内容的格式不对。"
