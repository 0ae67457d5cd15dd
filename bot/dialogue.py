"""What a turn means after the turns before it: a pick, a correction, a further question about the same matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions import action_words, detect_actions
from bot.decisions import Audience, Context
from bot.entries import Entry, thing_of
from bot.keys import Synonyms, matching_key
from bot.normalise import normalise
from bot.terms import Wording
from faq.schema import Guide

_NUMBERS = {"1": 0, "一": 0, "2": 1, "二": 1, "两": 1, "3": 2, "三": 2}
_NUMBERED = re.compile(
    r"^(?:就|我|选|要|是|问|的)*第?([123一二两三])(?:个|项|种|条|号)?(?:那个)?(?:吧|啊|的|呢)?[.!]?$"
)
_FIRST = re.compile(r"^(?:就|选|要|是|我要)*(?:前面|前一|上面|头一|最前面|最上面)(?:那|的)?(?:一?个|项|条)(?:吧)?$")
_LAST = re.compile(r"^(?:就|选|要|是|我要)*(?:最后|末|后面|后一|下面|最下面)(?:那|的)?(?:一?个|项|条)(?:吧)?$")
_NONE = re.compile(
    r"^(?:[,. ]|也|还|这|那)*(?:(?:以上|这些|这几个|这三个|全)?(?:都|全|也)?(?:不是|不对)(?:这些?|那些?|它们)?个?|"
    r"没有(?:我要|我想|对)的|都不|一个都不(?:是|对))"
    r"(?:的|啊|呢|呀|吧)?(?:[,. ]+(?:都|也|全)*(?:不是|不对)(?:这些)?(?:的|啊)?)*[.!]?$"
)
_CORRECTION = re.compile(
    r"(?:^|[,. ])(?:我(?:说|问)的)?不是(?:要|问|说)?(?P<wrong>[^,.]{1,12}?)[,. ]*(?:而是|我?是(?:要|问|说)?|"
    r"(?:我)?(?:要|买|办|问|说|指|用)的是)(?P<right>[^吗不]{1,40})"
)
_LEADS_ON = re.compile(
    r"^(?:(?:这么|嗯|哦|好|对了?|可是?)[^,.]{0,4}[,. ]*)?(?:那么?|还有|另外|然后|如果|要是|万一|假如)(?:要是|"
    r"如果|万一)?"
)
_REFERS = re.compile(r"这个|那个|那张|这张|这本|那本|这证|那证|这事|这件事|那件事|它|刚才|上面|办这|这种")
_GENERIC = re.compile(
    r"拿到手|到手|到家|家里|家|下证|出证|发证|领证|领|新证|证|东西|事情?|批下来|批完|批|下来|申请表|表格?|表|窗口|"
    r"网上|大厅|当天|登记|办理|办完|办好|办|"
    r"快递|寄|邮|送|过来|厂里|公司|单位|自己|本人|别人|代|提前|预约|约|下载|手续|结果|通知|一共|大概|最快|急|成|号|"
    r"算|自|前|材料|资料|照片|那里?|这里?|"
    r"刚|对|顺便|张|本|件|份|上周|昨天|今天|明天|现在|交|走|人|可以|行|用|先|再|必须|窗|里|儿|着|下|完|好"
)
_WEIGHTLESS = "那要得该就还会能是的有了我你您去来办弄搞做都也又再这它给想什么哪些多少怎拿到取几次趟天个钱在"
_FILLER = re.compile(rf"^(?:[\u4e00-\u9fffa-z0-9]|[{_WEIGHTLESS}]*)$")
_PEOPLE = r"(?:孩子|小孩|老人|家里|公司|企业|单位|个人)的?(?:事情?|业务|手续)?"
_THINGS = r"证件?|证书|证明|补贴|补助|津贴|登记|备案|许可证?|执照|手续|事情?|业务|东西|卡|本子"
_VERBS = (
    r"就是|上[回次]|哎呀?|来|我|有没有|有什么|有哪些|什么|哪些|可以|能|有|掉|丢|坏|没|想|补办|换证|变更|注销|延续|"
    r"查询|转移|过户|申请|"
    r"办理?|办个?|领取?|开|弄|要|新|的|一[个张本]"
)
_FOUNDED = re.compile(r"设立|开办|注册|首次|新")
_AUDIENCE = re.compile(
    r"(?:^|(?<=[,. ]))(?:我|俺|咱|我们|这边)们?(?:这边)?(?:就)?是(?:一?[个家])?(?:(?P<firm>公司|企业|单位|工厂|厂|"
    r"机构|法人|老板|合作社)|(?P<one>个人|私人|自己|普通人|老百姓))"
    r"(?:的|来办|办|里的|名义)*(?=$|[,. ])"
)
_UNNAMED = re.compile(f"^(?:{_PEOPLE}|(?:{_THINGS}|{_VERBS})+)$")


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer to the options: a code, or None for 都不是."""

    code: str | None


