"""Values as pieces of YAML, in the style in which the content is written: two spaces, plain text where it can be."""

from __future__ import annotations

from typing import Any

import yaml


class Line(list[Any]):
    """A list that is written on one line: ``[甲, 乙]``."""


class _Dumper(yaml.SafeDumper):
    """Lists are indented below their key, which PyYAML alone does not do."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


_Dumper.add_representer(Line, lambda dumper, rows: dumper.represent_sequence("tag:yaml.org,2002:seq", rows, True))


def block(value: Any, indent: int = 0) -> str:
    """A value as a block, without its last line end; the lines after the first are indented by ``indent``."""
    if isinstance(value, str):
        return _dump([value], False)[2:].rstrip("\n")
    return _dump(value, False).rstrip("\n").replace("\n", "\n" + " " * indent)


def flow(value: Any) -> str:
    """A value on one line."""
    return flow_item(value) if isinstance(value, str) else _dump(value, True).rstrip("\n")


def flow_item(value: Any) -> str:
    """A value inside of ``[…]`` or ``{…}``, where a comma must be quoted."""
    return _dump([value], True).rstrip("\n")[1:-1]


def _dump(value: Any, in_flow: bool) -> str:
    text: str = yaml.dump(
        value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1_000_000, default_flow_style=in_flow
    )
    return text
