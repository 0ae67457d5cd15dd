from __future__ import annotations

from typing import get_args

import pytest

from bot import Answer, Engine
from bot.facts import UNVERIFIED, part_for
from faq.schema import Book, Facet, Material, Materials
from tests.bot.small_book import guide


@pytest.mark.parametrize(
    ("facet", "says"),
    [
        ("材料", "居民户口簿(原件1 份)"),
        ("流程", "2. 审查(15 个工作日)"),
        ("时限", "受理后 15 个工作日内办结。"),
        ("费用", "每证 40 元。"),
        ("地点", "请到主大厅 2 楼 3 号窗口(户政窗口)。"),
        ("时间", "工作日 09:00-12:00,13:30-17:00 办理。"),
        ("预约", "可以预约。"),
        ("进度", "点“查进度”看办到哪一步。"),
        ("条件", "本市户籍。"),
        ("网办", "可以网上预约。"),
        ("代办", "委托书(委托他人代办时)"),
        ("寄递", "可以寄到家。"),
        ("表格", "没有要先填的表。"),
        ("依据", "《居民身份证法》(2011年修正)第10条"),
        ("投诉", "监督电话:0571-87654321。"),
    ],
)
def test_the_facet_asked_is_answered_from_the_guide(book: Book, facet: Facet, says: str) -> None:
    subject = book.guide("HZ03")
    assert subject is not None
    assert says in part_for(facet, subject, book).lines


def test_every_facet_has_its_part(book: Book) -> None:
    for facet in get_args(Facet):
        assert part_for(facet, book.guides[0], book).lines


def test_unverified_facts_say_so(book: Book) -> None:
    assert part_for("网办", book.guides[0], book).lines[-1] == UNVERIFIED
    assert UNVERIFIED not in part_for("费用", book.guides[0], book).lines


def test_any_of_materials_are_one_line_and_count_once(book: Book) -> None:
    either = Materials(
        source="S1",
        verified=True,
        list=(
            Material(name="户口簿", necessity="必要", any_of="a"),
            Material(name="居住证", necessity="必要", any_of="a"),
            Material(name="照片", necessity="必要"),
        ),
    )
    part = part_for("材料", guide("HZ09", "名", "名", "GA-HZ", ("别名",), materials=either), book)
    assert part.lines == ("请带 2 样必要材料。", "户口簿 或 居住证(任带一样)", "照片")


def test_a_belief_is_answered_with_the_fact_first(engine: Engine) -> None:
    decision = engine.reply("换身份证是不是得回户籍地")
    assert isinstance(decision, Answer)
    assert decision.item == "HZ02"
    assert decision.parts[0].lines == ("在居住地就能换,不用回老家。",)


def test_a_question_of_the_guide_is_answered_in_its_words(engine: Engine) -> None:
    decision = engine.reply("身份证换证期间能坐高铁吗")
    assert isinstance(decision, Answer)
    assert decision.parts[0].lines == ("能,先办临时身份证。",)


def test_overview_shows_the_summary_first(engine: Engine) -> None:
    decision = engine.reply("身份证丢了")
    assert isinstance(decision, Answer)
    assert [part.title for part in decision.parts] == ["身份证补领", "带什么", "怎么办", "要多久", "多少钱", "去哪办"]


def test_buttons_follow_what_the_item_allows(engine: Engine) -> None:
    with_booking, without = engine.reply("身份证丢了"), engine.reply("房子过户")
    assert isinstance(with_booking, Answer)
    assert isinstance(without, Answer)
    assert "book" in [button.kind for button in with_booking.buttons]
    assert "book" not in [button.kind for button in without.buttons]


def test_sources_carry_law_number_and_date(engine: Engine) -> None:
    decision = engine.reply("身份证丢了")
    assert isinstance(decision, Answer)
    assert [source.label for source in decision.sources] == ["事项", "依据"]
    assert "2011年修正" in decision.sources[1].text
