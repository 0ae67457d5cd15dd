"""What is wrong with a piece of content, said so that a clerk can find and mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Problem:
    """One finding. ``file`` is relative to the content folder, ``line`` counts from 1, ``code`` is stable for programs,
    ``message`` is Chinese because clerks read it."""

    file: str
    line: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        word = "错误" if self.severity == "error" else "提醒"
        return f"{self.file}:{self.line} {word} {self.message}"


class ContentError(Exception):
    """The content cannot be used. ``problems`` are all that were found, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
