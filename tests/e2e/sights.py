"""What there is to look at: every screen of both apps, opened with the town's rows, and what it must show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.e2e.screens import Role


@dataclass(frozen=True)
class Sight:
    """One screen in one situation.

    ``route`` is its name in the app's own list; ``address`` opens it, with ids of the town in braces; ``sees`` is on
    it when it has loaded; ``press`` is done before looking; ``shot`` names its picture in docs/screenshots; ``elder``
    is False for what 长辈版 leaves out; ``who`` sits at the console.
    """

    route: str
    address: str
    sees: str
    press: tuple[tuple[Role, str], ...] = ()
    shot: str | None = None
    elder: bool = True
    who: str = "clerk"

    def at(self, ids: Mapping[str, str]) -> str:
        return self.address.format_map(ids)

    def __str__(self) -> str:
        return self.shot or self.address


CITIZEN = (
    Sight("home/index", "home/index", "我的下一步", shot="citizen-home"),
    Sight("guides/index", "guides/index", "居民身份证"),
    Sight("guides/index", "guides/index?view=department", "个事项"),
    Sight("notices/index", "notices/index", "条未读", shot="citizen-messages"),
    Sight("me/index", "me/index", "退出登录"),
    Sight("me/index", "me/index", "这台手机上存的票和记录会清掉。", press=(("button", "退出登录"),)),
    Sight("search/index", "search/index", "大家常办"),
    Sight("search/index", "search/index?q=身份证", "都不是,问一问", shot="citizen-search"),
    Sight("search/index", "search/index?q=asdfghjk", "没有找到"),
    Sight("guides/list", "guides/list?department=GA-HZ", "居民身份证丢失补领"),
    Sight("guides/detail", "guides/detail?code=HZ03", "来源:", shot="citizen-guide"),
    Sight("appointments/book", "appointments/book?code=HZ03", "最早可约", shot="citizen-slots"),
    Sight("appointments/book", "appointments/book?code=HZ03", "余 2", press=(("radio", "日历"),), elder=False),
    Sight(
        "appointments/book",
        "appointments/book?code=HZ03",
        "委托人姓名",
        press=(("link", "为谁办"), ("radio", "代别人办")),
    ),
    Sight("appointments/book", "appointments/book?code=HZ03", "同一处办的事", press=(("link", "一次办几件事"),)),
    Sight("appointments/wait", "appointments/wait?code=HZ03&with=HZ01", "哪几天行", shot="citizen-wait"),
    Sight("appointments/credit", "appointments/credit", "取消了预约"),
    Sight("appointments/credit", "appointments/credit", "当时的情况", press=(("button", "申诉"),)),
    Sight("appointments/confirm", "appointments/confirm?id={held}", "时段已为您留住", shot="citizen-confirm"),
    Sight("appointments/detail", "appointments/detail?id={booked}", "签到码", shot="citizen-ticket"),
    Sight("appointments/index", "appointments/index", "已预约"),
    Sight("appointments/index", "appointments/index?tab=waiting", "候补中"),
    Sight("family/index", "family/index", "父母"),
    Sight("family/edit", "family/edit", "家人身份证号"),
    Sight("chat/index", "chat/index?q=居民身份证丢失补领要带什么", "依据和来源", shot="citizen-chat"),
    Sight("chat/index", "chat/index?q=补办身份证在哪办", "展开全部内容", press=(("button", "展开全部内容"),)),
    Sight("chat/index", "chat/index?q=身份证丢了怎么补办", "告诉我们", press=(("button", "没用"),)),
    Sight("chat/index", "chat/index?q=身份证", "点一个,或者回复数字。"),
    Sight("chat/index", "chat/index?human=1", "最迟 11月", shot="citizen-handoff"),
    Sight("consultations/index", "consultations/index", "单号 ZX2611-"),
    Sight("consultations/detail", "consultations/detail?id={answered}", "解决了", shot="citizen-reply"),
    Sight("consultations/detail", "consultations/detail?id={claimed}", "您可以先离开"),
    Sight("cases/index", "cases/index", "受理号"),
    Sight("cases/detail", "cases/detail?id={asked}", "请补材料", shot="citizen-supplement"),
    Sight("cases/detail", "cases/detail?id={sent}", "运输中", shot="citizen-parcel"),
    Sight("cases/detail", "cases/detail?id={running}", "还剩", shot="citizen-case"),
    Sight("cases/lookup", "cases/lookup", "受理单上有这两个号"),
    Sight("delivery/choose", "delivery/choose?case={ready}", "同意把收件信息交给", press=(("radio", "快递"),)),
    Sight("evaluations/index", "evaluations/index", "去评价"),
    Sight("evaluations/index", "evaluations/index", "整改:待联系", press=(("radio", "评过的"),)),
    Sight("evaluations/rate", "evaluations/rate?id={unrated}", "讲得清楚", press=(("radio", "满意"),)),
    Sight(
        "evaluations/rate",
        "evaluations/rate?id={unrated}",
        "部门可以打电话给我",
        press=(("radio", "非常不满意"), ("checkbox", "没讲清楚")),
        shot="citizen-rate",
    ),
    Sight("evaluations/rate", "evaluations/rate?id={bad}", "整改:待联系"),
    Sight("evaluations/complaints", "evaluations/complaints", "编号 TS2611-"),
    Sight("evaluations/complain", "evaluations/complain", "请写下发生了什么。", press=(("button", "提交"),)),
    Sight("evaluations/complaint", "evaluations/complaint?id={complaint}", "最迟"),
    Sight("evaluations/results", "evaluations/results", "大家怎么说", shot="citizen-results"),
    Sight("addresses/index", "addresses/index", "和平街道"),
    Sight("addresses/index", "addresses/index", "删除这个地址?", press=(("button", "删除"),)),
    Sight("addresses/edit", "addresses/edit?id={address}", "详细地址", press=(("button", "存好"),)),
    Sight("login/index", "login/index", "用微信登录"),
    Sight("identity/index", "identity/index", "现在是"),
    Sight("privacy/index", "privacy/index", "隐私"),
    Sight("consents/index", "consents/index", "撤回同意"),
)
"""The citizen app as 王小明 has it. Pages of the same route show different states."""

CONSOLE = (
    Sight("/login", "/login", "登录窗口工作台", who="nobody"),
    Sight("/offline", "/offline", "没有连上服务器"),
    Sight("/", "/", "您好"),
    Sight("/hall", "/hall", "请到窗口", shot="console-hall"),
    Sight("/hall", "/hall", "不填也可以取号。", press=(("button", "现场取号"),)),
    Sight("/appointments/:tab?", "/appointments", "已签到"),
    Sight("/appointments/:tab?", "/appointments", "可不填", press=(("button", "电话代约"),)),
    Sight("/appointments/:tab?", "/appointments/conflicts", "没有待改期的预约"),
    Sight("/hall", "/hall", "都不选就是全部受理", press=(("button", "受理范围"),)),
    Sight("/hall/slip/:id", "/hall/slip/{walked}", "取号时间"),
    Sight("/kiosks", "/kiosks", "登记取号机", who="admin"),
    Sight("/consultations/:id?", "/consultations", "从左边选一条咨询"),
    Sight("/consultations/:id?", "/consultations/{claimed}", "市民会看到", shot="console-consultations"),
    Sight("/coordination/:tab?", "/coordination", "待分派", who="coordinator"),
    Sight("/coordination/:tab?", "/coordination/extensions", "延期申请", who="coordinator"),
    Sight("/coordination/:tab?", "/coordination/load", "各部门在办", who="coordinator"),
    Sight("/oversight/:tab?", "/oversight", "预警", who="supervisor"),
    Sight("/oversight/:tab?", "/oversight/figures", "按时率", who="supervisor"),
    Sight("/cases/new", "/cases/new", "选好事项后,这里列出材料。"),
    Sight("/cases/:id?", "/cases/{asked}", "已通知补正"),
    Sight("/cases/:id?", "/cases/{sent}", "居民身份证", shot="console-cases"),
    Sight("/cases/:id?", "/cases/{asked}", "先不", press=(("button", "登记补来的材料"),)),
    Sight("/cases/:id/receipt", "/cases/{sent}/receipt", "查询码"),
    Sight("/parcels", "/parcels", "包裹到哪了", press=(("button", "打开"),), shot="console-parcels"),
    Sight("/ratings/:id?", "/ratings", "从左边选一条评价"),
    Sight("/ratings/:id?", "/ratings/{bad}", "不显示", who="head", shot="console-ratings"),
    Sight("/ratings/:id?", "/ratings/{bad}", "站内消息会原样", press=(("button", "记录联系"),), who="head"),
    Sight("/ratings/:id?", "/ratings/{bad}", "查看(会留下记录)", who="coordinator"),
    Sight("/ratings/lates", "/ratings/lates", "没有超期的", who="supervisor"),
    Sight("/complaints/:id?", "/complaints/{complaint}", "想怎样解决", who="coordinator"),
    Sight("/complaints/:id?", "/complaints/{integrity}", "只有监察人员能看到这一件。", who="supervisor"),
    Sight("/guides/:code?", "/guides/HZ03", "居民身份证丢失补领"),
    Sight("/bot/:tab?", "/bot", "市民说没用", who="admin", shot="console-bot"),
    Sight("/bot/:tab?", "/bot/handed-off", "分到", who="admin"),
    Sight("/bot/:tab?", "/bot/try?q=居民身份证丢失补领要带什么", "比较过的事项", who="admin", shot="console-try"),
    Sight("/plans/:tab?", "/plans", "号源已排到", who="coordinator", shot="console-plans"),
    Sight("/plans/:tab?", "/plans/templates", "每段", who="coordinator"),
    Sight("/plans/:tab?", "/plans", "市民会看到", press=(("button", "停号"),), who="coordinator"),
    Sight("/plans/:tab?", "/plans", "这一段就不放号", press=(("button", "改模板"),), who="coordinator"),
    Sight("/windows", "/windows", "号池", who="coordinator"),
    Sight("/windows", "/windows", "叫号时念这个号。", press=(("button", "新增窗口"),), who="coordinator"),
    Sight("/statistics", "/statistics", "窗口负荷", who="coordinator"),
    Sight("/members", "/members", "赵敏", who="admin"),
    Sight("/members", "/members", "市民会看到工号。", press=(("button", "新增人员"),), who="admin"),
    Sight("/:rest(.*)*", "/nowhere", "没有这一页"),
)
"""The console as a clerk of 户政 has it, and others where it is theirs."""
