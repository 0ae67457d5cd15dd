"""A citizen's words without names and numbers: for the windows, who must not know who it was, and for everybody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from backend.accounts import queries as accounts
from backend.common.masking import mask_name, mask_text
from backend.common.surnames import COMPOUND_SURNAMES
from backend.evaluations.models import Rating
from backend.staff import queries as staff

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳"
    "唐罗薛雷贺倪汤滕殷毕郝邬安常乐于傅齐康伍余元顾孟黄穆萧尹姚邵汪祁毛禹狄戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童"
    "颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯管卢莫房丁邓单洪包左石崔吉龚程邢裴陆翁羊甄曲封储靳段巫焦牧田车侯全仰秋"
    "宁仇栾甘厉祖武符刘景詹束龙叶司黎薄白蒲赖卓池乔阴能苍闻莘党翟谭姬申冉雍桑桂牛寿通边尚农温庄晏柴瞿阎慕连习容向古"
    "易慎廖终居衡步都耿满弘匡国文寇广东欧利越隆师巩聂晁辛阚那简饶曾沙丰关查游丘肖"
)
_SURNAME = f"(?:{'|'.join(sorted(COMPOUND_SURNAMES))}|[{_SURNAMES}])"
_TITLES = "先生|女士|小姐|老师|同志|科长|主任|局长|处长|所长|队长|经理|师傅|大姐|大哥|阿姨"
_NAMED = re.compile(rf"({_SURNAME})[一-鿿]{{0,2}}?(?={_TITLES})")
_SAID = re.compile(rf"((?:我叫|我是|名叫|名字是|姓名[::]?|叫做)\s*)({_SURNAME})[一-鿿]{{1,2}}(?=[,,。.;;、\s!!]|$)")


async def masked(row: Rating, words: str) -> str:
    """Words of a rating's citizen without the names of the citizen and of staff, and without numbers."""
    names = [member.name for member in await staff.members(row.centre_id)]
    return without_names(words, [*names, *await _own_name(row)])


async def _own_name(row: Rating) -> list[str]:
    name = (await accounts.card(row.citizen_id)).name
    return [name] if name else []


def without_names(text: str, names: Iterable[str]) -> str:
    """Free text with known names, what looks like a name, and identity and mobile numbers masked. Pure.

    Parameters:
        names: people who are known to be concerned; others are found by 称呼 (李科长) and by 我叫.
    """
    text = mask_text(text)
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, mask_name(name))
    text = _NAMED.sub(lambda found: f"{found[1]}*", text)
    return _SAID.sub(lambda found: f"{found[1]}{found[2]}*", text)
