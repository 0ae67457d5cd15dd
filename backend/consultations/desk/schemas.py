"""The desk on the wire."""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.staff_schemas import BasisText
from backend.web.schemas import In, Instant, Out

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=30)]


class DraftBasis(In):
    """A law as far as it is typed."""

    law: str = Field(default="", max_length=200)
    doc_no: str | None = Field(default=None, max_length=100)
    article: str | None = Field(default=None, max_length=100)


class DraftRequest(In):
    """``version`` of the draft on the screen (0: none), ``seen`` of the consultation on the screen."""

    version: int = Field(ge=0)
    seen: int = Field(ge=1)
    body: str = Field(default="", max_length=4000)
    salutation: str | None = Field(default=None, max_length=20)
    basis: list[DraftBasis] = Field(default_factory=list, max_length=10)
    no_basis_reason: str | None = Field(default=None, max_length=200)


class Draft(Out):
    """A kept draft; ``stale``: the consultation changed since it was written."""

    version: int
    seen: int
    stale: bool
    saved_at: Instant
    body: str
    salutation: str | None
    basis: list[dict[str, Any]]
    no_basis_reason: str | None


class OwnDraft(Out):
    """The caller's draft, or null."""

    draft: Draft | None


class Phrase(Out):
    """A 常用语; ``filled`` has what is known about the consultation put in."""

    id: UUID
    version: int
    department: Named | None
    title: str
    words: str
    filled: str
    editable: bool


class Phrases(Out):
    items: list[Phrase]
    variables: list[str]


class PhraseQuery(In):
    consultation: UUID | None = None


class NewPhrase(In):
    """Of one department, or of all (null)."""

    department: str | None = Field(default=None, max_length=16)
    title: Title
    words: Words


class ChangedPhrase(In):
    version: int = Field(ge=1)
    title: Title
    words: Words


class Absence(Out):
    id: UUID
    staff_id: UUID
    staff_name: str
    deputy_id: UUID
    deputy_name: str
    department: Named
    from_at: Instant
    until_at: Instant


class NewAbsence(In):
    """Who is away, and who of the same department answers."""

    staff_id: UUID
    deputy_id: UUID
    from_at: AwareDatetime
    until_at: AwareDatetime


class Presence(In):
    """``typing``: a reply is being written; ``leaving``: the screen is closed."""

    typing: bool = False
    leaving: bool = False


class SuggestionQuery(In):
    q: str = Field(default="", max_length=200)


class Suggestion(Out):
    """A guide or a common question that may answer; ``insert`` is text for the reply, ``basis`` its laws."""

    code: str
    title: str
    kind: str
    score: float
    insert: str
    basis: list[BasisText]
