"""Where WeChat pushes messages: `/hooks/wechat`. Verify, keep, answer at once; the work is a job."""

from __future__ import annotations

from sanic import HTTPResponse, Request
from sanic.response import text

from backend.common.errors import NotFound
from backend.settings import Settings
from backend.web.access import signed
from backend.web.call import Call
from backend.web.routes import Routes
from backend.wechat import inbox
from backend.wechat.push import SUCCESS, PushConfig, open_push, verify_url

api = Routes("wechat", prefix="/hooks")


@api.get("/wechat", access=signed("WeChat's signature over token, timestamp and nonce"), raw=True)
async def verify(call: Call) -> HTTPResponse:
    """Echo WeChat's word when it checks our address."""
    return text(verify_url(_config(call.settings), _query(call.request), call.now))


@api.post("/wechat", access=signed("WeChat's signature over the encrypted body"), raw=True)
async def push(call: Call) -> HTTPResponse:
    """Keep a pushed message; repeats get the same answer and change nothing."""
    request = call.request
    content_type = request.headers.get("Content-Type", "")
    message = open_push(_config(call.settings), _query(request), request.body, content_type, call.now)
    await inbox.keep(message, call.now, call.centre_id)
    return text(SUCCESS)


def _query(request: Request) -> dict[str, str]:
    return {name: values[0] for name, values in request.args.items()}


def _config(settings: Settings) -> PushConfig:
    if not settings.wechat_encoding_aes_key:
        raise NotFound()
    return PushConfig(
        appid=settings.wechat_appid,
        token=settings.wechat_token,
        encoding_aes_key=settings.wechat_encoding_aes_key,
        push_format=settings.wechat_push_format,
        gh_id=settings.wechat_gh_id,
    )
