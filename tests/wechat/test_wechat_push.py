"""The push receiver as pure functions: known answers, what is refused, what counts as the same."""

from __future__ import annotations

import random
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.wechat.config import PushFormat
from backend.wechat.envelope import parse_xml, render_xml, sign
from backend.wechat.events import consent_changes, deliveries, message_from_dict, revoked_openid
from backend.wechat.push import (
    MAX_BODY,
    PushConfig,
    PushMessage,
    PushRefused,
    dedupe_key,
    encrypted_reply,
    open_push,
    staff_handover,
    text_reply,
    verify_url,
)
from backend.wechat.sandbox.crypto import Envelope
from tests.wechat.stage import AES_KEY, APPID, TOKEN

OPENID = "oABCDEFGHIJKLMNOPQRSTUVWXYZ0"
TIMESTAMP, NONCE = "1714036504", "1514711492"
NOW = datetime.fromtimestamp(1714036504, UTC)
ENCRYPT = (
    "Q3stYC6hdFzMh9T8HCvyDLdXQw0oppGmeTgvQpirbSPXt1yN3ygTJXiQUiO3R6sX00CefZZDcpl9ZttfHM8RILXn"
    "DJLmaEm0Vr9eTDjzeroN7cjsOjdXM8wvvUP0S+iC"
)
MSG_SIGNATURE = "a9fa2102c2a9e38d84466aa6ddacacd932ece1dc"
URL_SIGNATURE = "f464b24fc39322e44b38aa78f5edd27bd1441696"

JSON = PushConfig(APPID, TOKEN, AES_KEY, "json")
XML = PushConfig(APPID, TOKEN, AES_KEY, "xml")
WECHAT = Envelope(APPID, TOKEN, AES_KEY)

TEXT = {
    "ToUserName": "gh_centre",
    "FromUserName": OPENID,
    "CreateTime": 1714036500,
    "MsgType": "text",
    "Content": "怎么办居住证",
    "MsgId": 23456789012345678,
}


def sealed(message: str, config: PushConfig = JSON, **over: str) -> tuple[dict[str, str], bytes]:
    """Return query and body as WeChat would send them; the sandbox's own cryptography makes them."""
    timestamp, nonce = over.get("timestamp", TIMESTAMP), over.get("nonce", NONCE)
    encrypt = WECHAT.seal(message)
    query = {
        "timestamp": timestamp,
        "nonce": nonce,
        "signature": WECHAT.signature(timestamp, nonce),
        "msg_signature": WECHAT.signature(timestamp, nonce, encrypt),
    }
    outer = {"ToUserName": "gh_centre", "Encrypt": encrypt}
    return query, (orjson.dumps(outer) if config.push_format == "json" else render_xml(outer).encode())


def opened(message: object, config: PushConfig = JSON) -> PushMessage:
    text = message if isinstance(message, str) else orjson.dumps(message).decode()
    query, body = sealed(text, config)
    return open_push(config, query, body, "", NOW)


def refused(query: dict[str, str], body: bytes, config: PushConfig = JSON, kind: str = "") -> str:
    with pytest.raises(PushRefused) as error:
        open_push(config, query, body, kind, NOW)
    assert error.value.status == 403
    return error.value.reason


# Known answers


def test_address_check_known_answer() -> None:
    query = {"signature": URL_SIGNATURE, "timestamp": TIMESTAMP, "nonce": NONCE, "echostr": "4375120948345356249"}
    assert verify_url(JSON, query, NOW) == "4375120948345356249"


def test_envelope_known_answer() -> None:
    """Both sides agree with the fixed vector, so they agree with each other by more than a shared mistake."""
    assert WECHAT.seal('{"MsgType":"text","Content":"你好"}', b"0123456789abcdef") == ENCRYPT
    assert WECHAT.signature(TIMESTAMP, NONCE, ENCRYPT) == MSG_SIGNATURE == sign(TOKEN, TIMESTAMP, NONCE, ENCRYPT)
    query = {"timestamp": TIMESTAMP, "nonce": NONCE, "msg_signature": MSG_SIGNATURE}
    # The vector's message has no sender; that it is refused as a field shows that it was opened.
    assert refused(query, orjson.dumps({"Encrypt": ENCRYPT})) == "field"


def test_a_text_message() -> None:
    message = opened(TEXT)
    assert (message.openid, message.kind, message.event, message.created_at) == (OPENID, "text", "", 1714036500)
    assert message.message.content == "怎么办居住证"
    assert message.dedupe_key == "msg:23456789012345678"


