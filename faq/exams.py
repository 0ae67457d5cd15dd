"""The regression set: labelled questions that no model may do worse on. Never part of what the bot is built from."""

from __future__ import annotations

from pathlib import Path

_INSTALLED = Path(__file__).parent / "questions"
_CHECKED_OUT = Path(__file__).parent.parent / "tests" / "bot" / "questions"


def exam_files() -> list[Path]:
    """The files of labelled questions (JSON lines): beside this module when installed, in ``tests/`` in a checkout."""
    folder = _INSTALLED if _INSTALLED.is_dir() else _CHECKED_OUT
    return sorted(folder.glob("*.jsonl"))
