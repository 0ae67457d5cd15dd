"""What citizens are told, one row per event. Slices add their own rows here, sorted by group."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter
from types import MappingProxyType

from backend.notices.states import Group


@dataclass(frozen=True)
class Subscription:
    """A WeChat message template citizens can subscribe to, with the names of its fields at WeChat."""

    key: str
    label: str
    fields: tuple[str, ...]


SUBSCRIPTIONS: Mapping[str, Subscription] = MappingProxyType(
    {
        row.key: row
        for row in (
            Subscription("appointment", "预约和叫号提醒", ("thing1", "thing2", "thing3")),
            Subscription("case", "办件进度提醒", ("thing1", "phrase2", "thing3")),
            Subscription("parcel", "证照寄送提醒", ("thing1", "phrase2", "thing3")),
            Subscription("consultation", "咨询答复提醒", ("thing1", "thing2")),
        )
    }
)


@dataclass(frozen=True)
class Template:
    """A notice's wording.

    Parameters:
        group: heading in the inbox.
        title: at most 12 characters.
        text: sentences with ``{fields}`` the sender gives.
        subscription: key of `SUBSCRIPTIONS` whose WeChat message goes out too; empty for the inbox only.
        wechat: WeChat's field name to a text with ``{fields}``; cut to WeChat's lengths when sent.
    """

    group: Group
    title: str
    text: str
    subscription: str = ""
    wechat: Mapping[str, str] = field(default_factory=dict)

    def needs(self) -> frozenset[str]:
        """Names of all fields a sender must give."""
        texts = (self.text, *self.wechat.values())
        return frozenset(name for text in texts for _, name, _, _ in Formatter().parse(text) if name)


TEMPLATES: Mapping[str, Template] = MappingProxyType(
    {
        # 预约
        "appointments.appeal_decided": Template(
            Group.APPOINTMENT,
            "申诉有结果了",
            "{result}。理由:{reason}",
        ),
        "appointments.blocked": Template(
            Group.APPOINTMENT,
            "暂停网上约号",
            "{until}起才能再网上约号。现场取号不受影响。觉得不对,可以申诉。",
        ),
        "appointments.booked": Template(
            Group.APPOINTMENT,
            "预约成功",
            "约好了:{item},{when}。请按时到{place}签到。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "请到{place}"},
        ),
        "appointments.called": Template(
            Group.APPOINTMENT,
            "请到窗口",
            "{number} 号请到{place}:{item}。没赶上请找工作人员。",
            "appointment",
            {"thing1": "{item}", "thing2": "{number} 号,现在轮到您", "thing3": "请到{place}"},
        ),
        "appointments.called_off": Template(
            Group.APPOINTMENT,
            "中心取消了预约",
            "抱歉,{when}的{item}办不了。请重新选时间,或拨打大厅电话。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "已取消,请重新选时间"},
        ),
        "appointments.cancelled": Template(
            Group.APPOINTMENT,
            "预约已取消",
            "已取消:{item},{when}。需要时请重新预约。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "已取消"},
        ),
        "appointments.displaced": Template(
            Group.APPOINTMENT,
            "请改预约时间",
            "抱歉,{when}办不了{item}:{reason}。请点开改时间,不计取消次数。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "这个时间办不了,请改期"},
        ),
        "appointments.near": Template(
            Group.APPOINTMENT,
            "快轮到您了",
            "{number} 号前面还有 {ahead} 人:{item}。请回到大厅等候。",
            "appointment",
            {"thing1": "{item}", "thing2": "{number} 号,前面 {ahead} 人", "thing3": "请回到大厅等候"},
        ),
        "appointments.passed": Template(
            Group.APPOINTMENT,
            "您过号了",
            "{number} 号叫过了,没有见到您:{item}。{rule}",
            "appointment",
            {"thing1": "{item}", "thing2": "{number} 号已过号", "thing3": "请点开看怎么办"},
        ),
        "appointments.missed": Template(
            Group.APPOINTMENT,
            "您有一次没来",
            "{item}约了没来。满 {limit} 次,会暂停网上约号 {days} 天。来不了,请提前取消。觉得不对,可以申诉。",
        ),
        "appointments.offered": Template(
            Group.APPOINTMENT,
            "候补有号了",
            "有号了:{item},{when}。请在 {until} 前确认,过时给下一位。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "请在 {until} 前确认"},
        ),
        "appointments.remind_day": Template(
            Group.APPOINTMENT,
            "明天请来办事",
            "明天请来:{item},{when},{place}。来不了,请点开取消。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "来不了请点开取消"},
        ),
        "appointments.remind_hour": Template(
            Group.APPOINTMENT,
            "快到时间了",
            "快到了:{item},{when},{place}。请带齐材料,到大厅先签到。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "请到{place}"},
        ),
        "appointments.rescheduled": Template(
            Group.APPOINTMENT,
            "时间已改好",
            "时间改好了:{item},{when}。请按时到{place}签到。",
            "appointment",
            {"thing1": "{item}", "thing2": "{when}", "thing3": "请到{place}"},
        ),
        "appointments.waited_in_vain": Template(
            Group.APPOINTMENT,
            "这次没有等到号",
            "抱歉,{item}没有等到号。可以再选日子,或到大厅现场取号。",
        ),
        # 办件
        "cases.accepted": Template(
            Group.CASE,
            "已受理",
            "{item}已受理。受理号 {number}。{promise}",
            "case",
            {"thing1": "{item}", "phrase2": "已受理", "thing3": "{promise}"},
        ),
        "cases.closed": Template(
            Group.CASE,
            "已办结",
            "{item}已办结。谢谢您的配合。",
            "case",
            {"thing1": "{item}", "phrase2": "已办结", "thing3": "谢谢您的配合"},
        ),
        "cases.decided": Template(
            Group.CASE,
            "办理有结果了",
            "{item}的结果是:{result}。{next}",
            "case",
            {"thing1": "{item}", "phrase2": "{result}", "thing3": "{next}"},
        ),
        "cases.not_accepted": Template(
            Group.CASE,
            "没有受理",
            "{item}没有受理。请点开看理由。",
            "case",
            {"thing1": "{item}", "phrase2": "不予受理", "thing3": "请点开看理由"},
        ),
        "cases.supplement": Template(
            Group.CASE,
            "请补材料",
            "{item}还缺:{missing}。请带到原窗口。",
            "case",
            {"thing1": "{item}", "phrase2": "待补材料", "thing3": "请点开看要补什么"},
        ),
        # 快递
        "delivery.cancelled": Template(
            Group.PARCEL,
            "寄递已取消",
            "{certificate}不寄了。原因:{reason}。请重新选领证方式。",
            "parcel",
            {"thing1": "{certificate}", "phrase2": "已取消", "thing3": "请重新选领证方式"},
        ),
        "delivery.delivered": Template(
            Group.PARCEL,
            "证件已签收",
            "{certificate}已签收。请核对姓名和号码。",
            "parcel",
            {"thing1": "{certificate}", "phrase2": "已签收", "thing3": "请核对姓名和号码"},
        ),
        "delivery.exception": Template(
            Group.PARCEL,
            "派送遇到问题",
            "{certificate}派送遇到问题。我们正在联系快递。",
            "parcel",
            {"thing1": "{certificate}", "phrase2": "派送遇阻", "thing3": "我们正在联系快递"},
        ),
        "delivery.returned": Template(
            Group.PARCEL,
            "证件退回中心",
            "{certificate}退回中心了。请重新选领证方式。",
            "parcel",
            {"thing1": "{certificate}", "phrase2": "已退回", "thing3": "请重新选领证方式"},
        ),
        "delivery.shipped": Template(
            Group.PARCEL,
            "证件已寄出",
            "{certificate}已寄出。{courier}单号 {waybill}。",
            "parcel",
            {"thing1": "{certificate}", "phrase2": "已寄出", "thing3": "{courier} {waybill}"},
        ),
        # 咨询
        "consultations.answered": Template(
            Group.CONSULTATION,
            "咨询有答复了",
            "您的咨询 {number} 有答复了。请查看,并告诉我们是否解决。",
            "consultation",
            {"thing1": "咨询 {number}", "thing2": "已答复,请点开查看"},
        ),
        "consultations.due_changed": Template(
            Group.CONSULTATION,
            "答复时间有变",
            "您的咨询 {number} {due}。原因:{reason}。不用您做什么。",
            "consultation",
            {"thing1": "咨询 {number}", "thing2": "答复时间有变,请点开查看"},
        ),
        "consultations.late": Template(
            Group.CONSULTATION,
            "抱歉,答复晚了",
            "抱歉,咨询 {number} 没有按时答复。督查在盯着办。着急请拨 {phone}。",
            "consultation",
            {"thing1": "咨询 {number}", "thing2": "答复晚了,督查在盯着办"},
        ),
        "consultations.question": Template(
            Group.CONSULTATION,
            "请补充内容",
            "咨询 {number} 要请您补充。请点开回答,回答后继续办。",
            "consultation",
            {"thing1": "咨询 {number}", "thing2": "请点开补充内容"},
        ),
        "consultations.received": Template(
            Group.CONSULTATION,
            "咨询已收到",
            "您的咨询 {number} 已转给{department}。{due}。",
        ),
        # 评价
        "evaluations.asked": Template(
            Group.RATING,
            "请您评价",
            "{title}办完了。您觉得怎么样?不评也没关系。",
        ),
        "evaluations.complaint_late": Template(
            Group.RATING,
            "投诉答复晚了",
            "抱歉,{number} 没按时答复。监察人员已看到并在催办。",
        ),
        "evaluations.complaint_received": Template(
            Group.RATING,
            "投诉已收到",
            "您的投诉 {number} 已收到。{due}。",
        ),
        "evaluations.complaint_replied": Template(
            Group.RATING,
            "投诉有答复了",
            "您的投诉 {number} 有答复了。不满意可以再提一次。",
        ),
        "evaluations.complaint_updated": Template(
            Group.RATING,
            "投诉有进展",
            "您的投诉 {number} 有新进展。请点开查看。",
        ),
        "evaluations.discounted": Template(
            Group.RATING,
            "评价复核结果",
            "您对{title}的评价保留,不计入统计。请点开看理由。",
        ),
        "evaluations.message": Template(
            Group.RATING,
            "部门给您回话",
            "您对{title}的评价,部门有回话。请点开查看。",
        ),
        "evaluations.rectified": Template(
            Group.RATING,
            "整改有结果了",
            "您对{title}的差评有整改结果。请查看,您可以追评。",
        ),
    }
)
"""Each template's WeChat fields are exactly those of its subscription (checked by a test)."""