def test_the_same_message_in_xml() -> None:
    message = opened(render_xml(TEXT), XML)  # type: ignore[arg-type]
    assert message.message.content == "怎么办居住证"
    assert message.dedupe_key == opened(TEXT).dedupe_key


# Address check


@pytest.mark.parametrize(
    "wrong",
    [
        {"signature": "0" * 40},
        {"signature": "签名"},
        {"signature": ""},
        {"timestamp": "1714036505"},
        {"nonce": "1514711493"},
        {"timestamp": "21714036504", "nonce": "151471149"},  # same joined text, other border
        {"timestamp": "4036504", "nonce": "1514711492171"},
        {"echostr": "<script>"},
        {"echostr": ""},
    ],
)
def test_address_check_refuses(wrong: dict[str, str]) -> None:
    query = {"signature": URL_SIGNATURE, "timestamp": TIMESTAMP, "nonce": NONCE, "echostr": "1"} | wrong
    with pytest.raises(PushRefused):
        verify_url(JSON, query, NOW)


@pytest.mark.parametrize(("seconds", "fresh"), [(-301, False), (-300, True), (0, True), (300, True), (301, False)])
def test_five_minutes_and_no_more(seconds: int, fresh: bool) -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    now = NOW + timedelta(seconds=seconds)
    if fresh:
        assert open_push(JSON, query, body, "", now).kind == "text"
    else:
        with pytest.raises(PushRefused, match="无法验证"):
            open_push(JSON, query, body, "", now)


# What is refused


def test_plain_text_mode_is_refused() -> None:
    query, _ = sealed("x")
    assert refused(query, orjson.dumps(TEXT)) == "not encrypted"


@pytest.mark.parametrize("signature", ["", "0" * 40, "é" * 40, "\ud800", MSG_SIGNATURE])
def test_wrong_signature(signature: str) -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    assert refused(query | {"msg_signature": signature}, body) == "signature"


def test_the_plain_signature_does_not_count() -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    assert refused(query | {"msg_signature": query["signature"]}, body) == "signature"


def test_another_accounts_message_under_our_token() -> None:
    other = Envelope("wxffffffffffffffff", TOKEN, AES_KEY)
    encrypt = other.seal(orjson.dumps(TEXT).decode())
    query = {"timestamp": TIMESTAMP, "nonce": NONCE, "msg_signature": other.signature(TIMESTAMP, NONCE, encrypt)}
    assert refused(query, orjson.dumps({"Encrypt": encrypt})).startswith("malformed")


def test_a_message_for_another_gh_id() -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    assert refused(query, body, replace(JSON, gh_id="gh_other")) == "not for us"


def test_too_large() -> None:
    query, _ = sealed("x")
    assert refused(query, b" " * (MAX_BODY + 1)) == "body too large"


@pytest.mark.parametrize("kind", ["text/xml; charset=utf-16", 'application/json; charset="UTF-7"'])
def test_a_foreign_charset(kind: str) -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    assert refused(query, body, kind=kind) == "charset"


@pytest.mark.parametrize("kind", ["", "text/xml", "application/json; encoding=utf-8", "text/plain; charset=UTF-8"])
def test_content_type_is_not_believed(kind: str) -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    assert open_push(JSON, query, body, kind, NOW).kind == "text"


@pytest.mark.parametrize(
    "body",
    [b"", b"null", b"[]", b"{", b'{"Encrypt":1}', b'{"Encrypt":null}', b'{"Encrypt":["a"]}', b"\xff\xfe", b"[" * 60000],
)
def test_broken_outside_json(body: bytes) -> None:
    query, _ = sealed("x")
    refused(query, body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<xml/>",
        b"<xml><Encrypt/></xml>",
        b"<xml><Encrypt>a</Encrypt><Encrypt>b</Encrypt></xml>",
        b'<xml a="1"><Encrypt>a</Encrypt></xml>',
        b"<other><Encrypt>a</Encrypt></other>",
        b'<!DOCTYPE xml [<!ENTITY a "b">]><xml><Encrypt>&a;</Encrypt></xml>',
        b'<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml><Encrypt>a</Encrypt></xml>',
        b"<!DOCTYPE xml><xml><Encrypt>a</Encrypt></xml>",
        b"<a>" * 20000,
        b"<xml>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</xml>",
        "<xml><Encrypt>a</Encrypt></xml>".encode("utf-16"),
        orjson.dumps({"Encrypt": ENCRYPT}),
    ],
)
def test_broken_outside_xml(body: bytes) -> None:
    query, _ = sealed("x")
    refused(query, body, XML)


