"""What the bot decided, as a message: its kind, its text for every reader, its card for the app, its trace. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from backend.consultations.answer_cards import answer_card
from backend.consultations.states import Kind
from bot import Answer, Clarify, Decision, HandOff, Redirect, SmallTalk
from faq.schema import Book

NONE_LABEL = "都不是"
OFFER = "点“转人工”提交。"
OFFER_LOGIN = "点“转人工”,登录后提交。"
_PROMISE = "我们同时通知工作人员"
Json = dict[str, Any]


@dataclass(frozen=True)
class BotMessage:
    """A message of the bot that is not stored yet."""

    kind: Kind
    text: str
    card: Json | None = None


def message_of(
    decision: Decision, book: Book | None = None, *, handed_over: bool = False, logged_in: bool = True
) -> BotMessage:
    """The message for a decision.

    ``book``: for what a card shows beyond the decision's sentences.
    ``handed_over``: a person is told in the same step; only then may the bot promise that.
    ``logged_in``: the offer of a person says what is needed for it.
    """
    match decision:
        case Answer():
            return _answer(decision, book)
        case Clarify():
            return BotMessage(Kind.CLARIFY, decision.question, _clarify(decision))
        case Redirect():
            card = {"where": decision.where, "why": decision.why}
            return BotMessage(Kind.REDIRECT, f"“{decision.name}”不在本中心办。", card)
        case HandOff() if is_emergency(decision):
            return _emergency(decision, handed_over)
        case HandOff():
            return BotMessage(Kind.TEXT, "\n".join([*decision.message, OFFER if logged_in else OFFER_LOGIN]))
        case SmallTalk():
            return BotMessage(Kind.SMALLTALK, "\n".join(decision.lines))


def is_emergency(decision: Decision) -> bool:
    """Whether somebody may be in danger."""
    return isinstance(decision, HandOff) and decision.urgency == "emergency"


def asks_for_person(decision: Decision) -> bool:
    """Whether the citizen said 转人工 in some wording."""
    return isinstance(decision, HandOff) and decision.reason == "human"


def trace_of(decision: Decision) -> Json:
    """Why the bot said so, for the console and for routing; plain JSON."""
    item = decision.item if isinstance(decision, Answer) else None
    return {
        **asdict(decision.trace),
        "action": decision.action,
        "department": decision.department,
        "item": item,
        "name": decision.name if isinstance(decision, Answer) else None,
        "reason": decision.reason if isinstance(decision, HandOff) else None,
    }


def handoff_card(number: str, department_name: str, due_text: str, note: str | None) -> Json:
    """The card of a question that a person has now."""
    return {"number": number, "department_name": department_name, "due_text": due_text, "note": note}


def _answer(decision: Answer, book: Book | None) -> BotMessage:
    card = answer_card(decision, book)
    return BotMessage(Kind.ANSWER, "\n".join(card["paragraphs"]) or decision.name, card)


def _clarify(decision: Clarify) -> Json:
    options = [option for option in decision.options if option.code]
    return {
        "question": decision.question,
        "options": [
            {"index": index, "label": option.label, "code": option.code}
            for index, option in enumerate(options, start=1)
        ],
        "none_label": NONE_LABEL,
    }


def _emergency(decision: HandOff, handed_over: bool) -> BotMessage:
    lines = [line for line in decision.message if handed_over or not line.startswith(_PROMISE)]
    numbers = [{"label": button.label.split(" ")[0], "number": button.target} for button in decision.buttons]
    return BotMessage(Kind.EMERGENCY, "\n".join(lines), {"numbers": numbers})
