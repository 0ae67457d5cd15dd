"""What an import would change, before anything is changed (``yichuang import guides PATH --dry-run``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from faq.checker import check_draft, errors
from faq.loader import load_draft
from faq.problems import Problem
from faq.schema import Guide


@dataclass(frozen=True)
class FieldChange:
    """One field of a guide, e.g. ``fee.text``; ``before`` or ``after`` is None where there was or is no such field."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class GuideChange:
    guide: Guide
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ImportPlan:
    """Adds and changes in order of code. ``rejects`` are the errors; while there is one, nothing may be imported.
    ``absent`` are codes in use that the folder does not name: an import leaves them alone."""

    adds: tuple[Guide, ...]
    changes: tuple[GuideChange, ...]
    rejects: tuple[Problem, ...]
    unchanged: int
    absent: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """Whether importing would change nothing."""
        return not self.adds and not self.changes


def plan_import(folder: Path, current: Mapping[str, Guide]) -> ImportPlan:
    """Compare the guides below ``folder`` (a whole content folder) with the ``current`` ones by code.

    Reads files and nothing else; whoever applies the plan does so all or nothing.
    Raises ``ContentError`` when the folder does not exist.
    """
    draft = load_draft(folder)
    guides = {row.value.code: row.value for row in sorted(draft.guides, key=lambda row: row.value.code)}
    adds = tuple(guide for code, guide in guides.items() if code not in current)
    changes = tuple(_changes(guides, current))
    return ImportPlan(
        adds=adds,
        changes=changes,
        rejects=tuple(errors(check_draft(draft, folder))),
        unchanged=len(guides) - len(adds) - len(changes),
        absent=tuple(sorted(set(current) - set(guides))),
    )


def field_changes(before: Guide, after: Guide) -> tuple[FieldChange, ...]:
    """The fields that differ, in reading order; lists count as one field."""
    old, new = _flat(before), _flat(after)
    names = dict.fromkeys((*new, *old))
    return tuple(FieldChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))


def _changes(guides: Mapping[str, Guide], current: Mapping[str, Guide]) -> Iterator[GuideChange]:
    for code, guide in guides.items():
        if code in current and current[code] != guide:
            yield GuideChange(guide, field_changes(current[code], guide))


def _flat(guide: Guide) -> dict[str, Any]:
    return dict(_leaves("", guide.model_dump(mode="json", by_alias=True)))


def _leaves(prefix: str, value: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(value, dict):
        yield prefix, value
        return
    for key, child in value.items():
        yield from _leaves(f"{prefix}.{key}" if prefix else key, child)
