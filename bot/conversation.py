"""The order in which a turn is judged: danger, picks, guards, the running conversation, then the matter itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.belonging import belonging
from bot.composing import Composer
from bot.decisions import Decision
from bot.dialogue import audience_of, names_nothing, picked, says_nothing
from bot.entries import Entry
from bot.facets import detect_facets
from bot.following import better, completed, followed
from bot.guards import GuardKind, guard, is_complex, is_emergency, is_foreign, needs_person
from bot.intents import joins, matters
from bot.normalise import normalise
from bot.premises import claimed, near_phrase
from bot.talking import said
from bot.turn import Turn
from bot.understanding import Reading
from faq.schema import Facet, Guide, Service

_OURS, _SURELY_OURS = 0.6, 0.75
"""Probabilities that a question is ours: below the first nothing of ours is offered, below the second it is asked
back what is meant."""
_STUB_LIKELY = 0.6
"""The confidence from which on somebody is sent elsewhere rather than asked."""
_STUB_NEAR = 0.42
"""The score that a stub must reach, and it must be the best of all, to be where somebody is sent."""
_LEAST_SURE = {"item": _SURELY_OURS, "bundle": _SURELY_OURS, "service": 0.7}
_BEYOND_DOUBT = 0.9
"""The probability that a question is ours from which a guard gives way to it."""
_NAMED = 0.7
"""The probability from which a matter is asked back rather than handed to a person."""
_BARE = 6
"""The most characters of a bare thing."""
_BESIDE = 0.8
"""The share of the best score from which the first of several joined things comes first."""
_GIVING_WAY: frozenset[GuardKind] = frozenset({"offtopic", "grievance", "dispute", "insult"})
"""Guards that may have taken words of a matter for theirs ("高处作业" is no homework)."""
_ANNOYED: frozenset[GuardKind] = frozenset({"grievance", "insult"})
_REFUSED = frozenset({"illegal", "privacy", "injection", "offtopic"})
"""Kinds of talk that are answered with a kind word; a person sees to the others."""
_WISH = re.compile(r"投诉|反映(?!出)|差评|[好中]评(?!为)|评价|意见(?!书)|表扬|打[一二三四五\d]?个?[一二三四五\d]星")
"""Words of somebody who wants to complain or to rate, rather than to tell what happened."""
DIFFERENT = "您说的数字和指南不同,以下面的为准。"


def decide(turn: Turn, composer: Composer) -> Decision:
    """The decision of a turn."""
    caught = guard(turn.normalised)
    if caught and is_emergency(caught):
        return composer.hand_off(caught, f"guard:{caught}", turn.read(turn.normalised))
    chosen = _choice(turn, composer)
    if chosen is not None:
        return chosen
    if caught:
        guarded = _guarded(caught, turn, composer)
        if guarded is not None:
            return guarded
    audience, rest = audience_of(turn.normalised)
    if audience and rest:
        turn = turn.within(replace(turn.context, audience=audience), rest)
        composer = replace(composer, turn=turn)
    return _continued(turn, composer) or _matter(turn, composer, turn.normalised)


def _choice(turn: Turn, composer: Composer) -> Decision | None:
    """A pick among the options last offered, or 都不是."""
    names = {entry.code: (normalise(entry.short), normalise(entry.name)) for entry in turn.pending()}
    pick = picked(turn.normalised, turn.context, names)
    if pick is None:
        return None
    entry = turn.entry(pick.code)
    if entry is not None:
        return composer.answer(entry, turn.context.last_facets, "picked", confidence=1.0)
    return composer.hand_off("misses", "refused options", turn.read(turn.normalised))


def _guarded(caught: GuardKind, turn: Turn, composer: Composer) -> Decision | None:
    """What a guard says, unless it took the words of a matter for its own."""
    reading = turn.read(turn.normalised)
    if caught in _GIVING_WAY and _is_ours(turn, reading):
        return None
    if caught in _ANNOYED and _WISH.search(reading.text):
        return _complaint(turn, composer, reading)
    if needs_person(caught):
        return composer.hand_off(caught, f"guard:{caught}", reading)
    service = _service_for("进度", turn)
    if caught == "privacy" and "进度" in reading.facets and service:
        return composer.answer(
            service,
            ("进度",),
            "guard:privacy",
            confidence=1.0,
            refuse_others=True,
            reading=reading,
        )
    return composer.small_talk(caught, reading, f"guard:{caught}")


def _is_ours(turn: Turn, reading: Reading) -> bool:
    """Does a text name a matter beyond doubt, one of ours or one that we know the place for?"""
    if not reading.found or _is_complaint(reading.found[0].entry):
        return False
    if reading.found[0].entry.kind == "stub":
        return reading.judgement.verdict == "answer"
    return reading.judgement.confidence >= _NAMED and belonging(reading, turn.understanding) >= _BEYOND_DOUBT


def _is_complaint(entry: Entry) -> bool:
    """Is it the centre's page for complaints?"""
    return isinstance(entry.content, Service) and "投诉" in entry.content.facets


