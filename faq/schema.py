"""What the centre publishes, as values: departments, windows, item guides, services, bundles and stubs.

The shape is the union of 八公开 (seed rows 7-9) and the national 实施清单 elements (GB/T 39554.2-2020):
one ``Guide`` per approval item. Each group of facts names its ``source`` (a code of ``sources.yaml``)
and is ``verified`` or not; what is not verified is shown to citizens as "以窗口答复为准".

Pure values: no files, no web, no database. ``faq.loader`` reads them from YAML, ``faq.checker`` judges them.
"""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ItemCode = Annotated[str, StringConstraints(pattern=r"^([A-Z]{2,4}\d{2}|SVC-[A-Z]+)$")]
BundleCode = Annotated[str, StringConstraints(pattern=r"^YJS-[A-Z]+$")]
DepartmentCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}(-[A-Z]{2,4})?$")]
WindowCode = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{2,12}$")]

Facet = Literal[
    "材料", "流程", "时限", "费用", "地点", "时间", "预约", "进度",
    "条件", "网办", "代办", "寄递", "表格", "依据", "投诉",
]  # fmt: skip
ItemType = Literal["行政许可", "行政确认", "行政给付", "行政征收(依申请服务)", "其他行政权力", "公共服务"]
HandlingType = Literal["即办件", "承诺件"]
Subject = Literal["个人", "法人"]
Necessity = Literal["必要", "非必要", "容缺"]
DayUnit = Literal["工作日", "自然日"]
Stage = Literal["接件", "审查", "签批", "制证", "盖章", "发证"]
Confidence = Literal["high", "medium", "low", "memory-only"]
WindowPower = Literal["受理权", "审核权", "审批权", "制证权", "送达权", "协调处置权", "应诉代理权"]


