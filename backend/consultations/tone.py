"""How a reply sounds and what it gives away: warnings a clerk has to see before it is sent. Pure.

Source: seed row 135, 工作人员不得无故推诿或敷衍了事; 个人信息保护法 art. 6: no more personal data than needed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from backend.common.masking import mask_text


@dataclass(frozen=True)
class ToneFlaw:
    """One thing to look at again: a stable code, what is wrong in words, and the words it is about.

    Numbers of people are named masked, so that the warning itself gives nothing away.
    """

    code: str
    text: str
    found: str


_SHIRKING = re.compile(
    r"不归(?:我|我们|本窗口|本单位)管|不是(?:我|我们)的事|与(?:我|我们)无关|(?:自己|自行)想办法|找别人问|管不了"
)
_NOT_KNOWING = re.compile(r"不知道|不清楚|不晓得|没听说过|说不好|说不准")
_SCOLDING = re.compile(
    r"你(?:怎么|为什么)(?:不|没|还|这么|总)|都说(?:过|了)(?:几|多少)遍|自己(?:不会)?看|看不懂(?:字|中文)吗|别再问|不要再问"
    r"|烦不烦|无理取闹|爱办不办|你(?:应该|早该)知道|胡搅蛮缠|素质"
)
_LIMPING = re.compile(r"请知悉|予以(?:办理|答复|处理)|特此(?:告知|答复)")
_RULES = (
    ("shirking", "像在推诿。请写清楚由谁办、怎么找到。", _SHIRKING),
    ("not_knowing", "没有给出答案。请查清后再答,或转给知道的部门。", _NOT_KNOWING),
    ("scolding", "语气生硬。请换成体谅的说法。", _SCOLDING),
    ("officialese", "像公文。请换成平常说的话。", _LIMPING),
)
_NUMBERS = re.compile(r"\d[\d\s\-*]*\d")


def warnings(text: str) -> list[ToneFlaw]:
    """What to look at again in a reply's text, each code once."""
    found = [(code, words, match) for code, words, rule in _RULES if (match := rule.search(text))]
    named = [ToneFlaw(code, words, match[0]) for code, words, match in found]
    return [*named, *_personal(text)]


def _personal(text: str) -> list[ToneFlaw]:
    masked = mask_text(text)
    if masked == text:
        return []
    hidden = next((part for part in _NUMBERS.findall(masked) if "*" in part), "")
    return [ToneFlaw("personal", "里面有身份证号或手机号。请删掉,或确认必须写。", hidden.strip())]
