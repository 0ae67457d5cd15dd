"""What to bring, from the guide an appointment was made under. Pure."""

from __future__ import annotations

from itertools import groupby

from backend.catalogue.rules import form_text
from faq.schema import Guide, Material


def bring(guide: Guide) -> list[str]:
    """One line for everything that is needed in any case; things that replace each other share a line."""
    needed = [row for row in guide.materials.items if row.necessity == "必要"]
    groups = groupby(enumerate(needed), key=lambda pair: pair[1].any_of or pair[0])
    return [" 或 ".join(_line(row) for _, row in rows) for _, rows in groups]


def _line(material: Material) -> str:
    name = f"{material.name}({form_text(material)})" if material.form != "未核实" else material.name
    return f"{name},{material.condition}" if material.condition else name
