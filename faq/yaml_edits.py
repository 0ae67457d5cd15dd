"""Changes of a YAML file that leave every other byte of it alone: comments, order, quotes, line ends.

A parsed file is never written out again. The parser only says where a value stands; the text is cut and joined there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from faq.documents import Path
from faq.yaml_text import block, flow, flow_item


class CannotEdit(Exception):
    """The file is written in a way that this module does not change, e.g. with anchors."""


@dataclass(frozen=True, slots=True)
class Put:
    """Set one field. ``value`` None takes the field away; a field that is not there is added at the mapping's end."""

    path: Path
    value: Any


@dataclass(frozen=True, slots=True)
class Rows:
    """Take entries (by number) out of a list and add others at its end; a list that is not there is begun."""

    path: Path
    removed: frozenset[int] = frozenset()
    added: tuple[Any, ...] = ()


Edit = Put | Rows


@dataclass(frozen=True, slots=True, order=True)
class _Splice:
    """Replace ``text[start:end]``. Equal places keep the order in which they were found."""

    start: int
    end: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    node: Node
    in_flow: bool


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with all edits done. Paths mean the text as it was. Raises ``CannotEdit``."""
    if not edits:
        return text
    return _Editor(text if text.endswith("\n") else text + "\n").apply(edits)


class _Editor:
    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = "\r\n" if "\r\n" in text else "\n"
        # The plain loader: only its marks count characters on every platform.
        self.root: Node | None = yaml.compose(text, Loader=yaml.SafeLoader)

    def apply(self, edits: Sequence[Edit]) -> str:
        """Deeper lists come first: where two ends fall together, the inner one is closed first."""
        splices: list[_Splice] = []
        for edit in sorted(edits, key=self._depth):
            for start, end, text in self._splices(edit):
                splices.append(_Splice(start, end, len(splices), text.replace("\n", self.newline)))
        parts: list[str] = []
        at = 0
        for splice in sorted(splices):
            if splice.start < at:
                raise CannotEdit("两处修改重叠了")
            parts += [self.text[at : splice.start], splice.text]
            at = splice.end
        return "".join((*parts, self.text[at:]))

    def _depth(self, edit: Edit) -> int:
        missing = isinstance(edit, Put) or self._find(edit.path) is None
        return -(len(edit.path) - 1 if missing else len(edit.path))

    def _splices(self, edit: Edit) -> Iterator[tuple[int, int, str]]:
        found = self._find(edit.path)
        match edit:
            case Put(value=None):
                if found is not None:
                    yield self._without_key(edit.path)
            case Put(value=value) if found is None:
                yield self._new_key(edit.path, value)
            case Put(value=value) if found is not None:
                yield found.node.start_mark.index, _end(found.node), (flow_item if found.in_flow else block)(value)
            case Rows(added=added) if found is None or not isinstance(found.node, SequenceNode):
                if added and found is not None:
                    raise CannotEdit("这里不是清单")
                if added:
                    yield self._new_key(edit.path, list(added))
            case Rows() if found is not None:
                yield from self._rows(found, edit)

    def _rows(self, found: _Found, edit: Rows) -> Iterator[tuple[int, int, str]]:
        node = found.node
        assert isinstance(node, SequenceNode)
        kept = len(node.value) - len(edit.removed)
        if node.flow_style and not node.value and not found.in_flow:
            yield self._begun(node, edit)
            return
        if node.flow_style:
            yield node.start_mark.index, node.end_mark.index, self._flow_rows(node, edit)
            return
        if not kept and not edit.added:
            yield self._emptied(node)
            return
        for number in sorted(edit.removed):
            yield self._line_start(self._dash(node, node.value[number])), self._next_line(_end(node.value[number])), ""
        if edit.added:
            at = self._next_line(_end(node))
            yield at, at, _entries(edit.added, node.start_mark.column)

    def _begun(self, node: SequenceNode, edit: Rows) -> tuple[int, int, str]:
        """``[]`` becomes a list as the others are written: below its key, two further in."""
        line = self.text[self._line_start(node.start_mark.index) : node.start_mark.index]
        if not line.strip():
            return node.start_mark.index, node.end_mark.index, _entries(edit.added, len(line)).strip()
        key = re.match(r"[\s-]*", line)
        rows = _entries(edit.added, (key.end() if key else 0) + 2).rstrip("\n")
        return node.start_mark.index - len(line) + len(line.rstrip()), node.end_mark.index, f"\n{rows}"

    def _flow_rows(self, node: SequenceNode, edit: Rows) -> str:
        """The kept ones keep their spelling."""
        kept = [
            self.text[child.start_mark.index : child.end_mark.index]
            for number, child in enumerate(node.value)
            if number not in edit.removed
        ]
        return f"[{', '.join([*kept, *map(flow_item, edit.added)])}]"

    def _emptied(self, node: SequenceNode) -> tuple[int, int, str]:
        """A list without entries is written ``[]`` behind its key, or alone in its file."""
        start, end = self._line_start(node.start_mark.index), self._next_line(_end(node))
        before = self.text[:start].rstrip()
        return (len(before), end, " []\n") if before.endswith(":") else (start, end, "[]\n")

    def _new_key(self, path: Path, value: Any) -> tuple[int, int, str]:
        parent = self._find(path[:-1])
        if parent is None or not isinstance(parent.node, MappingNode) or not parent.node.value:
            raise CannotEdit("找不到要写的地方")
        node, key = parent.node, str(path[-1])
        if node.flow_style:
            at = _end(node.value[-1][1])
            return at, at, f", {key}: {flow(value)}"
        at = self._next_line(_end(node))
        rendered = block({key: value})
        return at, at, _indented([rendered], node.start_mark.column)

    def _without_key(self, path: Path) -> tuple[int, int, str]:
        parent = self._find(path[:-1])
        assert parent is not None
        assert isinstance(parent.node, MappingNode)
        key, value = next(pair for pair in parent.node.value if pair[0].value == str(path[-1]))
        start = self._line_start(key.start_mark.index)
        if parent.node.flow_style or self.text[start : key.start_mark.index].strip():
            raise CannotEdit("这个字段不能在表里删去")
        return start, self._next_line(_end(value)), ""

    def _find(self, path: Path) -> _Found | None:
        node, in_flow = self.root, False
        for step in path:
            in_flow = in_flow or bool(isinstance(node, CollectionNode) and node.flow_style)
            node = _child(node, step)
        return _Found(node, in_flow) if node is not None else None

    def _dash(self, node: SequenceNode, child: Node) -> int:
        """Where the dash of a block entry stands: on the child's line, or above it."""
        start = self._line_start(child.start_mark.index)
        while (
            self.text[start + node.start_mark.column] != "-"
            or self.text[start : start + node.start_mark.column].strip()
        ):
            if start == 0:
                raise CannotEdit("这个清单的写法不能自动修改")
            start = self._line_start(start - 1)
        return start

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _next_line(self, index: int) -> int:
        return self.text.index("\n", index) + 1


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: Node = node.value[step]
        return found
    return None


def _end(node: Node) -> int:
    """Behind the last character of a value; the parser's own mark of a block lies behind the comments below it."""
    if isinstance(node, CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(node, MappingNode) else last)
    end = int(node.end_mark.index)
    if isinstance(node, ScalarNode) and node.style in ("|", ">"):
        return len(str(node.end_mark.buffer)[:end].rstrip())
    return end


def _entries(rows: Sequence[Any], column: int) -> str:
    return _indented([f"- {block(row, 2)}" for row in rows], column)


def _indented(blocks: Sequence[str], column: int) -> str:
    indent = " " * column
    return "".join(f"{indent}{line}\n" for text in blocks for line in text.split("\n"))