class Value(BaseModel):
    """A frozen value that refuses fields it does not know, so that a typo in YAML is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Fact(Value):
    """A group of facts with where it comes from. ``source`` is a code of ``sources.yaml``, or ``demo`` for a
    setting of the demo centre, or ``unverified``."""

    source: Text
    verified: bool


class Session(Value):
    """One stretch of opening hours, local time, e.g. 09:00-12:00."""

    start: time
    end: time


class Hall(Value):
    code: Text
    name: Text
    address: Text
    transport: Text | None = None
    facilities: tuple[Text, ...] = ()


class Centre(Value):
    """The centre itself (``centre.yaml``). ``division`` is its 6-digit administrative code."""

    name: Text
    city: Text
    division: Annotated[str, StringConstraints(pattern=r"^\d{6}$")]
    phone: Text
    supervision_phone: Text
    sessions: tuple[Session, ...]
    halls: tuple[Hall, ...]
    demo: bool = False


class Department(Value):
    """``stationed`` is false for departments that have no window of their own: their questions go to 综合协调科
    (seed row 128) and a proxy window takes their cases (seed row 57)."""

    code: DepartmentCode
    name: Text
    bureau: Text = Field(description="the short name that a reply's header uses, e.g. 公安局")
    phone: Text
    stationed: bool = True
    keywords: tuple[Text, ...] = ()


class Window(Value):
    code: WindowCode
    name: Text
    hall: Text
    floor: Text
    number: int = Field(ge=1, description="the number that is called: 请到 3 号窗口")
    departments: tuple[DepartmentCode, ...]
    phone: Text


class Material(Value):
    """One thing to bring. Members of the same ``any_of`` group replace each other (seed row 17)."""

    name: Text
    necessity: Necessity
    form: Literal["原件", "复印件", "原件和复印件", "电子件", "现场填写", "未核实"] = "未核实"
    copies: int = Field(default=0, ge=0, le=9)
    issuer: Text | None = Field(default=None, description="who issues it: 申请人自备, 政府部门核发 …")
    basis: Text | None = None
    condition: Text | None = Field(default=None, description="when it is needed, e.g. 委托他人代办时")
    any_of: Text | None = None
    blank_form: Text | None = None
    sample: Text | None = None
    note: Text | None = None


class Materials(Fact):
    items: tuple[Material, ...] = Field(alias="list")


class Step(Value):
    """``days`` is the step's share of the promised time, in the unit of the promise; 0 for what the applicant does
    and for what lies outside the term. The shares add up to the promise (seed row 10)."""

    name: Text
    who: Literal["申请人", "窗口", "部门"]
    stage: Stage | None = None
    days: Decimal = Field(default=Decimal(0), ge=0)
    result: Text | None = None


class Steps(Fact):
    items: tuple[Step, ...] = Field(alias="list")


class Term(Fact):
    """A time limit. ``days`` is None where the law names none."""

    days: int | None = Field(default=None, ge=0)
    unit: DayUnit = "工作日"
    text: Text | None = None


class Fee(Fact):
    charged: Literal["yes", "no", "conditional"]
    text: Text
    basis: Text | None = None


class LegalBasis(Value):
    law: Text
    doc_no: Text | None = None
    article: Text | None = None


class Basis(Fact):
    items: tuple[LegalBasis, ...] = Field(alias="list")


class Conditions(Fact):
    items: tuple[Text, ...] = Field(alias="list")


class Online(Fact):
    """How far the matter can be done without coming."""

    text: Text


class Question(Value):
    """A common question with its answer; ``asks`` are further ways of asking it."""

    question: Text
    answer: Text
    asks: tuple[Text, ...] = ()
    facets: tuple[Facet, ...] = ()
    source: Text | None = None


class Misconception(Value):
    """What people believe and what is true: the fact comes first in the answer."""

    belief: Text
    fact: Text
    asks: tuple[Text, ...] = ()
    source: Text


class Guide(Value):
    """办事指南 of one item. ``summary`` are three plain lines: what it is and for whom, what it takes, where and how
    fast. ``visits`` is the number of trips to the hall (0 or more)."""

    code: ItemCode
    name: Text
    short_name: Text
    department: DepartmentCode
    type: ItemType
    handling: HandlingType
    subjects: tuple[Subject, ...]
    confidence: Confidence
    updated: date
    summary: tuple[Text, ...]
    aliases: tuple[Text, ...]
    situations: tuple[Text, ...] = Field(default=(), description="situations in which people need the item")
    conditions: Conditions
    materials: Materials
    steps: Steps
    statutory: Term
    promised: Term
    fee: Fee
    basis: Basis
    online: Online
    result: Text
    result_validity: Text | None = None
    windows: tuple[WindowCode, ...]
    window_powers: tuple[WindowPower, ...]
    visits: int = Field(ge=0, le=9)
    bookable: bool
    deliverable: bool
    minutes: int = Field(default=20, ge=5, le=240, description="minutes one handling takes at the window")
    cautions: tuple[Text, ...] = Field(default=(), description="open conflicts, shown as 以窗口答复为准")
    questions: tuple[Question, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    related: tuple[ItemCode, ...] = ()


class Service(Value):
    """A service of the centre itself (hall, booking, progress, delivery, rating …): ``link`` is the citizen app's
    page that does it."""

    code: ItemCode
    name: Text
    short_name: Text
    facets: tuple[Facet, ...]
    answer: tuple[Text, ...]
    aliases: tuple[Text, ...]
    link: Text | None = None
    updated: date
    questions: tuple[Question, ...] = ()


class Stub(Value):
    """Something handled elsewhere: the bot says where to go instead of guessing. ``department`` is whose window knows
    most about it; without one it is 综合协调科."""

    code: Text
    name: Text
    aliases: tuple[Text, ...] = ()
    where: Text
    why: Text
    department: DepartmentCode | None = None


class Asks(Value):
    """Ways in which citizens ask for one item or service, in their own words.

    They stand apart from the guide: adding one changes what the bot understands and no fact, so no new version of
    the guide.
    """

    code: ItemCode
    asks: tuple[Text, ...]


class BundleStep(Value):
    """One item of a bundle. ``when`` says in which cases it is needed; without it, always."""

    item: ItemCode
    say: Text
    when: Text | None = None


class Bundle(Value):
    """一件事: what a citizen has to do when something happens in life, item after item, as one answer."""

    code: BundleCode
    name: Text
    short_name: Text
    summary: tuple[Text, ...]
    aliases: tuple[Text, ...]
    asks: tuple[Text, ...] = ()
    steps: tuple[BundleStep, ...]
    elsewhere: tuple[Text, ...] = Field(default=(), description="what belongs to it and is not done at this centre")
    updated: date


class Separation(Value):
    """Look-alike items with the question that separates them, and what each one is called in its answer."""

    ask: Text
    choices: dict[ItemCode, Text]


class Source(Value):
    code: Text
    text: Text


class Book(Value):
    """All that the centre publishes. ``version`` is a hash of the content."""

    version: str
    centre: Centre
    departments: tuple[Department, ...]
    windows: tuple[Window, ...]
    guides: tuple[Guide, ...]
    services: tuple[Service, ...]
    stubs: tuple[Stub, ...]
    synonyms: tuple[tuple[Text, ...], ...]
    sources: tuple[Source, ...]
    asks: tuple[Asks, ...] = ()
    bundles: tuple[Bundle, ...] = ()
    separations: tuple[Separation, ...] = ()

    def guide(self, code: str) -> Guide | None:
        """The guide with this item code, or None."""
        return next((guide for guide in self.guides if guide.code == code), None)

    def department(self, code: str) -> Department | None:
        """The department with this code, or None."""
        return next((row for row in self.departments if row.code == code), None)
