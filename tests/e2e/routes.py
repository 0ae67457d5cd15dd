"""The screens that exist, read from the two apps' sources, so that a new one fails the tests until it is covered."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "miniprogram-stub" / "src" / "pages.json"
ROUTER = ROOT / "backend" / "console" / "src" / "router.ts"


def citizen_pages() -> set[str]:
    """Paths of the citizen app without the leading ``pages/``. The file has comments: it is not JSON."""
    return set(re.findall(r'"path":\s*"pages/([^"]+)"', PAGES.read_text()))


def console_paths() -> set[str]:
    """Paths of the console's router."""
    return set(re.findall(r"(?:page\(|path: )'([^']+)'", ROUTER.read_text()))