def picked(text: str, context: Context, names: Mapping[str, tuple[str, ...]]) -> Pick | None:
    """Which of the pending options a normalised text picks; None when it picks nothing.

    ``names`` are the normalised names of each pending code.
    """
    if _NONE.match(text):
        return Pick(None)
    place = _place(text, len(context.pending))
    if place is not None and place < len(context.pending):
        return Pick(context.pending[place])
    named = [code for code in context.pending if text in names.get(code, ())]
    named = named or [code for code in context.pending if _names_it(text, names.get(code, ()))]
    return Pick(named[0]) if len(named) == 1 else None


def _place(text: str, count: int) -> int | None:
    """The place that a text names: 第二个, 选1, 前面那个, 最后一个."""
    numbered = _NUMBERED.match(text)
    if numbered:
        return _NUMBERS[numbered.group(1)]
    if _FIRST.match(text):
        return 0
    return count - 1 if count and _LAST.match(text) else None


def _names_it(text: str, names: tuple[str, ...]) -> bool:
    """Is the text a part of the option's name ("结婚证" of 补领结婚证)?"""
    return len(text) > 1 and any(text in name for name in names)


def corrected(text: str, last: Entry | None) -> str | None:
    """What the citizen meant by "不是 A 是 B": B, with the action of the last item when B names none."""
    found = _CORRECTION.search(text)
    if found is None:
        return None
    right = found.group("right").strip()
    if last is not None and not detect_actions(right):
        right = f"{right} {' '.join(action_words(normalise(last.short)))}"
    return right.strip()


def keeps_item(text: str, wording: Wording, last: Entry | None, synonyms: Synonyms) -> bool:
    """Is it a further question about the last item? Yes when it names nothing, or something that the item needs."""
    if last is None:
        return False
    if says_little(wording.core):
        return True
    if isinstance(last.content, Guide) and not detect_actions(text):
        return any(_within(wording.core, matching_key(name, synonyms)) for name in _needed(last.content))
    return False


def says_nothing(core: str) -> bool:
    """Is nothing left once courtesy and the side asked about are taken away ("那要多少钱")?"""
    return bool(_FILLER.match(core))


def says_little(core: str) -> bool:
    """Is nothing left but words that belong to any matter at all ("几天能拿到手", "可以寄到家吗", "多久下证")?"""
    return says_nothing(_GENERIC.sub("", core))


def names_nothing(core: str) -> bool:
    """Is the matter named by a word that fits dozens of items ("证丢了", "补贴怎么办", "公司的事情")?"""
    return bool(_UNNAMED.match(core))


def audience_of(text: str) -> tuple[Audience | None, str]:
    """Who the citizen says they are ("我是公司的"), and the text without that; None when they do not say."""
    said = _AUDIENCE.search(text)
    if said is None:
        return None, text
    return "法人" if said.group("firm") else "个人", _AUDIENCE.sub("", text).strip(" ,.")


def leads_on(text: str) -> bool:
    """Does the text lean on what was said before (那…, 还有…, 这个…)?"""
    return bool(_LEADS_ON.search(text) or _REFERS.search(text))


def about_last(text: str, last: Entry) -> str:
    """The question with the thing of the last item put in front: "那换新呢" → "居民身份证 那换新呢"."""
    thing = _FOUNDED.sub("", thing_of(last.short)) or thing_of(last.short)
    return f"{thing} {_LEADS_ON.sub('', text)}"


def _needed(guide: Guide) -> list[str]:
    return [normalise(material.name) for material in guide.materials.items]


def _within(core: str, name: str) -> bool:
    return len(core) >= 2 and (core in name or (len(name) >= 2 and name in core and len(core) <= len(name) + 2))
