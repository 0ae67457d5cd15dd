"""Promises about the files themselves."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:work|root|home)/[a-z]")
INDEX_HOST = re.compile(r"(?:pypi\.org|pythonhosted\.org|registry\.npmjs|npmmirror|deb\.debian\.org)")


def _tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name]


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_no_file_names_a_package_index_or_a_machine() -> None:
    here = Path(__file__).resolve()
    for path in _tracked():
        if path == here or path.suffix in {".png", ".ttf", ".woff2"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="ignore")
        assert not INDEX_HOST.search(text), f"{path} names a package index"
        assert not MACHINE_PATH.search(text), f"{path} holds a path of a machine"


def test_top_level_is_as_decided() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    ours = {"backend", "faq", "bot", "miniprogram-stub", "tests", "docs", "bench"}
    assert folders - {"dist", "build", "node_modules"} <= ours


def test_the_pictures_of_the_readme_exist() -> None:
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        shown = re.findall(r"docs/[\w/-]+\.(?:png|svg)", text)
        assert shown, name
        assert [picture for picture in shown if not (ROOT / picture).is_file()] == []
