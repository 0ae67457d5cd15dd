"""Variables of 常用语 and how they are filled. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

VARIABLES = ("称呼", "单号", "事项", "部门", "窗口", "姓名", "电话", "日期", "地点")
"""What may stand in braces, e.g. ``{称呼}您好``."""

_BRACED = re.compile(r"\{([^{}]*)\}")


def unknown(words: str) -> list[str]:
    """Names in braces that are no variables."""
    return [name for name in _BRACED.findall(words) if name not in VARIABLES]


def filled(words: str, values: Mapping[str, str]) -> str:
    """The words with what is known put in; what is not stays in braces for the clerk to see."""
    return _BRACED.sub(lambda found: values.get(found[1]) or found[0], words)