def _complaint(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The page for complaints, for somebody who says that they want to complain; what they tell is for a person."""
    service = _service_for("投诉", turn)
    if service is None:
        return None
    sure = reading.judgement.confidence
    return composer.answer(service, ("投诉",), "wants to complain", confidence=sure, reading=reading)


def _continued(turn: Turn, composer: Composer) -> Decision | None:
    """A turn that leans on the ones before it."""
    right = better(turn)
    if right:
        refusing = turn.without(turn.last)
        return _matter(refusing, replace(composer, turn=refusing), right)
    whole = completed(turn)
    if whole is not None:
        return _answered(turn, composer, whole, "completes the last question")
    on = followed(turn)
    if on is None or is_complex(turn.normalised):
        return None
    return composer.answer(on.entry, on.facets, on.rule, confidence=0.9, reading=on.reading)


def _matter(turn: Turn, composer: Composer, text: str) -> Decision:
    """A text that stands for itself."""
    reading = turn.read(text)
    if is_complex(text):
        return composer.hand_off("complex", "complex case", reading)
    if is_foreign(normalise(turn.text)):
        return composer.hand_off("language", "foreign language", reading)
    if not reading.judgement.exact:
        vague = _vague(turn, composer, reading)
        if vague is not None:
            return vague
        if reading.found and _is_complaint(reading.found[0].entry) and _WISH.search(reading.text):
            return _answered(turn, composer, reading, "wants to complain")
        talk = _talked(turn, composer, reading)
        if talk is not None:
            return talk
        ours = belonging(reading, turn.understanding)
        if ours < _OURS and not _is_named(reading):
            return _not_ours(turn, composer, reading)
        if reading.found and ours < _LEAST_SURE.get(reading.found[0].entry.kind, 0.0):
            return _asked_back(turn, composer, reading, "perhaps not ours")
    if reading.judgement.verdict == "answer" and reading.found[0].entry.kind != "stub":
        return _answered(turn, composer, reading, "found")
    if reading.judgement.verdict == "answer":  # an aside about something elsewhere must not hide a matter of ours
        return _several(turn, composer, text) or _answered(turn, composer, reading, "elsewhere")
    return _several(turn, composer, text, least=2) or _unsure(turn, composer, reading)


def _is_named(reading: Reading) -> bool:
    """Is an item or service so likely meant that a person need not look first? Complaints are for a person."""
    if not reading.found:
        return False
    best = reading.found[0].entry
    return best.kind != "stub" and not _is_complaint(best) and reading.judgement.confidence >= _NAMED


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
    service = _service_of(reading, turn)
    if service is not None:
        return composer.answer(service, reading.facets, "service of facet", confidence=0.8, reading=reading)
    return _missed(turn, composer, reading) or composer.clarify((), "no matter named", reading)


def _not_ours(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    """Send somebody to where it is handled when a stub lies near; a person looks at the rest."""
    several = _several(turn, composer, reading.text, least=2)
    if several is not None:
        return several
    best = reading.found[0] if reading.found else None
    if best and best.entry.kind == "stub" and best.score >= _STUB_NEAR:
        return composer.answer(best.entry, (), "not ours", confidence=reading.judgement.confidence, reading=reading)
    return composer.hand_off("unknown", "not ours", reading)


def _service_of(reading: Reading, turn: Turn) -> Entry | None:
    """The service for the sides asked about: the nearest of those found, else the first that there is."""
    near = [one.entry for one in reading.found if isinstance(one.entry.content, Service)]
    for facet in reading.facets:
        fitting = [one for one in near if _serves(one, (facet,))]
        service = fitting[0] if fitting else _service_for(facet, turn)
        if service is not None:
            return service
    return None


def _serves(entry: Entry, facets: Iterable[Facet]) -> bool:
    """Is it a service of the centre for one of these sides?"""
    return isinstance(entry.content, Service) and bool(frozenset(facets) & frozenset(entry.content.facets))


def _service_for(facet: Facet, turn: Turn) -> Entry | None:
    """The first service of the centre that answers this facet."""
    live = turn.understanding.catalogue.by_code.values()
    return next(
        (one for one in live if isinstance(one.content, Service) and facet in one.content.facets),
        None,
    )


def _answered(turn: Turn, composer: Composer, reading: Reading, rule: str) -> Decision:
    """The card of the best entry, with the other matters of the text beside it."""
    others = [one.found[0].entry for one in matters(turn, reading.text)]
    best = reading.found[0].entry
    near = [one.entry for one in reading.found if one.score >= _BESIDE * reading.found[0].score]
    if joins(reading.text) and best in others and others[0] in near:
        best = others[0]
    hit = near_phrase(reading, best, turn.understanding)
    facets = reading.facets or (turn.context.last_facets if turn.context.asked else ())
    if not facets and hit and hit.phrase.role == "question" and isinstance(best.content, Guide | Service):
        facets = best.content.questions[hit.phrase.number].facets
    wrong = claimed(turn.normalised, best.content, facets) if isinstance(best.content, Guide) else None
    return composer.answer(
        best,
        (wrong, *(facet for facet in facets if facet != wrong)) if wrong else facets,
        rule,
        confidence=reading.judgement.confidence,
        hit=hit,
        note=DIFFERENT if wrong and not hit else "",
        also=[entry for entry in others if entry.code != best.code],
        reading=reading,
    )


def _several(turn: Turn, composer: Composer, text: str, least: int = 1) -> Decision | None:
    """A long text of which single clauses are clear: the first decides, the others come along."""
    clear = matters(turn, text)
    return _cards(turn, composer, clear) if len(clear) >= least else None


def _cards(turn: Turn, composer: Composer, clear: Sequence[Reading]) -> Decision:
    """The card of the first of several clear readings, with the others beside it."""
    first = clear[0]
    return composer.answer(
        first.found[0].entry,
        detect_facets(turn.normalised),
        "clause",
        confidence=first.judgement.confidence,
        also=[one.found[0].entry for one in clear[1:]],
        reading=first,
    )


def _unsure(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    if not reading.found:
        return composer.hand_off("unknown", "nothing found", reading)
    likely = reading.judgement.confidence >= _STUB_LIKELY
    if reading.judgement.verdict == "clarify" and reading.found[0].entry.kind == "stub" and likely:
        return _answered(turn, composer, reading, "likely elsewhere")
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
