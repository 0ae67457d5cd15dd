"""`admin`: the first staff account, a forgotten password, a demo's TOTP code. No password on a command line."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import Annotated

import orjson
import pyotp
import typer

from backend.cli.output import err, fail, out, read_settings, run, runtime
from backend.common.errors import Refusal
from backend.settings import Settings
from backend.staff import service as staff

app = typer.Typer(no_args_is_help=True, help="Staff accounts.")


@app.command()
def create(
    account: str,
    name: Annotated[str, typer.Option(prompt="姓名")],
    number: Annotated[str, typer.Option(prompt="工号")],
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="read the password from stdin")] = False,
) -> None:
    """Create an administrator; the second factor is enrolled at the first log-in."""
    run(_create(read_settings(), account, name, number, _password(password_stdin)))


async def _create(settings: Settings, account: str, name: str, number: str, password: str) -> None:
    async with runtime(settings) as opened:
        try:
            await staff.create_admin(account, name, number, password, opened.clock.now())
        except Refusal as problem:
            fail(problem.message)
    err.print(f"已建立管理员 {account}。首次登录时绑定动态验证码。", highlight=False)


def _password(from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("密码(至少 12 位): ")
    if first != getpass.getpass("再输入一次: "):
        fail("两次输入不一样。")
    return first


@app.command()
def code(
    account: str,
    data_dir: Annotated[Path, typer.Option(help="the demo's data folder")] = Path(".data"),
) -> None:
    """Show the present TOTP code of a demo account (demo only: production secrets are never kept in a file)."""
    file = data_dir / "demo-logins.json"
    if not file.exists():
        fail(f"{file} 不存在:这不是演示中心的数据目录。")
    for login in orjson.loads(file.read_bytes()):
        if login["account"] == account:
            out.print(pyotp.TOTP(login["totp_secret"]).now(), highlight=False)
            return
    fail(f"没有账号 {account}。")
