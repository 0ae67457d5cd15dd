"""A question to the bot, with everything around it: conversation, messages kept, answer card rendered."""

from __future__ import annotations

import json

from backend.consultations.service import conversing
from bench.load import KEY, Prepared
from bench.stage import Stage

CONVERSATIONS = 400
QUESTIONS = (
    "身份证丢了怎么补办",
    "补办身份证要带什么材料",
    "二手房过户要多久",
    "社保卡丢了去哪里补",
    "开个小店怎么办执照",
)


async def requests(stage: Stage, _seconds: int) -> list[Prepared]:
    """Many conversations, each asked in turn, so that nobody waits for another's row."""
    now = stage.runtime.clock.now()
    begun = [await conversing.begin(None, now) for _ in range(CONVERSATIONS)]
    return [_say(str(one.id), one.key, QUESTIONS[place % len(QUESTIONS)]) for place, one in enumerate(begun)]


def _say(conversation: str, key: str, text: str) -> Prepared:
    headers = {"X-Conversation-Key": key, "Content-Type": "application/json", "Idempotency-Key": KEY}
    body = json.dumps({"text": text}, ensure_ascii=False)
    return Prepared("POST", f"/api/v1/conversations/{conversation}/messages", headers, body)
