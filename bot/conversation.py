"""The order in which a turn is judged: danger, picks, guards, the running conversation, then the matter itself."""

from __future__ import annotations

from bot.composing import Composer
from bot.decisions import Decision
from bot.dialogue import about_last, corrected, keeps_item, leads_on, names_nothing, picked, says_nothing
from bot.entries import Entry
from bot.facets import detect_facets
from bot.guards import GuardKind, guard, is_complex, is_emergency, is_foreign, needs_person
from bot.matching import Hit
from bot.normalise import normalise
from bot.turn import Turn
from bot.understanding import Reading
from faq.schema import Facet, Service, Stub

_CLOSE = 0.62


def decide(turn: Turn, composer: Composer) -> Decision:
    """The decision of a turn."""
    caught = guard(turn.normalised)
    if caught and is_emergency(caught):
        return composer.hand_off(caught, f"guard:{caught}", turn.read(turn.normalised))
    chosen = _choice(turn, composer)
    if chosen is not None:
        return chosen
    if caught:
        return _guarded(caught, turn, composer)
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


def _guarded(caught: GuardKind, turn: Turn, composer: Composer) -> Decision:
    reading = turn.read(turn.normalised)
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
    if caught == "insult" and "投诉" in reading.facets:
        return composer.hand_off("grievance", "guard:insult", reading)
    return composer.small_talk(caught, reading)


def _continued(turn: Turn, composer: Composer) -> Decision | None:
    """A turn that leans on the last one: a correction, a further facet, another action on the same thing."""
    better = corrected(turn.normalised, turn.last)
    if better:
        return _matter(turn.without(turn.last), composer, better)
    last, reading = turn.last, turn.read(turn.normalised)
    if last is None or reading.judgement.exact:
        return None
    if reading.facets and keeps_item(turn.normalised, reading.wording, last, turn.understanding.reader.synonyms):
        return composer.answer(last, reading.facets, "follow-up", confidence=0.9, reading=reading)
    if leads_on(turn.normalised) and reading.judgement.verdict != "answer":
        fuller = turn.read(about_last(turn.normalised, last))
        if fuller.judgement.verdict == "answer":
            return _answered(turn, composer, fuller, "follow-up with its thing")
    return None


def _matter(turn: Turn, composer: Composer, text: str) -> Decision:
    """A text that stands for itself."""
    reading = turn.read(text)
    if is_complex(text):
        return composer.hand_off("complex", "complex case", reading)
    if is_foreign(turn.text.lower()):
        return composer.hand_off("language", "foreign language", reading)
    if says_nothing(reading.wording.core) and not reading.judgement.exact:
        return _bare_facet(turn, composer, reading)
    if names_nothing(reading.wording.core) and not reading.judgement.exact:
        return _missed(turn, composer, reading) or composer.clarify(_offered(reading), "thing not named", reading)
    if reading.judgement.verdict == "answer" and reading.found[0].entry.kind != "stub":
        return _answered(turn, composer, reading, "found")
    if reading.judgement.verdict == "answer":  # an aside about something elsewhere must not hide a matter of ours
        return _several(turn, composer, text) or _answered(turn, composer, reading, "elsewhere")
    return _several(turn, composer, text) or _unsure(turn, composer, reading)


def _bare_facet(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    """Nothing but a facet was said: the centre's own service for it, else ask which matter."""
    for facet in reading.facets:
        service = _service_for(facet, turn)
        if service:
            return composer.answer(
                service,
                reading.facets,
                "service of facet",
                confidence=0.8,
                reading=reading,
            )
    return _missed(turn, composer, reading) or composer.clarify((), "no matter named", reading)


def _service_for(facet: Facet, turn: Turn) -> Entry | None:
    """The first service of the centre that answers this facet."""
    live = turn.understanding.catalogue.by_code.values()
    return next(
        (one for one in live if isinstance(one.content, Service) and facet in one.content.facets),
        None,
    )


def _answered(turn: Turn, composer: Composer, reading: Reading, rule: str) -> Decision:
    best = reading.found[0]
    others = [clause.found[0].entry for clause in turn.understanding.clauses(reading.text)]
    return composer.answer(
        best.entry,
        _facets(reading, best.best),
        rule,
        confidence=reading.judgement.confidence,
        hit=_close(best.best),
        also=[entry for entry in others if entry.code != best.entry.code and entry.kind != "stub"],
        reading=reading,
    )


def _several(turn: Turn, composer: Composer, text: str) -> Decision | None:
    """A long text of which single clauses are clear: the first decides, the others come along."""
    clear = [one for one in turn.understanding.clauses(text) if one.found[0].entry.kind != "stub"]
    if not clear:
        return None
    first = clear[0]
    return composer.answer(
        first.found[0].entry,
        detect_facets(text),
        "clause",
        confidence=first.judgement.confidence,
        also=[one.found[0].entry for one in clear[1:]],
        reading=first,
    )


def _unsure(turn: Turn, composer: Composer, reading: Reading) -> Decision:
    if reading.judgement.verdict == "clarify":
        return _missed(turn, composer, reading) or composer.clarify(_offered(reading), "unsure", reading)
    return composer.hand_off("unknown", "below threshold", reading)


def _offered(reading: Reading) -> list[Entry]:
    """The entries to offer: a stub is no choice, it is where somebody else helps."""
    return [one.entry for one in reading.judgement.options if one.entry.kind != "stub"]


def _missed(turn: Turn, composer: Composer, reading: Reading) -> Decision | None:
    """The hand-off after too many turns without a result, or None while there is patience left."""
    if turn.context.misses + 1 < turn.understanding.settings.max_misses:
        return None
    return composer.hand_off("misses", "too many misses", reading)


def _close(hit: Hit) -> Hit | None:
    """The matched phrase when it is near enough for its own answer to be the answer."""
    return hit if hit.phrase.number >= 0 and hit.score >= _CLOSE else None


def _facets(reading: Reading, hit: Hit) -> tuple[Facet, ...]:
    """The facets asked for; where none is named, those that the matched question is filed under."""
    content, near = hit.entry.content, _close(hit)
    if reading.facets or near is None or near.phrase.role != "question" or isinstance(content, Stub):
        return reading.facets
    return content.questions[near.phrase.number].facets
