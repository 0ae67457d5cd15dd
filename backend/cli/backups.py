"""`backup` and `restore`: a consistent copy with the fingerprints of the keys it needs.

pg_dump takes the copy in one snapshot while the product runs. A restore first checks that the key ring at hand can
read the encrypted fields: a backup that nobody can decrypt is refused before anything is written.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from backend.cli.output import err, fail, print_json, read_settings, run
from backend.common.clock import SystemClock
from backend.common.keys import KeyRing
from backend.postgres.address import credentials, is_up
from backend.postgres.embedded import EmbeddedServer
from backend.settings import Settings
from backend.version import product_version

MANIFEST, DUMP = "manifest.json", "database.dump"


def backup(
    folder: Annotated[Path, typer.Argument(help="where backups are kept")] = Path("backups"),
    keep: Annotated[int, typer.Option(help="how many to keep; older ones are deleted")] = 14,
    as_json: Annotated[bool, typer.Option("--json")] = False,
) -> None:
    """Write one backup file; the keys themselves are never in it."""
    settings = _ready()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"yichuang-{SystemClock().now():%Y%m%dT%H%M%S}.tar"
    with tempfile.TemporaryDirectory() as scratch, err.status("备份…"):
        dump = Path(scratch) / DUMP
        _program("pg_dump", settings, "--format=custom", "--no-owner", "--file", str(dump))
        manifest = _manifest(settings, dump)
        (Path(scratch) / MANIFEST).write_bytes(orjson.dumps(manifest, option=orjson.OPT_INDENT_2))
        _pack(file, Path(scratch))
    for old in sorted(folder.glob("yichuang-*.tar"))[:-keep]:
        old.unlink()
    if as_json:
        print_json({"file": str(file), **manifest})
    else:
        err.print(f"备份完成:{file}", highlight=False)


def restore(
    file: Path, into: Annotated[str | None, typer.Option(help="database address; must be empty")] = None
) -> None:
    """Restore a backup into an empty database after checking its sum and the keys."""
    settings = read_settings(database_url=into)
    if not settings.database_url or not settings.field_keys:
        fail("请设置 DATABASE_URL 和 YICHUANG_FIELD_KEYS。")
    with tempfile.TemporaryDirectory() as scratch, err.status("恢复…"):
        with tarfile.open(file) as archive:
            archive.extractall(scratch, filter="data")
        manifest = orjson.loads((Path(scratch) / MANIFEST).read_bytes())
        _check(manifest, Path(scratch) / DUMP, settings)
        _program(
            "pg_restore", settings, "--no-owner", "--exit-on-error", "--single-transaction", str(Path(scratch) / DUMP)
        )
    err.print("恢复完成。请运行 yichuang doctor。")


def _ready() -> Settings:
    settings = read_settings()
    if not settings.database_url or not settings.field_keys:
        fail("请设置 DATABASE_URL 和 YICHUANG_FIELD_KEYS。")
    if not run(is_up(settings.database_url)):
        fail("数据库没有应答。")
    return settings


def _manifest(settings: Settings, dump: Path) -> dict[str, Any]:
    assert settings.field_keys
    return {
        "made_at": SystemClock().now().isoformat(timespec="seconds"),
        "product": product_version(),
        "sha256": _sum(dump),
        "bytes": dump.stat().st_size,
        "keys": KeyRing.parse(settings.field_keys).fingerprints(),
    }


def _check(manifest: dict[str, Any], dump: Path, settings: Settings) -> None:
    assert settings.field_keys
    if _sum(dump) != manifest["sha256"]:
        fail("备份文件损坏:校验和不符。")
    ours = set(KeyRing.parse(settings.field_keys).fingerprints().values())
    missing = [name for name, fingerprint in manifest["keys"].items() if fingerprint not in ours]
    if missing:
        fail(f"缺少解密这份备份所需的密钥:{', '.join(missing)}。什么都没有写入。")


def _sum(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _pack(file: Path, folder: Path) -> None:
    """Write beside the target and rename, so that a broken-off backup is never taken for one."""
    unfinished = file.with_suffix(".part")
    with tarfile.open(unfinished, "w") as archive:
        for name in (MANIFEST, DUMP):
            archive.add(folder / name, arcname=name)
    unfinished.replace(file)


def _program(name: str, settings: Settings, *arguments: str) -> None:
    """Run pg_dump or pg_restore against the settings' database, the password in the environment."""
    assert settings.database_url
    where = credentials(settings.database_url)
    command = [_binary(name, settings), "-h", where["host"], "-p", str(where["port"]), "-U", where["user"]]
    command += ["-d", where["database"], *arguments]
    environment = os.environ | ({"PGPASSWORD": where["password"]} if where["password"] else {})
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        fail(f"{name}: {done.stderr.strip()[-500:]}")


def _binary(name: str, settings: Settings) -> str:
    """The wheel's program: it is of the newest version, which can also read older servers."""
    own = EmbeddedServer(settings.data_dir).binary(name)
    return own if Path(own).exists() else shutil.which(name) or name
