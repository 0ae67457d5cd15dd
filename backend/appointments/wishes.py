"""What somebody wants to book: items that are handled at one place, together long enough for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backend.appointments import sql
from backend.appointments.refusals import NotBookable, NotTogether, TooManyItems
from backend.catalogue import live
from backend.catalogue.live import PublishedGuide
from backend.common.errors import InvalidInput
from backend.database import fetch

MOST_ITEMS = 3


@dataclass(frozen=True)
class Wish:
    """Items in the citizen's order; ``minutes`` is the sum of what their guides say."""

    items: tuple[PublishedGuide, ...]

    @property
    def first(self) -> PublishedGuide:
        return self.items[0]

    @property
    def minutes(self) -> int:
        return sum(item.guide.minutes for item in self.items)

    @property
    def departments(self) -> list[str]:
        """The first item's department first, each once."""
        return list(dict.fromkeys(item.guide.department for item in self.items))


async def wish(item_codes: Sequence[str], centre_id: int) -> Wish:
    """The items with these codes.

    Raises:
        InvalidInput: none, or the same twice.
        TooManyItems: more than three.
        NotFound: no such item.
        NotBookable: one needs no appointment.
        NotTogether: they are not handled at one place.
    """
    if not item_codes or len(set(item_codes)) < len(item_codes):
        raise InvalidInput("item_codes", "请选要办的事,每件选一次。")
    if len(item_codes) > MOST_ITEMS:
        raise TooManyItems(most=MOST_ITEMS)
    found = Wish(tuple(bookable(code) for code in item_codes))
    if len(found.departments) > 1 and not await _share_a_pool(found, centre_id):
        raise NotTogether(first=found.first.guide.short_name)
    return found


def bookable(code: str) -> PublishedGuide:
    """The item with this code. Raises NotFound, NotBookable."""
    found = live.current().guide(code)
    if not found.guide.bookable:
        raise NotBookable()
    return found


async def _share_a_pool(wanted: Wish, centre_id: int) -> bool:
    return bool(await fetch(sql.POOL_FOR, [centre_id, wanted.departments]))
