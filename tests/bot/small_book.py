"""Four items, three services and two stubs, built by hand."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from faq.schema import (
    Basis,
    Book,
    Centre,
    Conditions,
    Department,
    Fee,
    Guide,
    Hall,
    LegalBasis,
    Material,
    Materials,
    Misconception,
    Online,
    Question,
    Service,
    Session,
    Source,
    Step,
    Steps,
    Stub,
    Term,
    Window,
)

UPDATED = date(2026, 3, 1)


def guide(code: str, name: str, short: str, department: str, aliases: tuple[str, ...], **changes: Any) -> Guide:
    """A guide with plain facts; ``changes`` replace fields."""
    fields: dict[str, Any] = {
        "code": code,
        "name": name,
        "short_name": short,
        "department": department,
        "type": "行政确认",
        "handling": "承诺件",
        "subjects": ("个人",),
        "confidence": "high",
        "updated": UPDATED,
        "summary": ("给需要的人办理。", "带齐材料。", "到大厅办,承诺 15 个工作日。"),
        "aliases": aliases,
        "conditions": Conditions(source="S1", verified=True, list=("本市户籍",)),
        "materials": Materials(
            source="S1",
            verified=True,
            list=(
                Material(name="居民户口簿", necessity="必要", form="原件", copies=1),
                Material(name="委托书", necessity="非必要", condition="委托他人代办时"),
            ),
        ),
        "steps": Steps(
            source="demo",
            verified=True,
            list=(Step(name="提交申请", who="申请人"), Step(name="审查", who="部门", days=15)),
        ),
        "statutory": Term(source="S1", verified=True, days=60, unit="自然日"),
        "promised": Term(source="demo", verified=False, days=15),
        "fee": Fee(source="S1", verified=True, charged="yes", text="每证 40 元", basis="发改价格〔2003〕1号"),
        "basis": Basis(
            source="S1", verified=True, list=(LegalBasis(law="居民身份证法", doc_no="2011年修正", article="第10条"),)
        ),
        "online": Online(source="demo", verified=False, text="可以网上预约"),
        "result": "证件",
        "windows": ("W01",),
        "window_powers": ("受理权",),
        "visits": 1,
        "bookable": True,
        "deliverable": True,
    }
    return Guide(**(fields | changes))


def small_book() -> Book:
    """The book that the engine tests ask about."""
    return Book(
        version="test-1",
        centre=Centre(
            name="测试中心",
            city="测试市",
            division="330100",
            phone="0571-12345678",
            supervision_phone="0571-87654321",
            sessions=(Session(start=time(9), end=time(12)), Session(start=time(13, 30), end=time(17))),
            halls=(Hall(code="H1", name="主大厅", address="人民路 1 号"),),
        ),
        departments=(
            Department(code="GA-HZ", name="公安局(户政)", bureau="公安局", phone="1",
                       keywords=("户口", "派出所")),
            Department(code="GA-JJ", name="公安局(交管)", bureau="公安局", phone="2", keywords=("车", "驾照")),
            Department(code="BDC", name="不动产登记中心", bureau="自然资源局", phone="3", keywords=("房子", "房产")),
            Department(code="ZX", name="综合协调科", bureau="政务服务中心", phone="4"),
        ),
        windows=(
            Window(code="W01", name="户政窗口", hall="H1", floor="2 楼", number=3, departments=("GA-HZ",), phone="5"),
        ),
        guides=(
            guide(
                "HZ02", "居民身份证换领", "身份证换领", "GA-HZ",
                ("身份证到期", "换身份证", "身份证消磁"),
                questions=(Question(question="换证期间能坐高铁吗", answer="能,先办临时身份证",
                        asks=("换证的时候怎么坐火车",)),),
                misconceptions=(
                    Misconception(belief="换身份证要回老家", fact="在居住地就能换,不用回老家",
                        asks=("换身份证是不是得回户籍地",), source="S1"),
                ),
            ),
            guide("HZ03", "居民身份证丢失补领", "身份证补领", "GA-HZ", ("身份证丢了", "补办身份证", "挂失身份证")),
            guide("JJ04", "机动车转移登记", "车辆过户", "GA-JJ", ("二手车过户", "车过户", "汽车过户")),
            guide("BDC01", "二手房买卖转移登记", "二手房过户", "BDC", ("房子过户", "买房过户"), bookable=False),
        ),
        services=(
            Service(
                code="SVC-HALL", name="大厅地址与时间", short_name="大厅信息", facets=("地点", "时间"), updated=UPDATED,
                answer=("大厅在人民路 1 号。",), aliases=("大厅在哪", "几点上班", "停车场"), link="/pages/hall",
            ),
            Service(
                code="SVC-PROG", name="办件进度查询", short_name="查进度", facets=("进度",), updated=UPDATED,
                answer=("登录后点查进度。",), aliases=("办到哪一步了", "查进度"),
            ),
            Service(
                code="SVC-EMS", name="证照寄递", short_name="证照寄递", facets=("寄递",), updated=UPDATED,
                answer=("办结后可以寄到家。",), aliases=("证件寄到家", "快递单号查询"),
            ),
        ),
        stubs=(
            Stub(code="ST-001", name="医院挂号", aliases=("专家号", "看病挂号"),
                 where="请联系医院。", why="挂号由医院办理。"),
            Stub(code="ST-002", name="驾驶证考试", aliases=("考驾照", "科目二约考"),
                 where="请上 12123。", why="考试由车管所组织。"),
        ),
        synonyms=(("身份证", "居民身份证", "二代证"), ("户口簿", "户口本"), ("房子", "房屋", "住房")),
        sources=(Source(code="S1", text="居民身份证法"),),
    )  # fmt: skip
