"""Names of departments for staff screens. They live in the catalogue, which is above this slice: it hands them down
at start."""

from __future__ import annotations

from collections.abc import Callable

NameOf = Callable[[str], str | None]
_name_of: NameOf | None = None


def use(name_of: NameOf) -> None:
    """Set how a department code becomes its name; None means that there is no such department."""
    global _name_of
    _name_of = name_of


def name(code: str) -> str:
    """The department's name, or its code when it is not known (any more)."""
    return (_name_of and _name_of(code)) or code


def exists(code: str) -> bool:
    """Whether members may be put there."""
    return _name_of is None or _name_of(code) is not None
