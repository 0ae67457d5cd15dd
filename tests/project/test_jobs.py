"""Every job has a handler, every handler a job."""

from __future__ import annotations

import re
from pathlib import Path

from backend.outbox import handlers, schedules
from backend.wechat import inbox
from backend.wiring import load_jobs

BACKEND = Path(__file__).resolve().parents[2] / "backend"
_ENQUEUED = re.compile(r"enqueue\(\s*(?:\"([a-z_.]+)\"|([A-Z_]+))")


def test_every_enqueued_topic_has_a_handler_and_the_other_way_round() -> None:
    load_jobs()
    enqueued = {inbox.TOPIC}
    for path in BACKEND.rglob("*.py"):
        for literal, constant in _ENQUEUED.findall(path.read_text(encoding="utf-8")):
            assert literal or constant == "TOPIC", f"{path}: name the topic with a literal or TOPIC"
            enqueued |= {literal} if literal else set()
    assert enqueued == set(handlers)


def test_schedules_are_named_after_their_slice() -> None:
    load_jobs()
    for topic in schedules:
        assert (BACKEND / topic.split(".")[0]).is_dir(), topic
