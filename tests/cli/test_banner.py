"""What a newcomer reads first: nothing of it is cut."""

from __future__ import annotations

import io

from rich.console import Console

from backend.cli.demo import banner
from backend.settings import Settings


def test_addresses_passwords_and_secrets_are_whole_on_a_narrow_terminal() -> None:
    shown = io.StringIO()
    login = {
        "account": "hz01",
        "password": "wk35-hr9p-2s0r-8d2k",
        "name": "赵敏",
        "role_label": "窗口人员",
        "department": "GA-HZ",
        "totp_secret": "OO334HS273WCP64HGGO7LWBZPMDHABCD",
    }
    console = Console(file=shown, width=60, soft_wrap=True)
    banner.show(console, Settings(port=8123), "DT", [login])
    text = shown.getvalue()
    for fact in ("http://127.0.0.1:8123/console/", "/display/DT", "/docs", "Ctrl-C", *login.values()):
        assert fact in text
