"""Pictures for the README: `YICHUANG_SCREENSHOTS=1 python3 dev.py test tests/e2e` writes them anew."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
COLOURS = 128
"""Flat screens need no more, and a picture of 128 colours is a third of the size."""


async def take(page: Page, name: str | None) -> None:
    """Write what the page shows, one pixel per CSS pixel. Does nothing unless pictures are asked for."""
    if name and os.environ.get("YICHUANG_SCREENSHOTS") == "1":
        picture = await page.screenshot(scale="css", animations="disabled")
        small = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS)
        small.save(FOLDER / f"{name}.png", optimize=True)
