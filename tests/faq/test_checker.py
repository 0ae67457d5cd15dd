from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from faq.checker import check, errors
from tests.faq.tiny import ASKS as TINY_ASKS
from tests.faq.tiny import BUNDLE as TINY_BUNDLE
from tests.faq.tiny import ITEM, SEPARATIONS, SERVICE, Folder

FILE = "items/GA-HZ/HZ01.yaml"
ASKS = "asks/GA-HZ/HZ01.yaml"
BUNDLE = "bundles/YJS-BIRTH.yaml"
MATERIAL = f"{FILE}:materials.list.0.name"

ERRORS: list[tuple[str, dict[str, Any]]] = [
    ("missing_field", {f"{FILE}:promised": None}),
    ("unknown_key", {f"{FILE}:colour": "红"}),
    ("missing_disclosure", {f"{FILE}:summary": ["只有一行。"]}),
    ("missing_disclosure", {f"{FILE}:materials.list": []}),
    ("missing_disclosure", {f"{FILE}:steps.list": []}),
    ("missing_disclosure", {f"{FILE}:conditions.list": []}),
    ("missing_disclosure", {f"{FILE}:basis.list": []}),
    ("missing_disclosure", {f"{FILE}:window_powers": []}),
    ("missing_disclosure", {f"{FILE}:promised.days": None}),
    ("licence_without_basis", {f"{FILE}:type": "行政许可", f"{FILE}:basis.list": []}),
    ("steps_do_not_add_up", {f"{FILE}:steps.list.1.days": 14}),
    ("promise_longer_than_law", {f"{FILE}:statutory.days": 10, f"{FILE}:statutory.unit": "工作日"}),
    ("fee_without_text", {f"{FILE}:fee.charged": "yes", f"{FILE}:fee.text": "按规定收费"}),
    ("bookable_without_window", {f"{FILE}:windows": []}),
    ("wrong_file_name", {f"{FILE}:code": "HZ02"}),
    ("dead_link", {f"{FILE}:windows": ["W99"]}),
    ("dead_link", {f"{FILE}:related": ["HZ99"]}),
    ("dead_link", {f"{FILE}:fee.source": "S99"}),
    ("dead_link", {f"{FILE}:department": "ZZ"}),
    ("dead_link", {f"{FILE}:materials.list.0.blank_form": "nowhere.pdf"}),
    ("dead_link", {"windows.yaml:0.hall": "XX"}),
    ("dead_link", {"windows.yaml:0.departments": ["GA-HZ", "ZZ"]}),
    ("dead_link", {"services/SVC-BOOK.yaml:link": "/pages/nowhere/index"}),
    ("window_of_other_department", {"windows.yaml:0.departments": ["LY"]}),
    ("department_without_window", {"departments.yaml:1.stationed": True}),
    ("duplicate_code", {"departments.yaml:1.code": "GA-HZ"}),
    ("bad_phone", {"centre.yaml:demo": False}),
    ("bad_phone", {"windows.yaml:0.phone": "88002001"}),
    ("duplicate_alias", {"services/SVC-BOOK.yaml:aliases": ["头一回 办身份证!"]}),
    ("duplicate_alias", {"stubs/elsewhere.yaml:0.aliases": ["居民身份证首次申领"]}),
    ("duplicate_alias", {"stubs/elsewhere.yaml:0.aliases": ["第一张证,几天拿到?"]}),
    ("duplicate_alias", {f"{BUNDLE}:aliases": ["怎么预约"]}),
    ("duplicate_ask", {f"{ASKS}:asks.0": "怎么预约?"}),
    ("duplicate_ask", {f"{BUNDLE}:asks": ["照片要自己带吗"]}),
    ("dead_link", {"stubs/elsewhere.yaml:0.department": "ZZ"}),
    ("dead_link", {f"{ASKS}:code": "HZ99"}),
    ("dead_link", {f"{BUNDLE}:steps.0.item": "HZ99"}),
    ("dead_link", {"separations.yaml:0.choices": {"HZ01": "办证", "HZ99": "别的"}}),
    ("duplicate_code", {"asks/GA-HZ/HZ02.yaml": {"code": "HZ01", "asks": []}}),
    ("duplicate_code", {"bundles/YJS-OTHER.yaml": {**TINY_BUNDLE, "name": "别的", "aliases": [], "asks": []}}),
    ("wrong_file_name", {ASKS: None, "asks/LY/HZ01.yaml": TINY_ASKS}),
    ("wrong_file_name", {ASKS: None, "asks/GA-HZ/HZ02.yaml": TINY_ASKS}),
    ("wrong_file_name", {"asks/GA-HZ/SVC-BOOK.yaml": {"code": "SVC-BOOK", "asks": ["想约个号"]}}),
    ("wrong_file_name", {BUNDLE: None, "bundles/birth.yaml": TINY_BUNDLE}),
    ("few_steps", {f"{BUNDLE}:steps.2": None}),
    ("choices_out_of_range", {"separations.yaml:0.choices": {"HZ01": "办证"}}),
    ("choices_out_of_range", {"separations.yaml:0.choices": dict.fromkeys(("HZ01", "HZ02", "HZ03", "HZ04"), "办")}),
    ("duplicate_separation", {"separations.yaml": [*SEPARATIONS, {**SEPARATIONS[0], "ask": "换一种问法?"}]}),
]
WARNINGS: list[tuple[str, dict[str, Any]]] = [
    ("low_confidence", {f"{FILE}:confidence": "memory-only"}),
    ("few_aliases", {f"{FILE}:aliases": ["办身份证"]}),
    ("repeated_alias", {f"{FILE}:aliases.1": "第一次办身份证。"}),
    ("few_asks", {f"{ASKS}:asks.11": None}),
    ("few_asks", {ASKS: None}),
    ("repeated_ask", {f"{ASKS}:asks.1": "满十六了,去哪办身份证?"}),
    ("repeated_ask", {f"{ASKS}:asks.1": "孩子办证"}),
    ("fee_without_basis", {f"{FILE}:fee.charged": "yes", f"{FILE}:fee.text": "每证 20 元"}),
    ("long_sentence", {f"{FILE}:summary.0": "这是一个很长很长很长很长很长很长很长很长很长很长很长的句子。"}),
]
CATCH_ALLS = [
    "其他材料",
    "有关材料",
    "相关证明材料",
    "户口簿等材料",
    "法律规定的其他材料",
    "有关证明",
    "经营场所相关文件",
    "相关资料",
]
CONCRETE = ["居民户口簿", "劳动关系证明", "公证书", "其中一方的身份证", "申请表", "能证明和孩子关系的证件"]


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in check(folder)}


