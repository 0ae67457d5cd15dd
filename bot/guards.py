"""What must be seen before any search: danger to life, the wish for a person, corruption, abuse, tricks, courtesy.

Ordered; the first rule that fits wins. Each rule has its phrases and, where a question of content looks alike, what
it must not contain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

GuardKind = Literal[
    "violence", "suicide", "fire", "medical", "human", "bribery", "illegal", "injection", "privacy",
    "grievance", "dispute", "insult", "thanks", "bye", "greeting", "offtopic",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: GuardKind
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _rule(kind: GuardKind, says: str, unless: str | None = None) -> _Rule:
    return _Rule(kind, re.compile(says), re.compile(unless) if unless else None)


_RULES: tuple[_Rule, ...] = (
    _rule("suicide", r"自杀|轻生|不想活|活不下去|想死(?!我)|死给你|跳楼|割腕|结束生命|同归于尽|活着没意思"),
    _rule("violence", r"(?:老公|丈夫|老婆|妻子|男朋友|女朋友|前夫|前妻|爸|妈|他|她|家里人|有人|对象).{0,3}(?:又|"
                      r"在|要|老|一直|经常|天天)?(?:打|砍|杀|掐|砸)(?:了)?我(?!电话|手机|账|卡|钱)|"
                      r"家暴|家庭暴力|救命|要杀人|被(?:人)?(?:绑架|拐|囚禁|追杀|跟踪|强奸|性侵)|有人持刀|带刀|"
                      r"孩子(?:不见了|走丢|被拐)|打架|打起来",
          unless=r"家暴.{0,6}(?:告诫书|证明材料)"),
    _rule("fire", r"着火了|起火了|失火了|正在(?:着火|燃烧)|煤气泄漏|燃气泄漏|有煤气味|爆炸了|触电了",
          unless=r"救助|补助|烧光|之后|烧没|烧了"),
    _rule("medical", r"(?:有人|老人|我爸|我妈|他|她|我)(?:突然)?(?:晕倒|昏倒|昏迷|没呼吸|心梗|大出血|喘不上气|"
                     r"摔倒起不来|抽搐)了?|叫救护车|快不行了",
          unless=r"工伤|算不算|认定|报销|去世"),
    _rule("human", r"转?人工(?!费|智能|流产|授精)|(?:找|要|转|接|换|叫|来|有没有)(?:个|一个|位|一位)?(?:真|"
                   r"活)?人(?:来)?(?:客服|工作人员|说话|说|聊|接|回答|回复|服务|吗|吧|啊)|"
                   r"真人|活人|(?:找|要|转|接|联系|和|跟)(?:个|一个|一下|你们)?(?:客服|工作人员|办事员|窗口人员|"
                   r"科长|领导|负责人|值班)|"
                   r"客服(?:呢|在吗|电话|人员)|不(?:想)?(?:要|和|跟)(?:你|机器人?)(?:聊|说|谈)|别(?:用)?机器人|"
                   r"(?:你)?(?:是)?机器人?(?:听不懂|不懂|没用)|能不能(?:有个)?人(?:来)?(?:理|管|回)|"
                   r"跟人(?:说|聊|讲)|让人(?:来)?(?:接|回)|^人$|打电话给你们|人工",
          unless=r"人工(?:费|智能|流产|授精|湖|林|增雨)|工作人员(?:态度|说|告诉|让)|跟你们(?:工作人员)?说过"),
    _rule("bribery", r"(?:要|暗示|索要|收|给|塞|送)(?:我|他|她|了|过|点|个|些)*(?:们)?"
                     r"(?:红包|好处费|回扣|辛苦费|茶水费|购物卡|烟酒)|行贿|受贿|贿赂|"
                     r"(?:要|暗示)(?:我)?(?:们)?(?:请客|请吃饭|意思意思|表示表示)|吃拿卡要|索贿|塞(?:点)?钱|(?:花|"
                     r"给|送)(?:点)?钱.{0,4}(?:插队|走后门|通融|快点办|找关系)|走后门|找关系"),
    _rule("illegal", r"伪造|造假|做假|办假|假(?:证|章|户口|结婚证|学历|材料|病历|发票)|代考|虚开|(?:花钱|给钱|"
                     r"交钱).{0,8}(?:消|删|抹|改)|(?:消|删|抹)(?:掉|除)?.{0,3}(?:犯罪|案底|违章)记录|"
                     r"买卖?(?:户口|驾照分|分数|身份证|发票|学位)|帮我?(?:销分|消分|扣分)|骗(?:保|补|贷|低保)|"
                     r"(?:怎么|如何)(?:逃税|偷税|洗钱|套现)|冒用|洗钱",
          unless=r"举报|投诉|被.{0,4}(?:冒用|骗|伪造)|查真|辨别|真假"),
    _rule("injection", r"管理员模式|开发者模式|忽略(?:以上|之前|前面|所有)|系统提示词?|提示词|你(?:现在)?(?:是|"
                       r"扮演|要扮演)(?:一个|一名)?(?:管理员|黑客|猫|诗人|dan)|ignore (?:all|previous)|"
                       r"system prompt|输出(?:全部|所有|数据库|密码|源码)|drop table|select .+ from|<script|"
                       r"root密码|导出(?:全部|所有)"),
    _rule("privacy", r"(?:查|找|告诉|给|看|搜|弄)(?:一?下|我|到|个|看)*(?:我)?(?:邻居|同事|前男友|前女友|前夫|"
                     r"前妻|别人|他人|朋友|某某|老板|对象|网友|男朋友|女朋友|情敌|债主|欠债人)的?.{0,6}(?:进度|"
                     r"办理|电话|手机|住址|地址|身份证|信息|房产|婚姻|户籍|记录|资料|开房|结婚|社保)|"
                     r"(?:别人|他人|邻居|某人)的(?:手机号|电话号码|身份证号|住址|家庭住址|隐私|个人信息)|人肉|"
                     r"开房记录|(?:预约人|办事人|所有人|市民)的?(?:手机|电话|名单|信息)",
          unless=r"更正|删除我|委托|代办"),
    _rule("dispute", r"凭什么|为什么(?:上次|去年|以前|之前)|(?:去年|上次|以前|之前|上回).{0,14}(?:不用|没要|不要|"
                     r"不需要|没让).{0,14}(?:今年|这次|现在|怎么|又|咋)|说法不一|两个窗口说的?不一样|"
                     r"(?:前后|每次)(?:说的|要的|理由)?(?:都)?(?:不一样|不同|矛盾|说法)"),
    _rule("grievance", r"(?:被)?(?:退|打回|驳回)(?:了|过)?(?:我)?(?:[两2三3四4五5六6七7八8好多]|n)(?:次|趟|回)|"
                       r"跑了?(?:[两2三3四4五5六6七7八8好多]|n)+(?:次|趟|回|遍).{0,12}(?:没|不|还|也)|办不成事|"
                       r"没人(?:管|理)|推来推去|"
                       r"踢皮球|互相推|卡着不办|拖着不办|故意(?:刁难|拖)|不给办|拒(?:不|绝)(?:受理|办理)|不作为|"
                       r"乱作为|欺负(?:人|老百姓)|曝光你们|我要上访|信访|找媒体|打12345|吃干饭|屁事不干|纳税人|"
                       r"白吃饭|养你们"),
    _rule("insult", r"傻[逼bx叉缺子]|sb(?![a-z])|[草操]你(?:妈|大爷|娘)|你(?:妈|大爷|娘)的|他妈的|tmd|cnm|nmsl|"
                    r"去死|滚(?:蛋|开|吧)?$|废物|垃圾(?:机器人|系统|软件|政府|东西|玩意)|蠢货|白痴|弱智|脑残|王八|"
                    r"混蛋|不要脸|智障"),
    _rule("thanks", r"^(?:好的?|嗯|行|ok)?[,. ]*(?:谢谢|多谢|感谢|谢了|辛苦了?|thank(?:s| you))(?:你|您|了|啦|啊|"
                    r"哈|你们|客服|机器人|帮忙|帮助|大家|!|,|\.| )*$|^(?:太好了|明白了?|知道了|懂了|好的|收到|"
                    r"了解了?|ok|嗯+|好|行)[!. ]*$"),
    _rule("bye", r"^(?:再见|拜拜|bye|88|下次再聊|没事了|没有了|不用了|没问题了|晚安)[!. ]*$"),
    _rule("greeting", r"^(?:(?:你|您|大家)好(?:啊|呀|吗)?|hi|hello|嗨|哈喽|喂|在吗|在不在|有人吗|早上好|上午好|"
                      r"下午好|晚上好|早|你是谁|你叫什么(?:名字)?|你是(?:机器人|真人|人工)吗?|你能(?:做|干)什么|"
                      r"你会什么|"
                      r"hello|测试|test|123)(?:[,!?. ]|在吗|有人吗|请问|啊|呀|吗)*$"),
    _rule("offtopic", r"天气|下雨吗|股票|基金(?=.{0,4}(?:涨|跌|买))|彩票|大盘|火锅|好吃的?|餐厅推荐|电影|明星|"
                      r"唱(?:首|个)歌|讲(?:个)?笑话|笑话|写(?:一?首诗|作文|代码|论文)|作诗|算命|星座|打游戏|"
                      r"王者荣耀|英超|世界杯|女朋友怎么追|"
                      r"陪我聊|聊聊天|你爱我|翻译一下|足球|篮球|减肥|菜谱|怎么做菜|几加几|等于几|高铁票|机票|"
                      r"酒店推荐",
          unless=r"公积金|营业|许可|开(?:个|家)?(?:火锅|餐|游戏|电影)|办证|执照|登记|审批|店"),
)  # fmt: skip
_EMERGENCIES: frozenset[GuardKind] = frozenset({"violence", "suicide", "fire", "medical"})
_PERSONS: frozenset[GuardKind] = frozenset({"human", "bribery", "grievance", "dispute"})


def guard(text: str) -> GuardKind | None:
    """The first rule that a normalised text meets, or None when it is an ordinary question."""
    for rule in _RULES:
        if rule.says.search(text) and not (rule.unless and rule.unless.search(text)):
            return rule.kind
    return None


def is_emergency(kind: GuardKind) -> bool:
    """Is somebody in danger?"""
    return kind in _EMERGENCIES


def needs_person(kind: GuardKind) -> bool:
    """Must a member of staff see it?"""
    return kind in _PERSONS


_COMPLEX = re.compile(
    r"写错|登错|录错|打错(?:了)?字|(?:名字|姓名|信息|身份证号|地址|性别|出生日期|生日)[^,.]{0,10}(?:不一致|不一样|"
    r"对不上|不符|有误|错了)|音同字不同|"
    r"(?:没有?|无)(?:出生证)[^,.]{0,4}(?:没有?|无)户口|黑户|(?:国外|境外|美国|海外|外国)(?:出)?生的|重户|双重户口|"
    r"两个(?:户口|身份证)|失踪|下落不明|植物人|"
    r"历史遗留|产权纠纷|打官司|被冒名|被(?:人)?冒用|烂尾|开发商(?:跑路|倒闭|破产)|无国籍|双国籍|继子|监护权(?:有)?争议"
)
_FOREIGN = re.compile(r"[a-z]{2,}")


def is_complex(text: str) -> bool:
    """Does the case turn on records that disagree or are missing, so that only a window can judge it?"""
    return bool(_COMPLEX.search(text))


def is_foreign(text: str) -> bool:
    """Is it written mostly in a foreign language?"""
    words = _FOREIGN.findall(text)
    return len(words) >= 4 and sum(map(len, words)) > 2 * sum("\u4e00" <= char <= "\u9fff" for char in text)
