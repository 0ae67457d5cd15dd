"""Tables of the WeChat slice."""

from __future__ import annotations

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField


class WeChatPush(Row):
    """One message WeChat pushed to us, kept before anything is done with it.

    ``dedupe_key`` drops WeChat's own repeats, ``signature_key`` a replayed envelope.
    """

    dedupe_key = fields.CharField(max_length=100)
    signature_key = fields.CharField(max_length=100)
    kind = fields.CharField(max_length=40)
    event = fields.CharField(max_length=60, default="")
    payload_json = SealedField("wechat_push.payload")
    done_at = fields.DatetimeField(null=True)

    class Meta:
        table = "wechat_push"
        unique_together = (("centre_id", "dedupe_key"), ("centre_id", "signature_key"))
