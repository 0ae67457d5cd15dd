"""Which side of a matter a question is about: an ordered lexicon, where a phrase that is used is used up.

The order decides: 时限 before 时间 and 费用, so that "多长时间" is a term and "什么时间开门" an hour; an amount that
somebody receives ("能领多少钱") is a condition, one that somebody pays a fee. Several facets may apply; none means the
overview. Phrases such as "能…吗" mark their own words and look at, but leave, what stands between them.
"""

from __future__ import annotations

import re

from faq.schema import Facet

_USED = "\x00"
_SHARP: tuple[tuple[Facet, tuple[str, ...]], ...] = (
    ("投诉", (
        r"投诉|举报|差评|推诿|踢皮球|乱收费|刁难|吃拿卡要|不作为",
        r"态度(?:太|很|真|好|特别|极其)*(?:差|不好|恶劣)",
    )),
    ("条件", (
        r"资格|条件|年龄|最多|最高|至少|作废|几(?:岁|年|级|次)|多少(?:岁|年(?!能)|分|平)",
        r"满(?:多久|多少|几)|才(?:给|能|可以)|(?:领|贷|发|报销?|补|给|赔|提|拿)(?:到|取)?(?:多少|几)",
        r"算(?=[^,.]{1,6}[吗不])|归(?=[^,.]{1,6}管)|(?:会|影响)(?=[^,.]{1,8}[吗不]$)|还能(?=[^,.]{1,8}[吗不])",
    )),
    ("时限", (
        r"多久(?!没|以前|之前|前)|多长时间|要多长|几天(?!假)|多少天|多少日|几日内|多少个?工作日|几个?工作日",
        r"几个?月(?:能|可以|办|下来|拿)|时限|期限|办结|立等可取|到账|冷静期|最快|加急|多快|快不快",
        r"什么时候(?:能|可以)?(?:拿|取|到账|下来|发|办好|办完|弄好|搞|出证|好|到|审批|批)|几号(?:能|到账|发)",
        r"(?:当天|当场|马上)(?:能|可以)?(?:拿|取|办|出)|何时(?:能|可以|到账|下来)",
    )),
    ("进度", (
        r"进度|办到(?:哪|什么)|到哪一?步|到哪了|办好了?(?:没|吗)|审(?:批|核)?(?:好|完|过)了?(?:没|吗)",
        r"批(?:下来)?了(?:没|吗)|还没(?:有)?(?:结果|消息|下来|到账|收到|通过|批)|怎么还(?:没|不)",
        r"查(?:一?下)?(?:我的)?(?:办件|受理)",
    )),
    ("费用", (
        r"多少钱|几块钱?|几元|费用|收费|收不收钱|要不要(?:交|收|花)?钱|要(?:花|交|收)?钱[吗不嘛么]?|花钱|花多少",
        r"工本费|手续费|登记费|免费|贵不贵|价格|什么价|打折|缴多少|交多少|收多少|\d+(?:块|元)|交税|怎么收钱|收钱",
        r"要多少费|缴费标准|(?:一共|总共)要?多少|\d+一?[本张个](?=[^\d]{0,3}[吧吗对])|划算",
    )),
    ("寄递", (r"邮寄|寄(?:到|回|给|来|送|过来|家|吗|不)|快递|速递|ems|送到家|送货上门|包邮|代收|运单",)),
    ("预约", (
        r"预约|约号|抢(?:得到|不到)?号|号抢|抢得到|约(?:不上|不到|满|了没|个号|一下)|改约|取消(?:预)?约|爽约",
        r"放号|挂号|取号|网上排号",
    )),
    ("网办", (
        r"网上|线上|在线|手机(?:上|能|可以|就能|app)|小程序|网址|网站|app|不想跑|零跑腿|不跑腿|不用跑|全程网",
        r"电子证照|自助机|自己(?:能|可以)?打|能查真假",
    )),
    ("代办", (
        r"代办|代(?:为|替|领|取|签)|替(?:我|他|她|人|家人|父母)?(?:办|领|去)|委托|到场|上门|陪办|帮办|绿色通道|走不动",
        r"帮(?:我|他|她|家人|父母|别人|老人)[^,.]{0,4}(?:办|领|取)|(?:必须|要|得|一定要?)?本人(?:不)?(?:到|去|来|亲自)",
        r"别人(?:能|可以)",
    )),
    ("表格", (r"表格|申请表|登记表|填表|填什么表|样表|模板|范本|空白表|下载|打印|复印(?!件)|申请书",)),
    ("材料", (
        r"材料|资料|手续(?!费)|证件|(?:需?要|得)?带(?:什么|哪些)|要带|拿什么|要(?:准备|提供|交)(?:什么|哪些)|准备(?:什么|哪些)",
        r"需要(?:什么|哪些)(?!条件)|要什么(?!条件)|要哪些|什么文件|哪些文件|原件|复印件|证明(?:材料|文件)|不用带",
        r"(?:不要|不用|没有|不带)(?=[^,.]{1,6}(?:可以|能|行))|照片|相片|拍照|带(?=身份证|户口本)",
        r"要不要(?=户口本|身份证|照片|密码)",
    )),
    ("依据", (r"依据|法律规定|哪条|哪部法|什么法|文件规定|文号|凭什么|有没有规定|政策文件|哪个文件|规定在哪",)),
    ("时间", (
        r"几点|上班时间|下班|营业时间|开放时间|开门|关门|周[一二三四五六日末天]|星期|礼拜|节假日|放假|中午|午休",
        r"什么时间|什么时候(?:去|来|开始|上班)?|春节|国庆|假期|休息",
    )),
    ("地点", (
        r"在哪|去哪|到哪|哪里|哪儿|哪个窗口|几号窗口|哪个?地方|什么地方|地址|几楼|怎么走|哪个(?:部门|单位|局)|位置",
        r"停车|哪办|找谁|就近|异地(?:能|可以)|外地(?:能|可以)|电话",
    )),
)  # fmt: skip
_VAGUE: tuple[tuple[Facet, tuple[str, ...]], ...] = (
    ("条件", (
        r"符合|满足|能不能|可不可以|可以不|行不行|行[吗不]|算不算|要不要|需不需要|要求|限制|必须|够不够",
        r"可以(?:办|申请|领|报|提)?[吗不么]|能(?:办|申请|领|报|提|用|开|上|去|评|享受)?[吗不么](?!能)",
        r"要(?=[^,.]{1,8}[吗不]$)|(?:可以|能)(?=[^,.]{1,10}[吗不]$)|[吗不]$",
    )),
    ("流程", (
        r"怎么(?:办|弄|申请|搞|操作|领|补|换|查|报|交|处理|做|走|用|绑|转|开|登)?|如何|怎样|流程|步骤|程序|环节",
        r"先(?:去|办|做)|第一步|哪几步",
    )),
)  # fmt: skip


