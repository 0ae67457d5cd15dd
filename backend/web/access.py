"""Who may call a route. Every route carries one of these marks; `tests/project` walks them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from backend.common.errors import Forbidden

Kind = Literal["public", "citizen", "staff", "signed", "token"]


@dataclass(frozen=True)
class Access:
    """A route's mark. ``reason`` says out loud why nobody in particular is asked for; ``permission`` narrows staff."""

    kind: Kind
    permission: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Citizen:
    """The citizen of this request."""

    id: UUID
    session_id: UUID

    @property
    def actor(self) -> str:
        """How audit rows and idempotency keys name this person."""
        return f"citizen:{self.id}"


@dataclass(frozen=True)
class Staff:
    """The staff member of this request. ``number`` is the 工号, ``department`` a department code or None."""

    id: UUID
    session_id: UUID
    name: str
    number: str
    role: str
    department: str | None
    windows: tuple[str, ...] = ()
    permissions: frozenset[str] = field(default_factory=frozenset)

    @property
    def actor(self) -> str:
        """How audit rows and idempotency keys name this person."""
        return f"staff:{self.id}"

    def may(self, permission: str) -> bool:
        """Whether this person's role carries the permission."""
        return permission in self.permissions

    def require(self, permission: str) -> None:
        """Raises Forbidden unless `may`."""
        if not self.may(permission):
            raise Forbidden()


def public(reason: str) -> Access:
    """Anybody; the reason is shown in the project's route list."""
    return Access("public", reason=reason)


def citizen() -> Access:
    """A logged-in citizen."""
    return Access("citizen")


def staff(permission: str | None = None) -> Access:
    """A logged-in staff member, with this permission when one is named."""
    return Access("staff", permission=permission)


def signed(by: str) -> Access:
    """A third party that proves itself by its signature; the hook checks it."""
    return Access("signed", reason=by)


def token(name: str) -> Access:
    """A machine with a configured token."""
    return Access("token", reason=name)
