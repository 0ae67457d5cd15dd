"""The picture of a code. WeChat draws a round 小程序码; the sandbox draws a QR code with the same content, as JPEG."""

from __future__ import annotations

import io

import segno
from PIL import Image


def jpeg(content: str, width: int) -> bytes:
    """Return a square JPEG of ``width`` pixels that any scanner reads as ``content``."""
    png = io.BytesIO()
    segno.make(content, error="m", micro=False).save(png, kind="png", border=4)
    png.seek(0)
    picture = Image.open(png).convert("RGB").resize((width, width), Image.Resampling.NEAREST)
    out = io.BytesIO()
    picture.save(out, format="JPEG", quality=92)
    return out.getvalue()