def _compiled(lexicon: tuple[tuple[Facet, tuple[str, ...]], ...]) -> tuple[tuple[Facet, re.Pattern[str]], ...]:
    return tuple((facet, re.compile("|".join(phrases))) for facet, phrases in lexicon)


_SHARP_PATTERNS, _VAGUE_PATTERNS = _compiled(_SHARP), _compiled(_VAGUE)


def detect_facets(text: str) -> tuple[Facet, ...]:
    """The facets a normalised text asks about, in the order of the lexicon; empty means the overview.

    Vague words (能不能, 怎么) count only where nothing sharper was asked.
    """
    sharp, rest = _consume(text, _SHARP_PATTERNS)
    return sharp or _consume(rest, _VAGUE_PATTERNS)[0]


def facet_mask(text: str) -> tuple[bool, ...]:
    """For each character of a normalised text: does it only say which side is asked about? The rest names the
    matter."""
    rest = _consume(_consume(text, _SHARP_PATTERNS)[1], _VAGUE_PATTERNS)[1]
    return tuple(char == _USED for char in rest)


def _consume(text: str, patterns: tuple[tuple[Facet, re.Pattern[str]], ...]) -> tuple[tuple[Facet, ...], str]:
    """The facets found, in order, and the text with the phrases that showed them blotted out."""
    found: list[Facet] = []
    for facet, pattern in patterns:
        text, times = pattern.subn(lambda used: _USED * len(used.group()), text)
        if times:
            found.append(facet)
    return tuple(found), text
