"""The matching engine: a citizen's words in, a decision out. Deterministic; knows neither web nor database.

>>> from bot import Context, Engine
>>> engine = Engine.build(book)
>>> decision = engine.reply("身份证丢了怎么补", Context())
"""

from __future__ import annotations

from bot.decisions import (
    Answer,
    Button,
    Candidate,
    Clarify,
    Context,
    Decision,
    HandOff,
    Option,
    Part,
    Redirect,
    SmallTalk,
    SourceNote,
    Trace,
)
from bot.engine import Engine
from bot.settings import Settings

__all__ = [
    "Answer",
    "Button",
    "Candidate",
    "Clarify",
    "Context",
    "Decision",
    "Engine",
    "HandOff",
    "Option",
    "Part",
    "Redirect",
    "Settings",
    "SmallTalk",
    "SourceNote",
    "Trace",
]
