from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from bot import Answer, Clarify, Context, Engine, HandOff, Redirect, SmallTalk
from tests.bot.small_book import small_book

ENGINE = Engine.build(small_book())


def answered(text: str, context: Context | None = None) -> Answer:
    decision = ENGINE.reply(text, context)
    assert isinstance(decision, Answer), decision
    return decision


@pytest.mark.parametrize(
    ("text", "item", "facets"),
    [
        ("身份证丢了", "HZ03", ()),
        ("身份證遺失怎麼補辦", "HZ03", ("流程",)),
        ("shenfenzheng 丢了要带什么", "HZ03", ("材料",)),
        ("我的二代证快到期了,多少钱", "HZ02", ("费用",)),
        ("房屋过户多久能办好", "BDC01", ("时限",)),
        ("大厅几点上班", "SVC-HALL", ("时间",)),
        ("能寄到家吗", "SVC-EMS", ("寄递",)),
    ],
)
def test_a_citizen_gets_the_card(text: str, item: str, facets: tuple[str, ...]) -> None:
    decision = answered(text)
    assert (decision.item, decision.facets) == (item, facets)
    assert decision.buttons[-1].kind == "human"
    assert decision.sources[0].updated == "2026-03-01"


def test_elsewhere_is_a_redirect() -> None:
    decision = ENGINE.reply("怎么挂专家号")
    assert isinstance(decision, Redirect)
    assert (decision.code, decision.where) == ("ST-001", "请联系医院。")


@pytest.mark.parametrize(
    ("text", "department", "urgency"),
    [
        ("转人工", "ZX", "normal"),
        ("老公打我", "GA-HZ", "emergency"),
        ("不想活了", "ZX", "emergency"),
        ("办事员收红包", "ZX", "high"),
        ("你这个废物", "ZX", "normal"),
        ("房子过户,房产证上名字写错了", "BDC", "normal"),
    ],
)
def test_a_person_takes_over(text: str, department: str, urgency: str) -> None:
    decision = ENGINE.reply(text)
    assert isinstance(decision, HandOff)
    assert (decision.department, decision.urgency) == (department, urgency)
    assert decision.message
    assert text in decision.transcript_hint


def test_emergency_offers_the_numbers_to_call() -> None:
    decision = ENGINE.reply("老公打我")
    assert isinstance(decision, HandOff)
    assert [button.target for button in decision.buttons] == ["110", "120"]


def test_asking_for_a_person_keeps_the_department_of_the_matter() -> None:
    context = answered("房子过户要什么材料").context
    decision = ENGINE.reply("转人工", context)
    assert isinstance(decision, HandOff)
    assert decision.department == "BDC"
    assert "二手房过户" in decision.transcript_hint


def test_follow_ups_keep_the_item() -> None:
    first = answered("身份证丢了怎么补")
    second = answered("那要多少钱", first.context)
    assert (second.item, second.facets) == ("HZ03", ("费用",))
    context = second.context
    for further, facet in (("要带户口本吗", "材料"), ("多久拿到", "时限"), ("在几楼", "地点"), ("能寄吗", "寄递")):
        decision = answered(further, context)
        assert (decision.item, decision.facets) == ("HZ03", (facet,))
        context = decision.context


def test_another_action_on_the_same_thing() -> None:
    first = answered("身份证丢了怎么补")
    assert answered("那到期换新呢", first.context).item == "HZ02"


def test_a_new_matter_replaces_the_old() -> None:
    first = answered("身份证丢了怎么补")
    assert answered("房子过户多少钱", first.context).item == "BDC01"


def test_a_correction() -> None:
    first = answered("车过户怎么办")
    assert first.item == "JJ04"
    assert answered("不是车,是房子", first.context).item == "BDC01"


def test_unclear_then_picked() -> None:
    asked = ENGINE.reply("过户怎么办")
    assert isinstance(asked, Clarify)
    codes = [option.code for option in asked.options]
    assert {"JJ04", "BDC01"} <= set(codes)
    assert codes[-1] == ""
    for pick in ("第二个", "2", "二", asked.options[1].label):
        picked = answered(pick, asked.context)
        assert picked.item == codes[1]
        assert picked.facets == ("流程",)
        assert picked.context.pending == ()


def test_none_of_these_is_the_second_miss() -> None:
    asked = ENGINE.reply("过户怎么办")
    decision = ENGINE.reply("都不是", asked.context)
    assert isinstance(decision, HandOff)
    assert decision.reason == "misses"
    assert decision.context.misses == 0


