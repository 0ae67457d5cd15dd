"""Rules of the accounts slice as tables."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.accounts import oauth, privacy, tickets
from backend.accounts.refusals import LoginUnfinished
from backend.accounts.rules import age_on, offers_elder_mode
from backend.common.crypto import FieldCipher
from backend.common.errors import InvalidInput, NotLoggedIn
from backend.common.ids import new_id
from backend.common.keys import Key, KeyRing
from backend.database import vault
from backend.settings import Settings

NOW = datetime(2026, 11, 23, 1, tzinfo=UTC)
TODAY = date(2026, 11, 23)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "_cipher", FieldCipher(KeyRing(Key.generate("test"))))


@pytest.mark.parametrize(
    ("born", "age"),
    [("19661123", 60), ("19661124", 59), ("19661122", 60), ("20260101", 0), ("20000229", 26)],
)
def test_age_counts_full_years(born: str, age: int) -> None:
    assert age_on(f"110101{born}001X", TODAY) == age


@pytest.mark.parametrize(
    ("number", "answer", "offered"),
    [
        ("110101195405120028", None, True),
        ("110101195405120028", True, False),
        ("110101195405120028", False, False),
        ("110101199003070011", None, False),
        (None, None, False),
    ],
)
def test_elder_mode_is_offered_once(number: str | None, answer: bool | None, offered: bool) -> None:
    assert offers_elder_mode(number, answer, TODAY) is offered


@pytest.mark.parametrize(
    ("return_to", "ours"),
    [
        ("https://yichuang.example/", True),
        ("https://yichuang.example/#/pages/login/index", True),
        ("http://127.0.0.1:5173/", False),
        ("https://yichuang.example.evil.example/", False),
        ("https://yichuang.example@evil.example/", False),
        ("https://evil.example/", False),
        ("javascript:alert(1)", False),
        ("//yichuang.example/", False),
        ("https://[broken/", False),
    ],
)
def test_a_code_returns_to_our_own_pages_only(keys: None, return_to: str, ours: bool) -> None:
    settings = Settings(public_url="https://yichuang.example", wechat_appid="wx1")
    if ours:
        assert "state=" in (oauth.login_url(settings, return_to, "10.0.0.1:8000", NOW) or "")
    else:
        with pytest.raises(InvalidInput):
            oauth.login_url(settings, return_to, "10.0.0.1:8000", NOW)


def test_without_an_account_at_wechat_a_browser_cannot_log_in(keys: None) -> None:
    assert oauth.login_url(Settings(wechat_appid=""), "https://evil.example/", "h", NOW) is None


def test_state_is_ours_and_young(keys: None) -> None:
    state = oauth.new_state(NOW)
    assert state.isalnum()
    assert len(state) <= 128
    oauth.check_state(state, NOW + timedelta(minutes=9))
    for wrong in (None, "", "abc", state[:-1], state[:-1] + ("0" if state[-1] != "0" else "1"), "f" * len(state)):
        with pytest.raises(LoginUnfinished):
            oauth.check_state(wrong, NOW)
    with pytest.raises(LoginUnfinished):
        oauth.check_state(state, NOW + timedelta(minutes=11))


def test_a_ticket_lasts_a_minute_and_cannot_be_made_up(keys: None) -> None:
    session = new_id()
    ticket, until = tickets.issue(session, NOW)
    assert until == NOW + timedelta(seconds=60)
    assert tickets.open_ticket(ticket, NOW + timedelta(seconds=59)) == session
    for forged, now in ((ticket, until), (ticket[:-2], NOW), ("v1.a.test.xxxx", NOW), ("", NOW)):
        with pytest.raises(NotLoggedIn):
            tickets.open_ticket(forged, now)


def test_the_privacy_notice_is_said_in_short_sentences() -> None:
    sentences = [part for section in privacy.SECTIONS for part in re.split("[。！？]", section.text) if part]
    assert [sentence for sentence in sentences if len(sentence) > 25] == []
    assert not re.search("请知悉|予以|之规定", "".join(sentences))
