"""One reading of one turn: spelling, guards, facets, actions, the matter it names, and what was found for it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.actions import detect_actions
from bot.deciding import Judgement, Wholly, is_strange, judge
from bot.decisions import Audience
from bot.facets import detect_facets
from bot.index.catalogue import Catalogue
from bot.matching import Asked
from bot.normalise import normalise
from bot.scoring import Found, Query, search
from bot.settings import Settings
from bot.spelling import Speller
from bot.terms import Reader, Wording
from faq.schema import Facet


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text means on its own, before the conversation is looked at. ``found`` are the entries that it may
    mean, best first; ``talk`` is the kind of talk that it is nearest to, if any is near."""

    text: str
    query: Query
    found: tuple[Found, ...]
    talk: Found | None
    wholly: Wholly
    judgement: Judgement

    @property
    def wording(self) -> Wording:
        return self.query.asked.wording

    @property
    def facets(self) -> tuple[Facet, ...]:
        return self.query.facets

    @property
    def best(self) -> Found | None:
        return self.found[0] if self.found else None


@dataclass(frozen=True, slots=True)
class Understanding:
    """Reads texts against one catalogue."""

    catalogue: Catalogue
    reader: Reader
    speller: Speller
    settings: Settings

    def normalise(self, text: str) -> str:
        """The one spelling of what was typed, with slips towards our own words repaired."""
        return self.repair(self.plain(text))

    def plain(self, text: str) -> str:
        """The one spelling of what was typed, in its own letters."""
        return normalise(text[: self.settings.longest])

    def repair(self, plain: str) -> str:
        """A plain text with pinyin read and slips towards our own words repaired."""
        return self.speller.repair(self.reader.pinyin.read(plain), self.reader.segmenter)

    def read(self, text: str, refused: tuple[str, ...] = (), audience: Audience | None = None) -> Reading:
        """Read a normalised text. ``refused`` entries are left out: the citizen has said that it is not them."""
        wording = self.reader.read(text)
        encoder = self.catalogue.encoder
        asked = Asked(wording, encoder.encode(wording) if encoder else None)
        query = Query(asked, detect_actions(text), detect_facets(text), audience)
        found = search(self.catalogue, query, self.settings)
        if found and is_strange(found[0], self.settings):
            found = ()
        left = tuple(one for one in found if one.entry.code not in refused and one.entry.kind != "talk")
        talk = next((one for one in found if one.entry.kind == "talk"), None)
        gone = frozenset(refused)
        exact, named = self.catalogue.exact(wording.key) - gone, self.catalogue.exact(wording.core) - gone
        wholly = Wholly(exact, named, len(wording.text))
        return Reading(text, query, left, talk, wholly, judge(left, talk, wholly, self.settings))
