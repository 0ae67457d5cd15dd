"""How content is written: which phrases are too vague, which telephone numbers are numbers, how long a sentence is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

SENTENCE_LIMIT = 25
"""Characters in a sentence that a citizen of seventy still reads at once (look.md, Voice)."""

_CATCH_ALL = re.compile(
    r"^(?:其他|其它|有关|相关|必要的?|所需)(?:的)?(?:材料|资料|证件|证明|文件|手续)"
    r"|(?:其他|其它|有关|相关)(?:的)?(?:申请|证明)?(?:材料|资料|证件|文件|手续)$"
    r"|等(?:有关|相关|其他)?(?:材料|资料|证件|文件|手续)$"
    r"|(?:规定|要求|需要)的?其他"
)
_PHONE = re.compile(
    r"0[1-9]\d{1,2}-[2-9]\d{6,7}"  # 固定电话
    r"|1[3-9]\d{9}"  # 手机
    r"|1[012]\d{1,3}"  # 服务热线, 如 12345
    r"|9[56]\d{3}"
    r"|400-?\d{3}-?\d{4}"
)
_DEMO_PHONE = re.compile(r"000-8800\d{4}")
_SENTENCE_END = re.compile(r"[。!?!?;;]")


def normal(text: str) -> str:
    """The form in which two aliases are the same alias: NFKC, lower case, no spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] not in "PSZC")


def is_catch_all(material: str) -> bool:
    """Whether a material is a 兜底 phrase that leaves the citizen guessing (其他材料, 有关证件, …等材料)."""
    return _CATCH_ALL.search(normal(material)) is not None


def is_phone(text: str, *, demo: bool) -> bool:
    """Whether ``text`` is one telephone number. A demo centre may use 000-8800xxxx, which exists nowhere;
    a real centre may not."""
    if demo and _DEMO_PHONE.fullmatch(text):
        return True
    return _PHONE.fullmatch(text) is not None


def long_sentences(text: str) -> Iterator[str]:
    """The sentences of ``text`` that are longer than ``SENTENCE_LIMIT`` characters."""
    for sentence in _SENTENCE_END.split(text):
        if len(sentence.strip()) > SENTENCE_LIMIT:
            yield sentence.strip()
