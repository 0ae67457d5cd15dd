"""Pushed messages as wechatpy objects, with the events wechatpy does not know, and what they mean for us."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from wechatpy.events import EVENT_TYPES, BaseEvent, register_event
from wechatpy.fields import BaseField, IntegerField, StringField
from wechatpy.messages import MESSAGE_TYPES, BaseMessage, UnknownMessage

Payload = Mapping[str, object]
Answer = Literal["accept", "reject", "ban", "filter"]

# In XML the list of an event sits one level deeper, in an element of its own.
_WRAPPERS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}
_LISTS = ("List", "Actions")
_ANSWERS: dict[str, Answer] = {"accept": "accept", "reject": "reject", "ban": "ban", "filter": "filter"}


@register_event("add_express_path")
class AddExpressPathEvent(BaseEvent):  # type: ignore[misc]
    """A parcel moved (物流助手)."""

    event = "add_express_path"
    delivery_id = StringField("DeliveryID")
    waybill_id = StringField("WayBillId")
    order_id = StringField("OrderId")
    version = IntegerField("Version", 0)
    actions = BaseField("Actions", [])


@register_event("subscribe_msg_popup_event")
class SubscribePopupEvent(BaseEvent):  # type: ignore[misc]
    """The citizen answered the subscribe dialogue."""

    event = "subscribe_msg_popup_event"
    items = BaseField("List", [])


@register_event("subscribe_msg_change_event")
class SubscribeChangeEvent(BaseEvent):  # type: ignore[misc]
    """The citizen changed a subscription in WeChat's settings."""

    event = "subscribe_msg_change_event"
    items = BaseField("List", [])


@register_event("subscribe_msg_sent_event")
class SubscribeSentEvent(BaseEvent):  # type: ignore[misc]
    """A subscribe message arrived, or did not."""

    event = "subscribe_msg_sent_event"
    items = BaseField("List", [])


@register_event("user_authorization_revoke")
class AuthorizationRevokeEvent(BaseEvent):  # type: ignore[misc]
    """The citizen took back an authorization; the data it covered must go."""

    event = "user_authorization_revoke"
    openid = StringField("OpenID")
    revoke_info = StringField("RevokeInfo", "")


def normalise(payload: Payload) -> dict[str, object]:
    """Return the payload in one shape for both formats: lists are lists, no wrapper elements."""
    plain = dict(payload)
    wrapper = plain.pop(_WRAPPERS.get(str(plain.get("Event", "")).lower(), ""), None)
    if isinstance(wrapper, Mapping):
        plain.update(wrapper)
    for name in _LISTS:
        if name in plain:
            plain[name] = _as_list(plain[name])
    return plain


def _as_list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [value] if value else []


def message_from_dict(payload: Payload) -> BaseMessage:
    """Return the wechatpy object for a pushed message of either format; unknown kinds are UnknownMessage.

    Raises:
        KeyError, AttributeError: there is no textual ``MsgType``.
    """
    plain = normalise(payload)
    kind = _text(plain["MsgType"]).lower()
    known = EVENT_TYPES.get(_text(plain.get("Event", "")).lower()) if kind == "event" else MESSAGE_TYPES.get(kind)
    return (known or UnknownMessage)(plain)


@dataclass(frozen=True)
class ConsentChange:
    """The citizen's answer for one template; the authoritative source of the consent ledger."""

    openid: str
    template_id: str
    answer: Answer


@dataclass(frozen=True)
class Delivered:
    """What became of one subscribe message; ``error_code`` 0 means it arrived."""

    openid: str
    template_id: str
    msgid: str
    error_code: int
    reason: str


def consent_changes(payload: Payload) -> list[ConsentChange]:
    """Return the answers inside a popup or change event; empty for any other message."""
    if payload.get("Event") not in ("subscribe_msg_popup_event", "subscribe_msg_change_event"):
        return []
    return list(_changes(payload))


def _changes(payload: Payload) -> Iterator[ConsentChange]:
    for row in _rows(payload):
        answer = _ANSWERS.get(_text(row.get("SubscribeStatusString", "")))
        if answer:
            yield ConsentChange(_text(payload["FromUserName"]), _text(row["TemplateId"]), answer)


def deliveries(payload: Payload) -> list[Delivered]:
    """Return the fates of messages inside a sent event; empty for any other message."""
    if payload.get("Event") != "subscribe_msg_sent_event":
        return []
    sender = _text(payload["FromUserName"])
    return [
        Delivered(
            sender,
            _text(row.get("TemplateId", "")),
            _text(row.get("MsgID", "")),
            int(_text(row.get("ErrorCode", "0"))),
            _text(row.get("ErrorStatus", "")),
        )
        for row in _rows(payload)
    ]


def revoked_openid(payload: Payload) -> str | None:
    """Return who took back an authorization; None for any other message."""
    if payload.get("Event") != "user_authorization_revoke":
        return None
    return _text(payload.get("OpenID") or payload["FromUserName"])


def _rows(payload: Payload) -> list[Mapping[str, object]]:
    return [row for row in _as_list(normalise(payload).get("List")) if isinstance(row, Mapping)]


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise AttributeError("text or whole number expected")
