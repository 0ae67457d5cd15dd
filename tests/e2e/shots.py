"""Pictures for the README: `YICHUANG_SCREENSHOTS=1 python3 dev.py test tests/e2e` writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.async_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"


async def take(page: Page, name: str | None) -> None:
    """Write what the page shows, one pixel per CSS pixel. Does nothing unless pictures are asked for."""
    if name and os.environ.get("YICHUANG_SCREENSHOTS") == "1":
        await page.screenshot(path=FOLDER / f"{name}.png", scale="css", animations="disabled")
