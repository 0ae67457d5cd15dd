from __future__ import annotations

import pytest

from bot.actions import action_match, detect_actions
from bot.keys import Synonyms, matching_key

SYNONYMS = Synonyms.build([["身份证", "居民身份证", "二代证"], ["房产证", "房本", "不动产权证"], ["照", "执照"]])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("请问身份证丢了", "居民身份证遗失"),
        ("二代证补领", "身份证弄丢了"),
        ("身份证快到期了", "换领身份证"[2:] + "换领"),
        ("你好,我的房本丢失", "不动产权证补发"),
    ],
)
def test_two_wordings_one_key(one: str, other: str) -> None:
    assert matching_key(one, SYNONYMS) == matching_key(other, SYNONYMS)


def test_courtesy_alone_leaves_nothing() -> None:
    assert matching_key("请问一下", SYNONYMS) == ""


def test_one_character_synonyms_are_ignored() -> None:
    assert matching_key("驾照", SYNONYMS) == "驾照"


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("身份证丢了", "补办"),
        ("驾照到期", "换证"),
        ("公司改名", "变更"),
        ("注销公司", "注销"),
        ("护士延续注册", "延续"),
        ("二手车过户", "转移"),
        ("查询房产信息", "查询"),
        ("第一次办护照", "新办"),
    ],
)
def test_actions(text: str, action: str) -> None:
    assert action in detect_actions(text)


@pytest.mark.parametrize(
    ("asked", "offered", "match"),
    [
        (("补办",), {"补办"}, 1.0),
        (("补办",), {"换证"}, -1.0),
        (("补办",), set(), 0.0),
        ((), {"补办"}, 0.0),
        (("新办",), {"新办"}, 0.5),
        (("新办",), {"注销"}, 0.0),
    ],
)
def test_action_match(asked: tuple[str, ...], offered: set[str], match: float) -> None:
    assert action_match(asked, frozenset(offered)) == match
