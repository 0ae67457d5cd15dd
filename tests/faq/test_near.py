from __future__ import annotations

from faq.loader import load_draft
from faq.near import NOTEWORTHY, nearest, strays
from tests.faq.tiny import Folder

STUB = "stubs/elsewhere.yaml:0"


def test_a_wording_nearer_to_another_item_names_its_two_neighbours(folder: Folder) -> None:
    found = strays(load_draft(folder({f"{STUB}.aliases": ["爷爷奶奶带去行不", "打官司立案"]})))

    [stray] = [stray for stray in found if stray.asked.code == "ST-001"]
    assert stray.asked.text == "爷爷奶奶带去行不"
    assert [one.asked.code for one in stray.others] == ["HZ01", "SVC-BOOK"]
    assert stray.others[0].likeness == stray.nearest > NOTEWORTHY > stray.own


def test_a_wording_nearer_to_its_own_item_is_left_in_peace(folder: Folder) -> None:
    found = strays(load_draft(folder({f"{STUB}.aliases": ["法院立案庭"]})), least=0)

    assert "法院立案庭" not in {stray.asked.text for stray in found}


def test_only_likeness_from_the_limit_on_is_told(folder: Folder) -> None:
    draft = load_draft(folder({f"{STUB}.aliases": ["爷爷奶奶带去行不"]}))

    assert len(strays(draft, least=0)) > len(strays(draft)) > len(strays(draft, least=101)) == 0


def test_nearest_finds_every_kind_of_wording(folder: Folder) -> None:
    draft = load_draft(folder())
    for text, code, role in (
        ("生娃一条龙服务", "YJS-BIRTH", "alias"),
        ("法院 立案?", "ST-001", "name"),
        ("领证要不要录指纹", "HZ01", "ask"),
        ("刚当爸爸要跑哪些地方", "YJS-BIRTH", "ask"),
    ):
        best = nearest(draft, text)[0]
        assert (best.asked.code, best.asked.role) == (code, role), text


def test_the_wording_itself_is_alike_by_a_hundred_and_an_item_can_be_left_out(folder: Folder) -> None:
    draft = load_draft(folder())

    assert nearest(draft, "怎么预约", limit=1)[0].likeness == 100
    assert "SVC-BOOK" not in {one.asked.code for one in nearest(draft, "怎么预约", besides="SVC-BOOK")}
