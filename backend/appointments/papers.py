"""What every appointment for the same items says alike: where to go, what to bring. Worked out once per publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from backend.appointments import materials
from backend.appointments.states import PartyKind
from backend.catalogue import live
from backend.catalogue.live import Snapshot
from backend.catalogue.places import place_of, windows_of
from backend.catalogue.schemas import Material, Place
from faq.schema import Guide

_Key = tuple[tuple[str, ...], PartyKind]


@dataclass(frozen=True)
class Papers:
    """``bring`` in lines, ``materials`` as the check list."""

    place: Place
    bring: list[str]
    materials: list[Material]


_kept: WeakKeyDictionary[Snapshot, dict[_Key, Papers]] = WeakKeyDictionary()
"""Goes with the content it was worked out from."""


def papers(guides: Sequence[Guide], party: PartyKind) -> Papers:
    """For these items, the first of which says where to go."""
    snapshot = live.current()
    if not all(_is_in_force(snapshot, guide) for guide in guides):
        return _papers(guides, party)
    kept = _kept.setdefault(snapshot, {})
    key = (tuple(guide.code for guide in guides), party)
    if key not in kept:
        kept[key] = _papers(guides, party)
    return kept[key]


def place_for(guide: Guide) -> Place:
    """Where to go today, whatever version of the guide is meant."""
    book = live.current().book
    return Place.of(place_of(book, windows_of(book, guide)))


def _is_in_force(snapshot: Snapshot, guide: Guide) -> bool:
    published = snapshot.guides.get(guide.code)
    return published is not None and published.guide is guide


def _papers(guides: Sequence[Guide], party: PartyKind) -> Papers:
    return Papers(place_for(guides[0]), materials.bring(guides, party), materials.needed(guides, party))
