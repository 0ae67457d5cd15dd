"""What a citizen wants done to a thing: 新办 or 补办, 换证 or 注销. It separates items that share the thing."""

from __future__ import annotations

import re

_LEXICON = (
    ("补办", r"补办|补领|补发|补证|补(?=(?:一?[个张本]|身份证|驾|户口|结婚|房|社保|护照|车牌|出生|证))|丢(?!人)|"
           r"遗失|丢失|不见了?|挂失|掉了|找不到|没了|"
             r"被偷|弄没|重新补|损毁"),
    ("换证", r"换领|换发|换证|换(?=(?:一?[个张本]|新|身份证|驾|护照|卡))|到期|过期|快到期|期满|消磁|损坏|坏了|换补"),
    ("延续", r"延续|续期|延期|续证|续签|续(?=注册)|复审|年审"),
    ("变更", r"变更|更改|改名|改姓|改(?=[^,.]{0,4}(?:名|地址|信息|范围|日期))|更正|换法人|改成|加名|加上"),
    ("注销", r"注销|销户|吊销|关店|关门(?=注销)|不干了|退保|解押|解除抵押|撤销"),
    ("转移", r"转移|过户|转出|转入|转到|转回|迁移|迁入|迁出|迁(?=户)|转学|接续|转让|赠与|继承"),
    ("查询", r"查询|查(?=[^,.]{0,6}(?:记录|信息|房|缴费|余额|真假))|有没有查|查一?下"),
    ("新办", r"首次|第一次|新办|初次|申领|开办|设立|成立|注册(?!的)|申请|新生儿|登记(?!证)|上户|"
           r"开(?=[^,.]{0,6}(?:店|馆|厂|公司|诊所|吧|行社))|想?办个|认定|报名|备案"),
)  # fmt: skip
_PATTERNS = tuple((action, re.compile(words)) for action, words in _LEXICON)


def detect_actions(text: str) -> tuple[str, ...]:
    """The actions that a normalised text names, most specific first; empty when it names none."""
    return tuple(action for action, pattern in _PATTERNS if pattern.search(text))


def action_words(text: str) -> tuple[str, ...]:
    """The words of a normalised text that name its actions, as they stand."""
    return tuple(found.group() for _, pattern in _PATTERNS if (found := pattern.search(text)))


def action_match(asked: tuple[str, ...], offered: frozenset[str]) -> float:
    """How well an item's actions fit those asked for: 1 they meet, -1 they exclude each other, 0 nothing to say.

    新办 is what people say of anything (申请, 登记), so it never excludes.
    """
    wanted = frozenset(asked) - {"新办"}
    if wanted & offered:
        return 1.0
    if "新办" in asked and "新办" in offered and not wanted:
        return 0.5
    return -1.0 if wanted and offered else 0.0
