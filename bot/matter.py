"""What a text that stands for itself is about: a card, a question back, a place elsewhere, or a person."""

from __future__ import annotations

from bot.answering import answered, cards, is_complaint, service_of, several, wishes_to_complain
from bot.belonging import belonging
from bot.composing import Composer
from bot.decisions import Decision
from bot.dialogue import names_nothing, says_nothing
from bot.entries import Entry
from bot.guards import is_complex, is_foreign
from bot.intents import matters
from bot.normalise import normalise
from bot.talking import said
from bot.turn import Turn
from bot.understanding import Reading

_OURS, _SURELY_OURS = 0.5, 0.75
"""Probabilities that a question is ours: below the first nothing of ours is offered, below the second it is asked
back what is meant."""
_STUB_NEAR = 0.42
"""The score that a stub must reach, and it must be the best of all, to be where somebody is sent."""
_LEAST_SURE = {"item": _SURELY_OURS, "bundle": _SURELY_OURS, "service": 0.7}
_NAMED = 0.7
"""The probability from which a matter is asked back rather than handed to a person."""
_BARE = 6
"""The most characters of a bare thing."""
_REFUSED = frozenset({"illegal", "privacy", "injection", "offtopic"})
"""Kinds of talk that are answered with a kind word; a person sees to the others."""


def about_matter(turn: Turn, composer: Composer, text: str) -> Decision:
    """The decision about a text that stands for itself."""
    reading = turn.read(text)
    if is_complex(text):
        return composer.hand_off("complex", "complex case", reading)
    if is_foreign(turn.plain):
        return composer.hand_off("language", "foreign language", reading)
    doubted = None if reading.judgement.exact else _doubted(turn, composer, reading)
    return doubted or _found(turn, composer, reading)


def _doubted(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The decision about a text that names no matter, or hardly one of ours."""
    vague = _vague(turn, composer, reading)
    if vague is not None:
        return vague
    if reading.found and is_complaint(reading.found[0].entry) and wishes_to_complain(reading.text):
        return answered(turn, composer, reading, "wants to complain")
    talk = _talked(turn, composer, reading)
    if talk is not None:
        return talk
    ours = belonging(reading, turn.understanding)
    if ours < _OURS and not _is_named(reading):
        return _not_ours(turn, composer, reading)
    if reading.found and ours < _LEAST_SURE.get(reading.found[0].entry.kind, 0.0):
        return _asked_back(turn, composer, reading, "perhaps not ours")
    return None


def _found(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    """The decision about a text that is about something known."""
    if reading.judgement.verdict == "answer" and reading.found[0].entry.kind != "stub":
        return answered(turn, composer, reading, "found")
    if reading.judgement.verdict == "answer":  # an aside about something elsewhere must not hide a matter of ours
        return several(turn, composer, reading.text) or answered(turn, composer, reading, "elsewhere")
    return _agreed(turn, composer, reading) or _unsure(turn, composer, reading)


def _is_named(reading: Reading) -> bool:
    """Is an item or service so likely meant that a person need not look first? Complaints are for a person."""
    if not reading.found:
        return False
    best = reading.found[0].entry
    return best.kind != "stub" and not is_complaint(best) and reading.judgement.confidence >= _NAMED


def _agreed(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The cards of several matters named in one text, when what the whole is nearest to is among them."""
    clear = matters(turn, reading.text)
    named = bool(reading.found) and reading.found[0].entry in [one.found[0].entry for one in clear]
    return cards(turn, composer, clear) if named and len(clear) > 1 else None


def _named_by(turn: Turn, reading: Reading) -> list[Entry]:
    """The items found whose names hold a text that is a bare thing ("身份证"): it does not say what is to be done."""
    text = reading.wording.text
    if reading.facets or reading.query.actions or not 2 <= len(text) <= _BARE:
        return []
    named = [one.entry for one in reading.found if one.entry.kind == "item" and text in normalise(one.entry.name)]
    return named[: turn.understanding.settings.max_options]


def _talked(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """A person, or a kind word, for what is rather talk than a matter."""
    talk = said(reading, turn.understanding)
    if talk is None or _is_named(reading):
        return None
    if talk.kind in _REFUSED:
        return composer.small_talk(talk.kind, reading, f"like:{talk.kind}")
    return composer.hand_off(talk.kind, f"like:{talk.kind}", reading)


def _vague(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The decision about a text that names no matter, or only one that fits dozens of items."""
    if says_nothing(reading.wording.core):
        return _bare_facet(turn, composer, reading)
    things = _named_by(turn, reading)
    if len(things) > 1:
        return _missed(turn, composer, reading) or composer.clarify(things, "a thing of several items", reading)
    if names_nothing(reading.wording.core):
        return _missed(turn, composer, reading) or composer.clarify(_offered(reading), "thing not named", reading)
    return None


def _bare_facet(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    """Nothing but a facet was said: the centre's own service for it, else ask which matter."""
    service = service_of(reading, turn)
    if service is not None:
        return composer.answer(service, reading.facets, "service of facet", confidence=0.8, reading=reading)
    return _missed(turn, composer, reading) or composer.clarify((), "no matter named", reading)


def _not_ours(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    """Send somebody to where it is handled when a stub lies near; a person looks at the rest."""
    cards_of_several = several(turn, composer, reading.text, least=2)
    if cards_of_several is not None:
        return cards_of_several
    best = reading.found[0] if reading.found else None
    if best and best.entry.kind == "stub" and best.score >= _STUB_NEAR:
        return composer.answer(best.entry, (), "not ours", confidence=reading.judgement.confidence, reading=reading)
    return composer.hand_off("unknown", "not ours", reading)


def _unsure(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    if not reading.found:
        return composer.hand_off("unknown", "nothing found", reading)
    if reading.judgement.verdict == "clarify":
        return _asked_back(turn, composer, reading, "unsure")
    return composer.hand_off("unknown", "below threshold", reading)


def _asked_back(turn: Turn, composer: Composer, reading: Reading, rule: str) -> Decision:
    """您是想问 …, unless that was tried too often."""
    return _missed(turn, composer, reading) or composer.clarify(_offered(reading), rule, reading)


def _offered(reading: Reading) -> list[Entry]:
    """The entries to offer: a stub is no choice, it is where somebody else helps."""
    return [one.entry for one in reading.judgement.options if one.entry.kind != "stub"]


def _missed(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The hand-off after too many turns without a result, or None while there is patience left."""
    if turn.context.misses + 1 < turn.understanding.settings.max_misses:
        return None
    return composer.hand_off("misses", "too many misses", reading)
