from __future__ import annotations

from bot import Engine
from bot.index.postings import Postings
from bot.settings import Settings
from faq.schema import Book
from tests.bot.small_book import guide


def test_bm25_is_the_share_of_the_query_that_a_text_holds() -> None:
    postings = Postings.build([{"身": 1.0, "份": 1.0}, {"房": 1.0}], Settings())
    whole, part = postings.bm25({"身": 1.0, "份": 1.0}), postings.bm25({"身": 1.0, "份": 1.0, "奇": 1.0})
    assert whole[0] > part[0] > 0
    assert whole[1] == 0


def test_a_rarer_term_weighs_more() -> None:
    postings = Postings.build([{"证": 1.0, "身": 1.0}, {"证": 1.0}, {"证": 1.0}], Settings())
    found = postings.bm25({"身": 1.0, "证": 1.0})
    assert found[0] > 2 * found[1]


def test_an_empty_index_answers_nothing() -> None:
    assert Postings.build([], Settings()).bm25({"身": 1.0}).size == 0


NEW = guide("GJJ01", "住房公积金提取", "公积金提取", "BDC", ("提公积金", "取公积金"))


def test_publishing_is_seen_at_once_and_leaves_the_old_engine_alone(engine: Engine) -> None:
    newer = engine.with_entry(NEW)
    assert newer.reply("提公积金").to_dict()["item"] == "GJJ01"
    assert engine.reply("提公积金").to_dict().get("item") != "GJJ01"
    assert newer.reply("身份证丢了").to_dict()["item"] == "HZ03"


def test_an_entry_is_replaced_not_doubled(engine: Engine) -> None:
    changed = guide("HZ03", "居民身份证丢失补领", "身份证补领", "GA-HZ", ("卡片飞走啦",))
    newer = engine.with_entry(changed)
    assert newer.reply("卡片飞走啦").to_dict()["item"] == "HZ03"
    assert len([one for one in newer.search("身份证丢失补领") if one.code == "HZ03"]) == 1
    again = newer.with_entry(NEW)
    assert again.reply("卡片飞走啦").to_dict()["item"] == "HZ03"


def test_a_withdrawn_entry_is_gone_everywhere(engine: Engine) -> None:
    newer = engine.without("HZ03")
    assert "HZ03" not in [one.code for one in newer.search("身份证丢了")]
    assert "HZ03" not in [one.code for one in newer.suggest("身份证")]
    assert newer.book.guide("HZ03") is None
    assert newer.with_entry(NEW).without("GJJ01").reply("提公积金").to_dict().get("item") is None


def test_withdrawing_an_unknown_code_changes_nothing(engine: Engine) -> None:
    assert engine.without("XX99") is engine


def test_published_and_rebuilt_engines_agree(engine: Engine, book: Book) -> None:
    live = engine.with_entry(NEW)
    rebuilt = Engine.build(live.book)
    for text in ("提公积金", "身份证丢了", "房子过户", "今天吃什么"):
        assert live.reply(text).action == rebuilt.reply(text).action
    assert live.stale
    assert not engine.stale
