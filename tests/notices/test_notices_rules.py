"""The table of notices, and the states of a WeChat message."""

from __future__ import annotations

import re

import pytest

from backend.notices.states import SENDING, SendState
from backend.notices.templates import SUBSCRIPTIONS, TEMPLATES, Template
from backend.wechat.messages import fit_field, kind_of

ROWS = sorted(TEMPLATES.items())
KEY = re.compile(r"[a-z]+\.[a-z_]+")


@pytest.mark.parametrize(("key", "row"), ROWS, ids=[key for key, _ in ROWS])
def test_every_template_can_be_sent(key: str, row: Template) -> None:
    assert KEY.fullmatch(key)
    assert 2 <= len(row.title) <= 12
    if row.subscription:
        assert set(row.wechat) == set(SUBSCRIPTIONS[row.subscription].fields)
    else:
        assert not row.wechat
    for name, text in row.wechat.items():
        assert fit_field(kind_of(name), text.format_map(dict.fromkeys(row.needs(), "办理")))


@pytest.mark.parametrize(("key", "row"), ROWS, ids=[key for key, _ in ROWS])
def test_every_template_is_plain_chinese(key: str, row: Template) -> None:
    words = re.sub(r"\{\w+\}", "", row.text)
    assert max(len(sentence) for sentence in re.split("[。！？]", words)) <= 25
    assert not re.search("请知悉|予以|之规定|你", words)


def test_keys_and_titles_fit_their_columns() -> None:
    assert all(len(key) <= 40 for key in TEMPLATES)
    assert all(len(key) <= 20 for key in SUBSCRIPTIONS)


def test_every_message_comes_to_an_end() -> None:
    assert SENDING.reachable() == frozenset(SendState)
    final = {state for state in SendState if SENDING.is_final(state)}
    assert final == {SendState.NO_GRANT, SendState.REFUSED, SendState.FAILED}


def test_statements_follow_the_table_of_states() -> None:
    """The statements name states in SQL: each change they make must be one the table allows."""
    made = {
        "begin": ("queued", "sending"),
        "retry": ("sending", "queued"),
        "arrive": ("sending", "sent"),
        "refuse": ("sending", "refused"),
        "give_up": ("queued", "failed"),
        "bounce": ("sent", "failed"),
    }
    for verb, (before, after) in made.items():
        assert SENDING.next(SendState(before), verb) is SendState(after)
