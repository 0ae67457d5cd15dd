"""The privacy notice: what the software really does, in words for citizens (个人信息保护法 art. 17).

Change `VERSION` whenever the text changes in substance: consents name the version they were given to.
"""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "2026-11-01"
TITLE = "隐私说明"


@dataclass(frozen=True)
class Section:
    """A heading and one paragraph under it."""

    heading: str
    text: str


SECTIONS = (
    Section("谁在用您的信息", "您所在的政务服务中心使用您的信息。联系电话见首页的大厅卡片。"),
    Section(
        "我们收集什么",
        "登录时，微信给我们一个识别号，没有您的微信名和头像。"
        "实名时，请您填写姓名、身份证号和手机号。"
        "选择快递时，请您填写收件人、电话和地址。"
        "预约、办件和咨询时，我们保存您填写的内容。",
    ),
    Section(
        "用来做什么",
        "姓名和身份证号用来核对办事的人是您本人。"
        "手机号用来联系您。地址只用来寄证照。"
        "我们不做画像，不推广告，不卖信息。",
    ),
    Section(
        "给谁看",
        "只有窗口人员能看您的完整信息，每次都有记录。"
        "您选快递时，快递公司要用收件人、电话和地址。这一步会先单独问您。"
        "法律要求时，我们向有关机关提供。",
    ),
    Section(
        "怎样保护",
        "姓名、证件号、电话和地址都加密保存。页面上只显示一部分。",
    ),
    Section(
        "保存多久",
        "登录记录在退出或到期后30天内删除。"
        "您撤回同意后，实名信息和地址簿马上删除。"
        "办件材料按档案管理的要求保存。撤回同意不影响已经办的件。",
    ),
    Section(
        "您的权利",
        "您可以在“我的”里查看、更改实名信息和地址。"
        "您可以在“授权管理”里撤回同意。撤回后不能再预约。看指南和问问题不受影响。"
        "要复制或删除信息，请到窗口或打大厅电话。",
    ),
    Section("不满14周岁", "请由父母或其他监护人代为办理。"),
)
