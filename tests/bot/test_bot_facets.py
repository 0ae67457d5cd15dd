from __future__ import annotations

import pytest

from bot.facets import detect_facets, facet_mask


@pytest.mark.parametrize(
    ("text", "facets"),
    [
        ("补身份证要带什么", {"材料"}),
        ("需要哪些手续", {"材料"}),
        ("多长时间能办好", {"时限"}),
        ("几天能拿到证", {"时限"}),
        ("什么时候到账", {"时限"}),
        ("要多少钱", {"费用"}),
        ("收费吗", {"费用"}),
        ("在哪办", {"地点"}),
        ("你们几点下班", {"时间"}),
        ("星期六上班吗", {"时间"}),
        ("怎么预约", {"预约"}),
        ("我的办件办到哪了", {"进度"}),
        ("可以申请吗", {"条件"}),
        ("一个月能领多少", {"条件"}),
        ("能网上办吗", {"网办"}),
        ("可以代办吗", {"代办"}),
        ("能邮寄吗", {"寄递"}),
        ("申请表在哪下载", {"表格", "地点"}),
        ("依据哪条规定", {"依据"}),
        ("我要投诉", {"投诉"}),
        ("怎么办理", {"流程"}),
        ("到哪里申请,要带什么,多少钱", {"地点", "材料", "费用"}),
        ("身份证丢了", set()),
    ],
)
def test_facets_of_a_question(text: str, facets: set[str]) -> None:
    assert set(detect_facets(text)) == facets


def test_a_vague_word_counts_only_alone() -> None:
    assert detect_facets("怎么收费") == ("费用",)
    assert detect_facets("怎么弄") == ("流程",)


def test_mask_keeps_what_names_the_matter() -> None:
    text = "算工伤吗"
    assert "".join(char for char, used in zip(text, facet_mask(text), strict=True) if not used) == "工伤"