@pytest.mark.parametrize(
    "wrong",
    [
        {"MsgType": None},
        {"MsgType": 3},
        {"MsgType": {"a": 1}},
        {"FromUserName": ""},
        {"FromUserName": [OPENID, OPENID]},
        {"FromUserName": "o" * 200},
        {"CreateTime": 10**19},
        {"CreateTime": -1},
        {"CreateTime": "yesterday"},
        {"CreateTime": True},
        {"MsgId": "zzz"},
        {"MsgId": 1.5},
        {"MsgId": {}},
        {"MsgType": "event"},
        {"MsgType": "event", "Event": ["a"]},
    ],
)
def test_correctly_signed_nonsense(wrong: dict[str, object]) -> None:
    query, body = sealed(orjson.dumps(TEXT | wrong).decode())
    refused(query, body)


@pytest.mark.parametrize("inside", ["", "null", "[]", "{}", "你好", '{"a":' * 2000, "<xml/>", "\x00"])
def test_correctly_signed_garbage(inside: str) -> None:
    for config in (JSON, XML):
        query, body = sealed(inside, config)
        refused(query, body, config)


def test_a_thousand_mutations_give_one_answer() -> None:
    """Signed again after each change, so that decryption itself is reached: no padding oracle, no exception."""
    dice, raw = random.Random(20261120), bytearray(b64decode(ENCRYPT))
    for _ in range(1000):
        changed = bytearray(raw)
        changed[dice.randrange(len(changed))] ^= dice.randrange(1, 256)
        del changed[dice.choice([len(changed), 16, 32, dice.randrange(len(changed))]) :]
        encrypt = b64encode(bytes(changed)).decode() or "A"
        query = {"timestamp": TIMESTAMP, "nonce": NONCE, "msg_signature": WECHAT.signature(TIMESTAMP, NONCE, encrypt)}
        refused(query, orjson.dumps({"Encrypt": encrypt}))


@pytest.mark.parametrize("count", [0, 33, 200])
def test_padding_is_checked(count: int) -> None:
    """Padding bytes that a lax receiver accepts: out of range, or not all the same."""
    key = b64decode(AES_KEY + "=")
    message = orjson.dumps(TEXT)
    plain = b"r" * 16 + len(message).to_bytes(4, "big") + message + APPID.encode()
    fill = 32 - len(plain) % 32
    encryptor = Cipher(algorithms.AES256(key), modes.CBC(key[:16])).encryptor()
    encrypt = b64encode(encryptor.update(plain + bytes([count]) * fill) + encryptor.finalize()).decode()
    query = {"timestamp": TIMESTAMP, "nonce": NONCE, "msg_signature": WECHAT.signature(TIMESTAMP, NONCE, encrypt)}
    assert refused(query, orjson.dumps({"Encrypt": encrypt})).startswith("malformed")


@pytest.mark.parametrize("field", ["timestamp", "nonce", "msg_signature"])
def test_a_missing_parameter(field: str) -> None:
    query, body = sealed(orjson.dumps(TEXT).decode())
    refused({name: value for name, value in query.items() if name != field}, body)


@settings(max_examples=60, deadline=None)
@given(body=st.binary(max_size=300), kind=st.text(max_size=30), push_format=st.sampled_from(["json", "xml"]))
def test_any_bytes_are_refused_and_never_crash(body: bytes, kind: str, push_format: PushFormat) -> None:
    query, _ = sealed("x")
    refused(query, body, replace(JSON, push_format=push_format), kind)


def test_a_key_of_the_wrong_length_is_a_wrong_setting() -> None:
    with pytest.raises(ValueError, match="43"):
        PushConfig(APPID, TOKEN, AES_KEY[:-4])


def test_no_secret_in_the_settings_text() -> None:
    assert AES_KEY not in repr(JSON)


# What counts as the same


def test_a_repeat_with_another_nonce_is_the_same_message() -> None:
    one = opened(TEXT)
    query, body = sealed(orjson.dumps(TEXT).decode(), nonce="9999999999")
    again = open_push(JSON, query, body, "", NOW)
    assert one.dedupe_key == again.dedupe_key
    assert one.signature_key != again.signature_key


EVENT = {"ToUserName": "gh_centre", "FromUserName": OPENID, "CreateTime": 1714036500, "MsgType": "event"}


@pytest.mark.parametrize(
    "other",
    [
        {"Event": "unsubscribe"},
        {"CreateTime": 1714036501},
        {"FromUserName": "o" + "x" * 27},
        {"EventKey": "menu-2"},
    ],
)
def test_two_events_of_one_second_both_survive(other: dict[str, object]) -> None:
    first = EVENT | {"Event": "CLICK", "EventKey": "menu-1"}
    assert dedupe_key(first) == dedupe_key(dict(reversed(first.items())))
    assert dedupe_key(first) != dedupe_key(first | other)