def test_two_unclear_turns_bring_a_person() -> None:
    first = ENGINE.reply("要多少钱")
    assert isinstance(first, Clarify)
    assert first.options == ()
    assert isinstance(ENGINE.reply("多久", first.context), HandOff)


def test_a_bare_facet_of_the_centre_is_its_service() -> None:
    assert answered("星期六上班吗").item == "SVC-HALL"
    assert answered("办到哪了").item == "SVC-PROG"


def test_another_persons_progress_is_refused_kindly() -> None:
    decision = answered("查一下我邻居的办理进度")
    assert decision.item == "SVC-PROG"
    assert "别人的不能查" in decision.parts[0].lines[0]


def test_two_matters_in_one_question() -> None:
    decision = answered("身份证丢了,还有二手房过户怎么办")
    assert {decision.item, *(other.code for other in decision.also)} == {"HZ03", "BDC01"}


@pytest.mark.parametrize(
    ("text", "kind"), [("您好", "greeting"), ("谢谢", "thanks"), ("讲个笑话", "offtopic"), ("哈哈哈", "noise")]
)
def test_small_talk(text: str, kind: str) -> None:
    decision = ENGINE.reply(text)
    assert isinstance(decision, SmallTalk)
    assert decision.kind == kind


def test_nothing_we_know_goes_to_a_person() -> None:
    decision = ENGINE.reply("量子纠缠和薛定谔方程")
    assert isinstance(decision, HandOff)
    assert (decision.reason, decision.department) == ("unknown", "ZX")


def test_decisions_are_plain_json_and_the_context_comes_back() -> None:
    for text in ("身份证丢了", "过户怎么办", "怎么挂专家号", "转人工", "您好"):
        decision = ENGINE.reply(text)
        raw = json.loads(json.dumps(decision.to_dict(), ensure_ascii=False))
        assert raw["action"] == decision.action
        assert Context.from_dict(raw["context"]) == decision.context
        assert raw["trace"]["rule"]


def test_the_trace_explains_the_score() -> None:
    best = answered("我的身份证丢了怎么办呀").trace.candidates[0]
    assert best.code == "HZ03"
    assert sum(best.terms.values()) == pytest.approx(best.score, abs=0.01)


def test_a_context_that_names_a_withdrawn_item_does_no_harm() -> None:
    context = Context(last_item="GONE1", pending=("GONE1", "GONE2"))
    assert ENGINE.reply("1", context).action in {"clarify", "handoff"}
    assert ENGINE.reply("多少钱", context).action == "clarify"


@given(st.text(max_size=60), st.booleans())
@limits(max_examples=150, deadline=None)
def test_any_text_gets_a_decision_and_the_same_one_again(text: str, later: bool) -> None:
    context = Context(last_item="HZ03", pending=("HZ03", "HZ02")) if later else Context()
    one, two = ENGINE.reply(text, context), ENGINE.reply(text, context)
    assert replace(one, trace=replace(one.trace, us=0)) == replace(two, trace=replace(two.trace, us=0))


@pytest.mark.parametrize("text", ["", "   ", "\x00", "\ud800身份证丢了", "(((", "\\", "身份证" * 300, "1", "都不是"])
def test_odd_input_is_answered_and_fits_json(text: str) -> None:
    json.dumps(ENGINE.reply(text).to_dict(), ensure_ascii=False).encode()


def test_threads_share_an_engine() -> None:
    texts = ["身份证丢了多少钱", "二手车过户", "过户怎么办", "转人工", "shenfenzheng到期"] * 20
    alone = [ENGINE.reply(text).to_dict()["context"] for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert [decision.to_dict()["context"] for decision in pool.map(ENGINE.reply, texts)] == alone


def test_suggestions() -> None:
    assert ENGINE.suggest("身份证")[0].code in {"HZ02", "HZ03"}
    assert "BDC01" in [one.code for one in ENGINE.suggest("过户")]
    assert "HZ03" in [one.code for one in ENGINE.suggest("sfzdl")]
    assert ENGINE.suggest("  ") == ()


def test_search_lists_the_nearest() -> None:
    assert ENGINE.search("身份证补办")[0].code == "HZ03"
    assert ENGINE.search("") == ()


def test_who_asks_weighs_items_for_the_other_kind_down() -> None:
    anyone, firm = ENGINE.reply("身份证丢了"), ENGINE.reply("身份证丢了", Context(audience="法人"))
    assert firm.trace.candidates[0].score < anyone.trace.candidates[0].score
    assert firm.context.audience == "法人"
