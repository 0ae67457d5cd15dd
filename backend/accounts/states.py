"""Small closed sets of the accounts slice."""

from __future__ import annotations

from enum import StrEnum


class Identity(StrEnum):
    """What is known of who a citizen is. ``none``: no number, at most a name told on the phone. ``checked``: a clerk
    compared it with the card at a window."""

    NONE = "none"
    DECLARED = "declared"
    CHECKED = "checked"


class Channel(StrEnum):
    """Where a citizen logs in: the browser (公众号 OAuth) or the mini program. Each has its own openid."""

    H5 = "h5"
    MP = "mp"


class ConsentKind(StrEnum):
    """What a citizen agrees to, each by itself (个人信息保护法 art. 14, 23, 29)."""

    PRIVACY = "privacy"
    COURIER = "courier"


CONSENT_LABELS = {ConsentKind.PRIVACY: "隐私说明", ConsentKind.COURIER: "把收件信息交给快递公司"}


class Relation(StrEnum):
    """What a family member is to the citizen."""

    SPOUSE = "spouse"
    PARENT = "parent"
    CHILD = "child"
    OTHER = "other"


RELATION_LABELS = {
    Relation.SPOUSE: "配偶",
    Relation.PARENT: "父母",
    Relation.CHILD: "子女",
    Relation.OTHER: "其他亲属",
}
