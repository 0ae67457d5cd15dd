from __future__ import annotations

from typing import get_args

import pytest

from bot.facets import detect_facets, facet_mask
from bot.normalise import normalise
from faq.schema import Facet

ASKED = {
    "材料": """补身份证要带什么|需要哪些手续材料|都带啥去|办这个要几张照片|照片底色有要求没|要不要带户口簿
        得带原件不|只拿复印件行吗
        拿什么证明我是他爸|旧证要不要交回|要准备些什么东西|材料清单给我一份|就带个护照够吗|公章要不要带
        盖章的合同要几份
        除了身份证还要带啥|没有毕业证可以办吗|需要提供什么资料""",
    "时限": """多长时间能办好|几天能拿到证|什么时候到账|当天能拿到不|最快多久下来|要等几个月|能不能加急
        几号截止啊|几个工作日出结果
        今天交明天赶得上吗|即场攞得到证吗|啥时候能取|三十天内没办怎么办|多少天出证|批下来得几天|期限是几天
        要几耐先搞好""",
    "费用": """要多少钱|收费吗|交不交钱|得花几个钱|要不要掏钱|工本费几块|贵不贵|是不是免费|这要交税不|税率是多少
        听说要收三百块
        补一张好多钱|几钱一本|一共要多少|能不能便宜点|怎么收费|邮费谁出""",
    "地点": """在哪办|去哪个窗口|上哪开这个|往哪儿递|到几楼|你们搬到哪了|边度办|大厅地址发我|能停车不|电话是多少
        找谁批
        去派出所还是去街道|附近有网点吗|在哪条路上""",
    "时间": """你们几点下班|星期六上班吗|中午休息不|国庆放假吗|周末开不开|礼拜天有人办没|几点开门|营业时间""",
    "预约": """怎么预约|约不上号|放号是几点|我约的号不要了|能改约吗|爽约了怎么办|号都没了|抢不到号|可以提前约吗""",
    "进度": """我的办件办到哪了|交上去半个月了还没消息|一直显示审核中|批了没有|到第几步了|状态还是没变
        帮我查下受理编号|怎么还没到账
        办好了吗|到底寄没寄|短信说没通过""",
    "网办": """能网上办吗|手机上可以弄不|小程序登不上去|刷脸老是不过|系统提示出错|自助机能打吗|网址发一下
        不想跑窗口|验证码收不到
        上传不了照片|有没有电子版证照""",
    "代办": """可以代办吗|让我媳妇去领行吗|必须本人来吗|我替我爸交材料行不|要户主亲自去不|夫妻两个都要到场吗
        谁能代签字|能上门办不
        老人不识字有人帮忙填吗|我妈来不了,我去行吗|两口子都得去吗|叫我哥去拿可以不|请假请不下来""",
    "寄递": """能邮寄吗|可以快递到厂里不|寄到外省要几天|查一下快递单号|到付还是包邮|证能不能给我寄过来
        收件地址写错了""",
    "表格": """申请表在哪下载|有没有样表|这张表怎么填|表格填错一格|委托书有模板吗|用黑色笔填吗|能打印申请书不
        空白表给一张""",
    "依据": """依据哪条规定|凭什么要这个|哪部法律写的|规定在哪写着|这合法吗|文号是多少""",
    "投诉": """我要投诉|窗口的人态度太差|有人插队没人管|去哪反映|办事员爱理不理|让我跑了四趟|意见箱在哪|他暗示要红包
        第三次又退我资料|你们这群饭桶|柜台的人冲我吼|别再给我发短信了""",
    "条件": """可以申请吗|一个月能领多少|要满多久才给|几岁可以办|有什么条件|收入有限制没|外省户口能办不
        我这样的够不够资格
        没有房子能落户吗|这算工伤不|是不是谁都可以领|听说五十岁就不给办了吧|超生的娃得不得行""",
    "流程": """怎么办理|先办哪个|第一步干嘛|下一步该干啥|要走哪些步骤|证件让洗衣机洗烂了,人还在外面打工
        我公公前几天没了,户口怎么消
        老板把我辞了我想去登个记|先交钱还是先审批|点样办|这几样的顺序是怎样""",
}  # fmt: skip
CASES = [
    (text.strip(), facet)
    for facet, texts in ASKED.items()
    for line in texts.splitlines()
    for text in line.strip().split("|")
]


def test_there_are_cases_for_every_facet() -> None:
    assert set(ASKED) == set(get_args(Facet))
    assert len(CASES) >= 120


@pytest.mark.parametrize(("text", "facet"), CASES)
def test_a_question_is_about(text: str, facet: str) -> None:
    found = detect_facets(normalise(text))
    assert facet in found
    assert len(found) <= 3


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("补身份证要带什么", ("材料",)),
        ("要带户口本吗", ("材料",)),
        ("多久拿到", ("时限",)),
        ("要多少钱", ("费用",)),
        ("怎么收费", ("费用",)),
        ("在几楼", ("地点",)),
        ("能寄吗", ("寄递",)),
        ("怎么预约", ("预约",)),
        ("能网上办吗", ("网办",)),
        ("可以代办吗", ("代办",)),
        ("可以申请吗", ("条件",)),
        ("怎么弄", ("流程",)),
        ("过户怎么办", ("流程",)),
        ("身份证遗失怎么补办", ("流程",)),
        ("身份证丢了", ()),
        ("结婚登记", ()),
        ("道路旅客运输经营许可", ()),
        ("孩子户口在外地,能在这上学不", ("地点", "条件", "流程")),
        ("我哥手断了,残疾证怎么评", ("流程", "条件")),
        ("开过网吧的人能再开一家吗", ("条件", "流程")),
    ],
)
def test_exactly(text: str, facets: tuple[str, ...]) -> None:
    assert detect_facets(normalise(text)) == facets


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("到哪里申请,要带什么,多少钱", {"地点", "材料", "费用"}),
        ("要什么材料,几天下来", {"材料", "时限"}),
        ("申请表在哪下载", {"表格", "地点"}),
        ("邮费多少", {"寄递", "费用"}),
    ],
)
def test_two_sides_at_once(text: str, facets: set[str]) -> None:
    assert facets <= set(detect_facets(normalise(text)))


@pytest.mark.parametrize(
    ("text", "facet"),
    [
        ("我们一块儿去行吗", "费用"),
        ("户口和医保一块办可以吗", "费用"),
        ("把地址换成新的怎么弄", "地点"),
        ("网上卖袜子要办证吗", "网办"),
        ("网约车怎么办证", "预约"),
        ("下个星期要出国,护照没了", "时间"),
        ("不是问多少钱,是问能不能办", "费用"),
        ("没房没钱想请个免费律师", "费用"),
        ("水表过户怎么弄", "表格"),
        ("妈妈的名字写错了怎么改", "投诉"),
    ],
)
def test_not_about(text: str, facet: str) -> None:
    assert facet not in detect_facets(normalise(text))


def test_mask_keeps_what_names_the_matter() -> None:
    def core(text: str) -> str:
        return "".join(char for char, used in zip(text, facet_mask(text), strict=True) if not used)

    assert core("算工伤吗") == "算工伤"
    assert core("补结婚证多少钱") == "补结婚证"
    assert core("要不要带户口本") == "户口本"
    assert core("刷脸认证怎么办") == "刷脸认证"


@pytest.mark.parametrize("text", ["", " ", "?", "。", "a" * 500, "怎么" * 200, "\x00\x01"])
def test_any_text_has_a_mask_of_its_length(text: str) -> None:
    assert len(facet_mask(text)) == len(text)
    assert len(detect_facets(text)) <= 3