def test_events_without_key_differ_by_their_content() -> None:
    first = EVENT | {"Event": "add_express_path", "WayBillId": "1", "Version": 3}
    assert dedupe_key(first) == dedupe_key(dict(first))
    assert dedupe_key(first) != dedupe_key(first | {"WayBillId": "2"})
    assert len(dedupe_key(first)) <= 80


# What events mean

ROW = {"TemplateId": "t1", "SubscribeStatusString": "accept", "PopupScene": "0"}


@pytest.mark.parametrize("rows", [ROW, [ROW]])
def test_consent_from_json_object_or_list(rows: object) -> None:
    (change,) = consent_changes(EVENT | {"Event": "subscribe_msg_popup_event", "List": rows})
    assert (change.openid, change.template_id, change.answer) == (OPENID, "t1", "accept")


def test_consent_from_xml() -> None:
    inside = "".join(
        f"<List><TemplateId>{t}</TemplateId><SubscribeStatusString>reject</SubscribeStatusString></List>"
        for t in ("t1", "t2")
    )
    head = render_xml(EVENT | {"Event": "subscribe_msg_change_event"})  # type: ignore[arg-type]
    xml = head.replace("</xml>", f"<SubscribeMsgChangeEvent>{inside}</SubscribeMsgChangeEvent></xml>")
    changes = consent_changes(opened(xml, XML).payload)
    assert [(c.template_id, c.answer) for c in changes] == [("t1", "reject"), ("t2", "reject")]


def test_fate_of_a_sent_message() -> None:
    row = {"TemplateId": "t1", "MsgID": 12, "ErrorCode": "43101", "ErrorStatus": "user refuse"}
    (fate,) = deliveries(EVENT | {"Event": "subscribe_msg_sent_event", "List": row})
    assert (fate.msgid, fate.error_code, fate.reason) == ("12", 43101, "user refuse")


def test_a_withdrawn_authorization_names_the_person() -> None:
    assert revoked_openid(EVENT | {"Event": "user_authorization_revoke", "OpenID": OPENID}) == OPENID
    assert revoked_openid(TEXT) is None


@pytest.mark.parametrize(
    ("event", "name"),
    [
        ("add_express_path", "AddExpressPathEvent"),
        ("subscribe_msg_popup_event", "SubscribePopupEvent"),
        ("subscribe_msg_sent_event", "SubscribeSentEvent"),
        ("user_authorization_revoke", "AuthorizationRevokeEvent"),
        ("user_enter_tempsession", "UserEnterTempSessionEvent"),
        ("never_heard_of", "UnknownMessage"),
    ],
)
def test_events_wechatpy_lacks_are_known(event: str, name: str) -> None:
    assert type(message_from_dict(EVENT | {"Event": event})).__name__ == name


def test_actions_are_a_list_in_both_formats() -> None:
    action = {"ActionTime": 1533052800, "ActionType": 100001, "ActionMsg": "揽件成功"}
    event = message_from_dict(EVENT | {"Event": "add_express_path", "Version": "3", "Actions": action})
    assert event.actions == [action]
    assert event.version == 3


# Replies


@pytest.mark.parametrize("config", [JSON, XML])
@pytest.mark.parametrize("content", ["请您带身份证", "a]]>b<Evil>1</Evil>", "<&>\"'", "]]>" * 3])
def test_an_encrypted_reply_says_exactly_that(config: PushConfig, content: str) -> None:
    body, kind = encrypted_reply(config, text_reply(opened(TEXT), content, NOW), "abc123", NOW)
    outer = read(config, body.decode())
    encrypt = str(outer["Encrypt"])
    assert WECHAT.signature(str(outer["TimeStamp"]), str(outer["Nonce"]), encrypt) == outer["MsgSignature"]
    inner = read(config, WECHAT.unseal(encrypt))
    assert inner["Content"] == content
    assert (inner["ToUserName"], inner["FromUserName"]) == (OPENID, "gh_centre")
    assert ("json" in kind) == (config is JSON)


def read(config: PushConfig, text: str) -> Mapping[str, object]:
    if config is JSON:
        fields: dict[str, object] = orjson.loads(text)
        return fields
    return parse_xml(text)


def test_hand_over_swaps_sender_and_receiver() -> None:
    reply = staff_handover(opened(TEXT), NOW)
    assert (reply["ToUserName"], reply["MsgType"]) == (OPENID, "transfer_customer_service")
