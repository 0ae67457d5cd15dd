"""Dialogues of two to five turns over the content that ships: what a fair clerk would say at each turn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import Context, Engine
from bot.decisions import Decision

DIALOGUES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("dialogues.yaml").read_text(encoding="utf-8"))
OPEN = {
    "gap in between and back",  # after a place elsewhere the bare thing (年检) is asked back: JJ06 is forgotten
}
"""Dialogues that do not pass yet, with the reason. All others must."""


def problem(decision: Decision, expected: dict[str, Any]) -> str | None:
    """What is wrong with a decision, or None."""
    told = decision.to_dict()
    items = expected.get("items") or ([expected["item"]] if "item" in expected else [])
    checks = (
        (expected.get("action", decision.action) == decision.action, "action"),
        (not items or told.get("item") in items, "item"),
        (expected.get("facet") is None or expected["facet"] in told.get("facets", ()), "facet"),
        ("also" not in expected or expected["also"] in [one["code"] for one in told.get("also", ())], "also"),
        ("option" not in expected or expected["option"] in [one["code"] for one in told.get("options", ())], "option"),
    )
    wrong = [name for right, name in checks if not right]
    return f"{wrong}: {decision.action} {told.get('item')} by {decision.trace.rule}" if wrong else None


def first_problem(engine: Engine, dialogue: dict[str, Any]) -> str | None:
    """The first turn of a dialogue that goes wrong, or None."""
    context = Context()
    for turn in dialogue["turns"]:
        decision = engine.reply(turn["say"], context)
        wrong = problem(decision, turn.get("expect", {}))
        if wrong:
            return f"{turn['say']} -> {wrong}"
        context = decision.context
    return None


@pytest.mark.parametrize(
    "dialogue",
    [
        pytest.param(one, marks=pytest.mark.xfail(strict=True) if one["name"] in OPEN else (), id=one["name"])
        for one in DIALOGUES
    ],
)
def test_a_dialogue_goes_as_with_a_fair_clerk(trained: Engine, dialogue: dict[str, Any]) -> None:
    assert first_problem(trained, dialogue) is None


def test_few_dialogues_are_open() -> None:
    assert len(OPEN) <= len(DIALOGUES) * 0.05
    assert {one["name"] for one in DIALOGUES} >= OPEN
