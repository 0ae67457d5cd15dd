"""How WeChat says no: HTTP 200 with a code, a text and a request id."""

from __future__ import annotations

import secrets

_TEXTS = {
    -1: "system error",
    40001: "invalid credential, access_token is invalid or not latest",
    40002: "invalid grant_type",
    40003: "invalid openid",
    40013: "invalid appid",
    40029: "invalid code",
    40037: "invalid template_id",
    40097: "invalid args",
    40125: "invalid appsecret",
    40163: "code been used",
    40169: "invalid length for scene, or the data is not json string",
    41001: "access_token missing",
    41002: "appid missing",
    41004: "appsecret missing",
    41008: "missing code",
    41030: "invalid page",
    42001: "access_token expired",
    43001: "require GET method",
    43002: "require POST method",
    43101: "user refuse to accept the msg",
    44002: "empty post data",
    45009: "reach max api daily quota limit",
    45011: "api minute-quota reach limit, must slower, retry next minute",
    47001: "data format error",
    47003: "argument invalid!",
}


class ApiRefusal(Exception):
    """One refusal; ``more`` is added to WeChat's text."""

    def __init__(self, errcode: int, more: str = "") -> None:
        super().__init__(errcode, more)
        self.errcode = errcode
        self.more = more

    def body(self) -> dict[str, object]:
        """Return the answer as WeChat writes it."""
        text = f"{_TEXTS[self.errcode]} {self.more}".rstrip()
        return {"errcode": self.errcode, "errmsg": f"{text} rid: {new_rid()}"}


def new_rid() -> str:
    """Return a request id: 8-8-8 hex digits."""
    return "-".join(secrets.token_hex(4) for _ in range(3))
