"""YAML files as documents: plain data plus the way back to a line number.

Loading is the common case and has to be fast, so lines are looked up only when there is something to say about them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

from faq.problems import Problem, Severity

Path = tuple[str | int, ...]
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser is ten times faster; where a platform's wheel lacks it, the plain one reads the same."""


class _DuplicateKey(yaml.MarkedYAMLError):
    """A field stands twice in one mapping; PyYAML alone would silently keep the last."""


class _Loader(_Base):  # type: ignore[misc]
    """Safe values only; duplicate keys are an error."""

    def construct_mapping(self, node: MappingNode, deep: bool = False) -> Any:
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                raise _DuplicateKey(problem="duplicate key", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


@dataclass(frozen=True)
class Document:
    """One parsed file. ``file`` is its name relative to the content folder, with forward slashes."""

    file: str
    text: str = field(repr=False)
    data: Any = field(repr=False)

    def problem(self, path: Path, severity: Severity, code: str, message: str) -> Problem:
        """A problem at ``path``, e.g. ``("materials", "list", 2, "name")``."""
        return Problem(self.file, line_of(self.text, path), severity, code, message)


def read_documents(folder: FilePath) -> tuple[list[Document], list[Problem]]:
    """Every ``*.yaml`` below ``folder`` in the order of names, and one problem per file that is not YAML."""
    documents: list[Document] = []
    problems: list[Problem] = []
    for path in sorted(folder.rglob("*.yaml")):
        found = _read(path, path.relative_to(folder).as_posix())
        if isinstance(found, Problem):
            problems.append(found)
        else:
            documents.append(found)
    return documents, problems


def line_of(text: str, path: Path) -> int:
    """The line (from 1) where ``path`` stands in a YAML text; where the path ends early, its last known ancestor."""
    node = _compose(text)
    if node is None:
        return 1
    line = 1 if not path else _line(node)
    for step in path:
        found = _step(node, step)
        if found is None:
            return line
        line, node = found
    return line


@lru_cache(maxsize=4)
def _compose(text: str) -> Node | None:
    """The node tree of the file at hand: problems come file by file, so few trees are enough."""
    root: Node | None = yaml.compose(text, Loader=_Loader)
    return root


def document_of(file: str, text: str) -> Document | Problem:
    """One file from its text, or why it cannot be read."""
    try:
        return Document(file, text, yaml.load(text, Loader=_Loader))  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        return Problem(file, _error_line(error), "error", "bad_yaml", f"写法有误,读不懂:{_error_text(error)}")


def _read(path: FilePath, file: str) -> Document | Problem:
    try:
        return document_of(file, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return Problem(file, 1, "error", "not_utf8", "文件不是 UTF-8 编码,请另存为 UTF-8")


def _error_line(error: yaml.YAMLError) -> int:
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return mark.line + 1 if mark is not None else 1


def _error_text(error: yaml.YAMLError) -> str:
    if not isinstance(error, yaml.MarkedYAMLError):
        return "请检查缩进和冒号"
    if isinstance(error, _DuplicateKey):
        return "同一个字段写了两次"
    return "请检查缩进、冒号和引号"


def _line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _step(node: Node, step: str | int) -> tuple[int, Node] | None:
    if isinstance(node, MappingNode):
        return next(((_line(key), value) for key, value in _pairs(node) if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        child = node.value[step]
        return _line(child), child
    return None


def _pairs(node: MappingNode) -> Iterator[tuple[Node, Node]]:
    yield from node.value