def test_the_tiny_folder_has_no_error(folder: Folder) -> None:
    assert errors(check(folder())) == []


@pytest.mark.parametrize(("code", "changes"), ERRORS, ids=[f"{code}-{index}" for index, (code, _) in enumerate(ERRORS)])
def test_each_kind_of_error_is_found(folder: Folder, code: str, changes: dict[str, Any]) -> None:
    assert code in {problem.code for problem in errors(check(folder(changes)))}


@pytest.mark.parametrize(("code", "changes"), WARNINGS)
def test_each_kind_of_warning_is_found_and_is_no_error(folder: Folder, code: str, changes: dict[str, Any]) -> None:
    problems = check(folder(changes))

    assert code in {problem.code for problem in problems}
    assert errors(problems) == []


def test_every_unverified_group_is_counted(folder: Folder) -> None:
    def count(place: Path) -> int:
        return sum(problem.code == "unverified" for problem in check(place))

    assert count(folder()) == 8
    assert count(folder({f"{FILE}:fee.verified": True})) == 7


@pytest.mark.parametrize("name", CATCH_ALLS)
def test_a_catch_all_material_is_an_error(folder: Folder, name: str) -> None:
    assert "catch_all_material" in codes(folder({MATERIAL: name}))


@pytest.mark.parametrize("name", CONCRETE)
def test_a_concrete_material_is_fine(folder: Folder, name: str) -> None:
    assert "catch_all_material" not in codes(folder({MATERIAL: name}))


@pytest.mark.parametrize(
    ("phone", "good"),
    [
        ("0755-88001234", True),
        ("010-65001234", True),
        ("13800138000", True),
        ("12345", True),
        ("400-810-1234", True),
        ("000-88001234", False),
        ("0755-8800123", True),
        ("0755 88001234", False),
        ("88001234", False),
        ("1380013800", False),
        ("暂无", False),
    ],
)
def test_telephone_numbers_of_a_real_centre(folder: Folder, phone: str, good: bool) -> None:
    changes = {
        "centre.yaml:demo": False,
        "centre.yaml:phone": phone,
        "centre.yaml:supervision_phone": "12345",
        "departments.yaml:0.phone": "12345",
        "departments.yaml:1.phone": "12345",
        "windows.yaml:0.phone": "12345",
    }

    assert ("bad_phone" not in codes(folder(changes))) is good


def test_the_shares_may_be_halves_of_a_day(folder: Folder) -> None:
    assert [step["days"] for step in ITEM["steps"]["list"]] == [0.5, 14.5]
    assert "steps_do_not_add_up" not in codes(folder())


def test_a_form_that_lies_in_the_forms_folder_is_no_dead_link(folder: Folder) -> None:
    place = folder({f"{FILE}:materials.list.0.blank_form": "申请表.txt"})
    (place / "forms").mkdir()
    (place / "forms" / "申请表.txt").write_text("姓名:", encoding="utf-8")

    assert "dead_link" not in codes(place)


def test_a_problem_is_named_by_file_and_line(folder: Folder) -> None:
    place = folder({"services/SVC-BOOK.yaml:link": "/pages/nowhere/index"})
    [problem] = errors(check(place))
    text = (place / problem.file).read_text(encoding="utf-8").splitlines()

    assert problem.file == "services/SVC-BOOK.yaml"
    assert text[problem.line - 1].startswith("link:")
    assert str(problem).endswith("错误 没有这个页面:/pages/nowhere/index")


def test_one_broken_file_does_not_hide_the_others(folder: Folder) -> None:
    changes = {"services/SVC-BOOK.yaml": "name: [", f"{FILE}:windows": ["W99"]}

    assert {"bad_yaml", "dead_link"} <= codes(folder(changes))
    assert SERVICE["code"] == "SVC-BOOK"


def test_the_linter_runs_only_when_asked(folder: Folder) -> None:
    place = folder({"stubs/elsewhere.yaml:0.aliases": ["爷爷奶奶带去行不"]})

    assert "closer_to_other" not in codes(place)
    strays = [problem for problem in check(place, lint=True) if problem.code == "closer_to_other"]
    [problem] = [problem for problem in strays if problem.file == "stubs/elsewhere.yaml"]
    assert problem.severity == "warning"
    assert "HZ01“爷爷奶奶带去行不行”" in problem.message
