"""The engine over the content that ships: questions of our own that any centre hears every day."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

from bot import Answer, Clarify, Engine, HandOff, Redirect
from bot.understanding import Understanding


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("身份证找不到了怎么补", "HZ03"),
        ("我的身份证下个月到期,多少钱换", "HZ02"),
        ("第一次办护照要带什么", "CRJ01"),
        ("驾照丢了补一个要多久", "JJ02"),
        ("二手房过户需要什么材料", "BDC01"),
        ("想注册公司", "SCJG02"),
        ("领结婚证要预约吗", "MZ01"),
        ("公积金贷款怎么申请", "GJJ02"),
        ("怎么申請居住證", "HZ08"),
        ("失业金怎么领", "RS06"),
        ("开饭店要办什么证", "SCJG05"),
        ("烟草证延续", "YC01"),
    ],
)
def test_everyday_questions(trained: Engine, text: str, item: str) -> None:
    decision = trained.reply(text)
    assert isinstance(decision, Answer), decision
    assert decision.item == item
    assert decision.parts[0].lines


def test_every_alias_finds_its_item(shipped: Engine) -> None:
    """An alias of one entry alone is answered outright; one that two share is at least among the options."""
    for guide in shipped.book.guides:
        for alias in guide.aliases:
            found = [one.code for one in shipped.search(alias)[:3]]
            assert guide.code in found, (alias, found)


def test_every_item_can_be_reached_by_name_and_shown(shipped: Engine) -> None:
    for guide in shipped.book.guides:
        assert guide.code in [one.code for one in shipped.search(guide.name)[:2]], guide.name


def test_every_stub_redirects(shipped: Engine) -> None:
    wrong = [stub.name for stub in shipped.book.stubs if not isinstance(shipped.reply(stub.name), Redirect)]
    assert len(wrong) <= len(shipped.book.stubs) // 10, wrong


@pytest.mark.parametrize("text", ["证丢了怎么补", "补贴怎么申请", "登记", "老人的事情", "要几天"])
def test_a_vague_question_is_asked_back(shipped: Engine, text: str) -> None:
    assert isinstance(shipped.reply(text), Clarify)


@pytest.mark.parametrize("text", ["帮我写一段爬虫代码好吗", "宇宙有多大", "怎样把吉他练好"])
def test_what_is_not_ours_is_not_answered(shipped: Engine, text: str) -> None:
    assert not isinstance(shipped.reply(text), Answer)


def test_a_person_is_one_word_away(shipped: Engine) -> None:
    for text in ("转人工", "找客服", "我要找真人", "别用机器人糊弄我"):
        assert isinstance(shipped.reply(text), HandOff), text


def test_understanding_reads_without_io(shipped: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the engine opened a file")

    monkeypatch.setattr("builtins.open", refuse)
    assert isinstance(shipped.understanding, Understanding)
    assert shipped.reply("身份證丟了,shebaoka 也丢了").trace.rule


def test_a_reply_costs_little_more_than_a_search(shipped: Engine) -> None:
    """A ratio, not a clock: a whole reply takes at most eight times its one search."""
    texts = ["身份证丢了怎么办", "房子过户要多少钱", "公司注销第一步"] * 10

    def seconds(run: Callable[[str], object]) -> float:
        started = perf_counter()
        for text in texts:
            run(text)
        return perf_counter() - started

    seconds(shipped.reply)
    assert min(seconds(shipped.reply) for _ in range(3)) < 8 * min(seconds(shipped.search) for _ in range(3))
