"""What the demo prints when it is ready."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table

from backend.cli.demo.environment import sandbox_ports
from backend.settings import Settings


def show(console: Console, settings: Settings, hall: str, logins: list[dict[str, Any]]) -> None:
    """Addresses, how to log in, how to stop."""
    base = settings.base_url
    wechat, courier = sandbox_ports(settings.port)
    console.print()
    console.print("[bold]一窗已就绪[/bold](演示中心,数据在 " + str(settings.data_dir) + ")", highlight=False)
    places = Table.grid(padding=(0, 2))
    for title, address in (
        ("市民端", f"{base}/"),
        ("工作台", f"{base}/console/"),
        ("大厅显示屏", f"{base}/display/{hall}"),
        ("接口文档", f"{base}/docs"),
        ("微信沙箱(看发给市民的消息)", f"http://{settings.host}:{wechat}/"),
        ("快递沙箱(推进包裹)", f"http://{settings.host}:{courier}/"),
    ):
        places.add_row(title, address)
    console.print(places)
    console.print("\n市民登录:打开市民端,点[bold]登录[/bold],在微信沙箱里选一个人。")
    console.print("工作人员登录:账号和密码如下,动态验证码用下面的命令看(演示专用),或把密钥加进验证器应用。")
    console.print(f"  python3 dev.py yichuang admin code 账号   (数据目录 {settings.data_dir})", highlight=False)
    rows: list[tuple[str, ...]] = [("账号", "密码", "姓名", "角色", "部门", "动态码密钥")]
    for login in logins:
        row = (login["account"], login["password"], login["name"], login["role_label"], login["department"] or "")
        rows.append((*row, login["totp_secret"]))
    for line in columns(rows):
        console.print(f"  {line}", highlight=False)
    console.print("\n按 Ctrl-C 停止。数据会保留;加 --fresh 从头开始。\n")


def columns(rows: list[tuple[str, ...]]) -> list[str]:
    """Rows in columns. Nothing is cut, however narrow the terminal: passwords and secrets are copied from here."""
    widths = [max(cell_len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows]
