"""A tiny content folder: one of everything that content consists of. Tests break it in one place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Folder = Callable[..., Path]

DEMO = {"source": "demo", "verified": False}
CENTRE: dict[str, Any] = {
    "name": "小河市政务服务中心",
    "city": "小河市",
    "division": "990200",
    "phone": "000-88000001",
    "supervision_phone": "000-88000002",
    "sessions": [{"start": "09:00", "end": "12:00"}],
    "halls": [{"code": "DT", "name": "大厅", "address": "小河市中心路 1 号"}],
    "demo": True,
}
DEPARTMENTS: list[Any] = [
    {"code": "GA-HZ", "name": "公安局(户政)", "bureau": "公安局", "phone": "000-88001001"},
    {"code": "LY", "name": "林草局", "bureau": "林草局", "phone": "000-88001002", "stationed": False},
]
WINDOWS: list[Any] = [
    {
        "code": "W01",
        "name": "户政窗口",
        "hall": "DT",
        "floor": "一楼",
        "number": 1,
        "departments": ["GA-HZ"],
        "phone": "000-88002001",
    }
]
ITEM: dict[str, Any] = {
    "code": "HZ01",
    "name": "居民身份证首次申领",
    "short_name": "首次办身份证",
    "department": "GA-HZ",
    "type": "行政确认",
    "handling": "承诺件",
    "subjects": ["个人"],
    "confidence": "high",
    "updated": "2026-11-21",
    "summary": ["第一次办身份证的人来办。", "本人到场。", "承诺 15 个工作日。"],
    "aliases": ["第一次办身份证", "头一回办身份证", "小孩身份证", "孩子办证", "新办身份证"],
    "conditions": {**DEMO, "list": ["本人到场。"]},
    "materials": {**DEMO, "list": [{"name": "居民户口簿", "necessity": "必要"}]},
    "steps": {
        **DEMO,
        "list": [
            {"name": "核对材料", "who": "窗口", "stage": "接件", "days": 0.5},
            {"name": "审核制证", "who": "部门", "stage": "制证", "days": 14.5},
        ],
    },
    "statutory": {**DEMO, "days": 60, "unit": "自然日"},
    "promised": {**DEMO, "days": 15},
    "fee": {**DEMO, "charged": "no", "text": "不收费"},
    "basis": {**DEMO, "list": [{"law": "居民身份证法"}]},
    "online": {**DEMO, "text": "可预约"},
    "result": "居民身份证",
    "windows": ["W01"],
    "window_powers": ["受理权"],
    "visits": 1,
    "bookable": True,
    "deliverable": True,
}
SERVICE: dict[str, Any] = {
    "code": "SVC-BOOK",
    "name": "预约",
    "short_name": "预约",
    "facets": ["预约"],
    "answer": ["在“办事”里选时间。"],
    "aliases": ["怎么预约"],
    "link": "/pages/appointments/index",
    "updated": "2026-11-21",
}
ASKS: dict[str, Any] = {
    "code": "HZ01",
    "asks": [
        "满十六了去哪办身份证",
        "学校催着要身份证号",
        "没领过身份证的老人怎么领",
        "小学生能不能领身份证",
        "头一张身份证收不收钱",
        "带孩子坐飞机要身份证吗",
        "幼儿园的娃能领不",
        "第一张证几天拿到",
        "领证要录指纹吗",
        "照片要自己带吗",
        "户口在外地能领吗",
        "爷爷奶奶带去行不行",
    ],
}
BUNDLE: dict[str, Any] = {
    "code": "YJS-BIRTH",
    "name": "出生一件事",
    "short_name": "出生",
    "summary": ["孩子出生后要办的事。"],
    "aliases": ["生娃一条龙"],
    "asks": ["刚当爸要跑哪些地方"],
    "steps": [
        {"item": "HZ01", "say": "办身份证。"},
        {"item": "SVC-BOOK", "say": "先约好。"},
        {"item": "HZ01", "say": "领身份证。"},
    ],
    "updated": "2026-11-21",
}
SEPARATIONS: list[Any] = [{"ask": "您要办证,还是预约?", "choices": {"HZ01": "办证", "SVC-BOOK": "预约"}}]
FILES: dict[str, Any] = {
    "centre.yaml": CENTRE,
    "departments.yaml": DEPARTMENTS,
    "windows.yaml": WINDOWS,
    "sources.yaml": [{"code": "demo", "text": "演示设定"}],
    "stubs/elsewhere.yaml": [{"code": "ST-001", "name": "法院立案", "where": "请到法院。", "why": "诉讼由法院办。"}],
    "synonyms.yaml": [["丢失", "丢了"]],
    "services/SVC-BOOK.yaml": SERVICE,
    "items/GA-HZ/HZ01.yaml": ITEM,
    "asks/GA-HZ/HZ01.yaml": ASKS,
    "bundles/YJS-BIRTH.yaml": BUNDLE,
    "separations.yaml": SEPARATIONS,
}


def change(files: dict[str, Any], place: str, value: Any) -> None:
    name, _, path = place.partition(":")
    if not path:
        files[name] = value
        return
    *parents, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    target = files[name]
    for step in parents:
        target = target[step]
    if value is None:
        del target[last]
    else:
        target[last] = value


def dump(path: Path, data: Any) -> None:
    if data is None:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(data, str):
        path.write_text(data, encoding="utf-8")
        return
    with path.open("w", encoding="utf-8") as file:
        yaml.safe_dump(data, file, allow_unicode=True, sort_keys=False)
