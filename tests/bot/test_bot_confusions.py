from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot import Engine
from bot.confusions import NOTHING, Confusion, Mistake, confusions, gather, misleading, mistake

WORDINGS = {"HZ03": ["身份证补领", "身份证丢了"], "CRJ03": ["护照补发"], "JJ02": ["驾驶证补证"]}


def pairs(text: str) -> Sequence[str]:
    """A cutter that tests can follow: two characters a word."""
    return [text[at : at + 2] for at in range(0, len(text), 2)]


def taken(right: str, wrong: str, text: str = "护照丢了", *, answered: bool = True) -> Mistake:
    matched = WORDINGS[wrong][-1] if wrong in WORDINGS else ""
    return Mistake(text, text, (right,) if right != NOTHING else (), wrong, answered, matched)


@pytest.mark.parametrize(
    ("question", "matched", "own", "foreign", "words"),
    [
        ("护照丢了", "身份证丢了", ["护照补发"], ["身份证丢了"], ["丢了"]),
        ("护照丢了", "身份证丢了", ["护照补发", "丢了护照"], ["身份证丢了"], []),
        ("护照丢了", "身份证丢了", ["护照补发", "护照换", "丢了护照"], ["身份证丢了"], ["丢了"]),
        ("护照丢了", "身份证丢了", ["护照补发", "护照换", "丢了护照"], ["身份证丢了", "身份证换"], []),
        ("护照丢了", "", ["护照补发"], ["身份证丢了"], []),
        ("护照丢了", "身份证丢了", [], ["身份证丢了"], ["丢了"]),
        ("丢了丢了", "身份证丢了", ["护照"], ["身份证丢了"], ["丢了"]),
        ("丢了,?", "丢了,?", ["护照"], ["丢了,?"], ["丢了"]),
        ("", "身份证丢了", ["护照"], ["身份证丢了"], []),
    ],
)
def test_words_that_mislead(question: str, matched: str, own: list[str], foreign: list[str], words: list[str]) -> None:
    assert misleading(question, matched, own, foreign, pairs) == words


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ([], []),
        ([taken("CRJ03", "HZ03")], [("CRJ03", "HZ03", 1, 1, (("丢了", 1),))]),
        (
            [taken("CRJ03", "HZ03"), taken("CRJ03", "HZ03", "补发丢了", answered=False)],
            [("CRJ03", "HZ03", 2, 1, (("丢了", 2),))],
        ),
        (
            [taken("CRJ03", "HZ03"), taken("JJ02", "HZ03"), taken("JJ02", "HZ03")],
            [("JJ02", "HZ03", 2, 2, (("丢了", 2),)), ("CRJ03", "HZ03", 1, 1, (("丢了", 1),))],
        ),
        (
            [taken("CRJ03", NOTHING), taken("CRJ03", NOTHING), taken("HZ03", "CRJ03", "补发")],
            [("HZ03", "CRJ03", 1, 1, (("补发", 1),)), ("CRJ03", NOTHING, 2, 2, ())],
        ),
        ([taken(NOTHING, "HZ03", "魂丢了丢")], [(NOTHING, "HZ03", 1, 1, ())]),
    ],
)
def test_pairs_with_their_words(found: list[Mistake], wanted: list[tuple[object, ...]]) -> None:
    made = gather(found, WORDINGS, pairs)

    assert [(one.right, one.wrong, one.count, one.answered, one.words) for one in made] == wanted


def test_a_few_examples_are_enough() -> None:
    [one] = gather([taken("CRJ03", "HZ03", f"护照{number}") for number in range(9)], WORDINGS, pairs)

    assert one.count == 9
    assert one.examples == ("护照0", "护照1", "护照2", "护照3", "护照4")


@pytest.mark.parametrize(
    ("text", "right", "wrong", "answered"),
    [
        ("身份证丢了怎么办", ("HZ03",), None, None),
        ("身份证丢了怎么办", ("HZ02", "HZ03"), None, None),
        ("身份证丢了怎么办", ("HZ02",), "HZ03", True),
        ("身份证丢了怎么办", (), "HZ03", True),
        ("您好", (), None, None),
        ("转人工", (), None, None),
        ("转人工", ("HZ02",), NOTHING, False),
    ],
)
def test_what_counts_as_a_mistake(
    engine: Engine, text: str, right: tuple[str, ...], wrong: str | None, answered: bool | None
) -> None:
    found = mistake(text, right, engine.reply(text))

    assert (found and found.wrong, found and found.answered) == (wrong, answered)


def test_an_offer_of_the_wrong_item_first_is_a_mistake_that_was_not_answered(engine: Engine) -> None:
    decision = engine.reply("过户怎么办")
    first, second = (option.code for option in decision.options[:2])  # type: ignore[union-attr]

    assert mistake("过户怎么办", (first,), decision) is None
    found = mistake("过户怎么办", (second,), decision)
    assert found is not None
    assert (found.wrong, found.answered) == (first, False)


def test_labelled_questions_are_asked_and_others_left_out(engine: Engine) -> None:
    lines = [
        {"text": "身份证丢了怎么办", "action": "ANSWER", "labels": ["JJ04"]},
        {"text": "身份证丢了怎么办", "action": "ANSWER", "labels": ["HZ03"]},
        {"text": "身份证丢了怎么办"},
        {"text": "过户怎么办", "action": "CLARIFY", "labels": ["CLARIFY"]},
        {"text": "转人工", "action": "HANDOFF", "labels": ["HANDOFF"]},
        {"text": "您好", "action": "NONE", "labels": ["NONE"]},
    ]
    [one] = confusions(engine, lines)

    assert isinstance(one, Confusion)
    assert (one.right, one.wrong, one.count, one.answered) == ("JJ04", "HZ03", 1, 1)
    assert one.examples == ("身份证丢了怎么办",)
    assert one.words
