"""Deadlines, the form of a reply, routing and rights, as tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from backend.common.errors import InvalidInput
from backend.consultations import cards, deadlines, reply_form, routing, rules
from backend.consultations.reply_form import Basis, Office
from backend.consultations.rules import Asked, Colleague, Standing
from backend.consultations.schemas import AnswerCard
from backend.consultations.service.answering import Answer, check_basis
from backend.consultations.states import MACHINE, Kind, State
from bot import Answer as Told
from bot import Engine, Option
from faq.loader import load_book
from tests.common.calendars import at, year_2026

BOOK = load_book()
ENGINE = Engine.build(BOOK)
ME, SOMEBODY = UUID(int=1), UUID(int=2)
OFFICE = Office("云河市", "公安局", "赵敏", "000-88002001")


def colleague(
    department: str | None = "GA-HZ", role: str = "clerk", *, answers: bool = True, routes: bool = False
) -> Colleague:
    return Colleague(ME, "赵敏", "0101", role, department, ("W01",), answers, routes, personal=True)


@pytest.mark.parametrize(
    ("now", "minutes", "text", "light"),
    [
        ("2026-11-23 09:00", 1170, "11月25日 17:00", "ok"),
        ("2026-11-24 09:00", 780, "明天 17:00", "ok"),
        ("2026-11-25 09:00", 390, "今天 17:00", "ok"),
        ("2026-11-25 11:35", 235, "今天 17:00", "ok"),
        ("2026-11-25 11:36", 234, "今天 17:00", "soon"),
        ("2026-11-25 15:00", 120, "今天 17:00", "soon"),
        ("2026-11-25 16:18", 42, "剩 42 分", "soon"),
        ("2026-11-25 17:00", 0, "剩 0 分", "soon"),
        ("2026-11-25 18:00", 0, "已超时", "late"),
        ("2026-11-26 09:08", -8, "超 8 分", "late"),
        ("2026-11-26 12:00", -180, "超 3 小时", "late"),
    ],
)
def test_what_is_left(now: str, minutes: int, text: str, light: str) -> None:
    left = deadlines.remaining(year_2026(), at(now), at("2026-11-25 17:00"), at("2026-11-25 11:36"))
    assert (left.minutes, left.text, left.light) == (minutes, text, light)


def test_the_promise_to_the_citizen() -> None:
    assert deadlines.due_text(at("2026-11-24 17:00")) == "最迟 11月24日 17:00 答复"


@pytest.mark.parametrize(
    ("salutation", "city", "expected"),
    [
        (
            None,
            "云河市",
            "市民朋友你好，欢迎咨询云河市行政服务中心网站，现由我中心公安局窗口工作人员为你答复咨询问题",
        ),
        (
            "王女士",
            "云河",
            "王女士朋友你好，欢迎咨询云河市行政服务中心网站，现由我中心公安局窗口工作人员为你答复咨询问题",
        ),
    ],
)
def test_the_header_word_for_word(salutation: str | None, city: str, expected: str) -> None:
    assert reply_form.header(Office(city, "公安局", "赵敏", "1"), salutation) == expected


def test_the_footer_word_for_word() -> None:
    assert reply_form.footer(OFFICE, date(2026, 11, 5)) == (
        "欢迎电话咨询：\n公安局窗口赵敏 000-88002001\n祝您心情愉快、办事顺利。\n2026年11月5日"
    )


def test_the_whole_reply() -> None:
    laws = [Basis("护照法", "主席令第50号"), Basis("《身份证法》", article="第11条")]
    assert (
        reply_form.whole("头", "正文", laws, "尾")
        == "头\n\n正文\n\n依据：《护照法》(主席令第50号)；《身份证法》第11条\n\n尾"
    )
    assert reply_form.whole("头", "正文", [], "尾") == "头\n\n正文\n\n尾"


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("好", []), "basis"),
        (Answer("好", [Basis("身份证法")]), "basis.0.doc_no"),
        (Answer("好", [Basis("身份证法", article="第1条"), Basis("护照法")]), "basis.1.doc_no"),
        (Answer("好", [Basis("身份证法", article="第1条")]), None),
        (Answer("好", [Basis("护照法", doc_no="主席令第50号")]), None),
        (Answer("好", [], no_basis_reason="只问开门时间"), None),
    ],
)
def test_a_reply_rests_on_a_law_or_says_why_not(answer: Answer, field: str | None) -> None:
    if field is None:
        check_basis(answer)
    else:
        with pytest.raises(InvalidInput) as refusal:
            check_basis(answer)
        assert refusal.value.field == field


@pytest.mark.parametrize(
    ("who", "state", "owner", "department", "verbs"),
    [
        (colleague(), State.ROUTED, None, "GA-HZ", ["claim", "forward", "return", "note"]),
        (colleague(), State.CLAIMED, ME, "GA-HZ", ["reply", "question", "forward", "return", "note"]),
        (colleague(), State.CLAIMED, SOMEBODY, "GA-HZ", ["note"]),
        (colleague(role="head"), State.CLAIMED, SOMEBODY, "GA-HZ", ["consult", "forward", "return", "note"]),
        (colleague(), State.ROUTED, None, "BDC", []),
        (colleague("ZX", routes=True), State.ROUTED, None, "BDC", ["claim", "forward", "return", "note"]),
        (colleague("ZX", routes=True), State.ROUTED, None, "ZX", ["claim", "forward", "note"]),
        (colleague("ZX", routes=True), State.CLAIMED, SOMEBODY, "BDC", ["forward", "return", "note"]),
        (colleague(None, answers=False), State.ROUTED, None, "GA-HZ", []),
        (colleague(), State.ANSWERED, ME, "GA-HZ", ["note", "propose"]),
        (colleague(), State.CLOSED, ME, "GA-HZ", ["propose"]),
    ],
)
def test_what_staff_may_do(who: Colleague, state: State, owner: UUID | None, department: str, verbs: list[str]) -> None:
    assert rules.allowed(who, Standing(state, department, owner)) == verbs


@pytest.mark.parametrize(
    ("trace", "department", "reason"),
    [
        ({"department": "GA-HZ", "name": "补身份证", "confidence": 0.9}, "GA-HZ", "问的像是“补身份证”。"),
        ({"department": "XW", "name": "书店"}, "ZX", routing.NO_WINDOW),
        ({"department": "??"}, "ZX", routing.NO_WINDOW),
        ({"department": "ZX", "reason": "grievance"}, "ZX", "反映服务问题,由专人处理。"),
        ({"department": "YB", "confidence": 0.6}, "YB", "没有认出事项,请看内容。"),
        ({"department": "YB", "confidence": 0.2}, "ZX", routing.UNSURE_WHERE),
        ({"department": "ZX", "reason": "bribery"}, "JC", "反映收钱办事,由专人核查。"),
        (None, "ZX", "没有认出事项,请看内容。"),
    ],
)
def test_where_a_question_goes(trace: dict[str, object] | None, department: str, reason: str) -> None:
    where = routing.route(trace, BOOK)
    assert (where.department, where.reason) == (department, reason)


def test_the_question_is_the_last_that_names_a_matter() -> None:
    matter = Asked("身份证丢了", {"action": "answer", "reason": None})
    person = Asked("转人工", {"action": "handoff", "reason": "human"})
    thanks = Asked("谢谢", {"action": "smalltalk", "reason": None})
    unread = Asked("还有一句", None)
    assert rules.question_of([matter, person, thanks]) is matter
    assert rules.question_of([matter, unread]) is unread
    assert rules.question_of([person, thanks]) is None


def test_staff_without_the_right_see_no_numbers() -> None:
    assert rules.shown("电话13812345678", personal=False) == "电话138****5678"
    assert rules.shown("电话13812345678", personal=True) == "电话13812345678"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("身份证丢了怎么补", Kind.ANSWER),
        ("身份证", Kind.CLARIFY),
        ("买火车票", Kind.REDIRECT),
        ("转人工", Kind.TEXT),
        ("有人要杀我", Kind.EMERGENCY),
        ("你好", Kind.SMALLTALK),
    ],
)
def test_a_decision_becomes_a_message(text: str, kind: Kind) -> None:
    message = cards.message_of(ENGINE.reply(text))
    assert message.kind is kind
    assert message.text
    assert (message.card is None) == (kind in (Kind.TEXT, Kind.SMALLTALK))


def test_nobody_is_promised_help_that_is_not_on_its_way() -> None:
    decision = ENGINE.reply("有人要杀我")
    assert "工作人员" not in cards.message_of(decision).text
    assert "工作人员" in cards.message_of(decision, handed_over=True).text


def test_who_is_not_logged_in_is_told_so() -> None:
    decision = ENGINE.reply("转人工")
    assert cards.OFFER_LOGIN in cards.message_of(decision, logged_in=False).text
    assert cards.OFFER_LOGIN not in cards.message_of(decision).text


def test_every_state_is_reached_and_only_closed_is_final() -> None:
    assert MACHINE.reachable() == frozenset(State)
    assert [state for state in State if MACHINE.is_final(state)] == [State.CLOSED]


def test_other_matters_of_a_question_are_offered_with_what_to_ask() -> None:
    found = ENGINE.reply("居民身份证丢失补领要带什么")
    assert isinstance(found, Told)
    several = replace(found, also=(Option("HZ08", "先办居住证"), Option("YJS-X", "一件事里的事")))
    card = cards.message_of(several, BOOK).card
    assert card is not None
    known = BOOK.guide("HZ08")
    assert known is not None
    assert card["also"] == [
        {"code": "HZ08", "label": "先办居住证", "ask": known.short_name},
        {"code": "YJS-X", "label": "一件事里的事", "ask": "一件事里的事"},
    ]
    assert [button["kind"] for button in card["buttons"]].count("guide") == 1


def test_a_card_without_the_book_is_sentences_only() -> None:
    card = cards.message_of(ENGINE.reply("居民身份证丢失补领要带什么")).card
    assert card is not None
    assert "materials" not in card["lead"]
    assert AnswerCard.model_validate(card).lead is not None


def test_a_card_of_an_early_conversation_can_be_read() -> None:
    early = {"item": {"code": "HZ03", "name": "补领"}, "facets": [], "paragraphs": ["一。"], "details": []}
    early |= {"sources": [{"text": "事项"}], "updated": "2026-11-20", "unverified": False, "buttons": []}
    read = AnswerCard.model_validate(early)
    assert (read.lead, read.also, read.paragraphs) == (None, [], ["一。"])
