"""The two pages of the sandbox: choosing who logs in, and the letter box of what citizens received."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

from backend.common.clock import local
from backend.wechat.sandbox.people import Person
from backend.wechat.sandbox.state import Sent

_STYLE = """
:root{--brand:#1B5FAA;--ink:#1F2329;--ink-2:#4A5361;--line:#DDE2E9;--page:#F4F6F9}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
main{max-width:40rem;margin:0 auto;padding:24px 16px}
h1{font-size:22px;margin:0 0 8px}p{color:var(--ink-2);margin:0 0 16px}
.card{background:#fff;border:1px solid var(--line);border-radius:12px;padding:16px;margin:0 0 12px}
button,input{font:inherit;border-radius:8px;padding:12px 16px;min-height:48px}
button{width:100%;border:1px solid var(--line);background:#fff;color:var(--ink);text-align:left;cursor:pointer}
button.go{background:var(--brand);border-color:var(--brand);color:#fff;text-align:center;margin-top:12px}
button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
input{width:100%;border:1px solid #646D7A}small{color:var(--ink-2)}a{color:var(--brand)}
.people{display:grid;gap:8px;margin:0 0 24px}dl{margin:8px 0 0}dt{color:var(--ink-2);font-size:14px}dd{margin:0 0 6px}
"""


def _page(title: str, body: str) -> str:
    return (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>{body}</main></body></html>"
    )


def login_page(people: Sequence[Person], query: Mapping[str, str]) -> str:
    """Return the page that asks who logs in; each choice repeats the query with ``as=<name>``."""
    hidden = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in query.items())
    choices = "".join(
        f'<button name="as" value="{escape(person.name)}">{escape(person.name)} '
        f"<small>{escape(person.note)}</small></button>"
        for person in people
    )
    return _page(
        "微信沙箱 · 选择一个人登录",
        "<h1>微信沙箱 · 选择一个人登录</h1><p>这里代替微信。选一个人，就以他的身份登录。</p>"
        f'<form method="get" class="people" aria-label="演示群众">{hidden}{choices}</form>'
        f'<form method="get">{hidden}<label for="as">用别的名字登录</label>'
        '<input id="as" name="as" maxlength="20" required autocomplete="off">'
        '<button class="go">登录</button></form>',
    )


def problem_page(sentence: str) -> str:
    """Return the page shown when a log-in address is wrong."""
    return _page("微信沙箱 · 无法登录", f'<h1>无法登录</h1><p role="alert">{escape(sentence)}</p>')


def letter_box(sent: Iterable[Sent], names: Iterable[str], chosen: str) -> str:
    """Return the page of received messages, newest first, with links to see one person's only."""
    links = " · ".join(
        f'<a href="?{urlencode({"name": name})}"{_current(name, chosen)}>{escape(name)}</a>' for name in names
    )
    cards = "".join(_letter(one) for one in sent) or '<div class="card">还没有消息。办一件事后再来看。</div>'
    return _page(
        "沙箱信箱",
        f'<h1>沙箱信箱</h1><p>群众会在微信里收到这些消息。</p><nav aria-label="按人查看"><p>'
        f'<a href="?"{_current("", chosen)}>所有人</a> · {links}</p></nav>{cards}',
    )


def _current(name: str, chosen: str) -> str:
    return ' aria-current="page"' if name == chosen else ""


def _letter(one: Sent) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in one.data.items())
    page = f"<dt>点开后</dt><dd>{escape(one.page)}</dd>" if one.page else ""
    return (
        f'<article class="card"><strong>{escape(one.name or one.openid)}</strong> '
        f"<small>{local(one.at):%m月%d日 %H:%M:%S} · {escape(one.template_id)}</small><dl>{rows}{page}</dl></article>"
    )


def back_to(redirect_uri: str, code: str, state: str) -> str:
    """Return where the browser goes after log-in; like WeChat, the query stands before any ``#``."""
    parts = urlsplit(redirect_uri)
    added = urlencode({"code": code, "state": state})
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))
