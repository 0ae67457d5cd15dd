"""The order in which a turn is judged: danger, picks, guards, the running conversation, then the matter itself."""

from __future__ import annotations

from dataclasses import replace

from bot.answering import answered, complaint, is_complaint, service_for, wishes_to_complain
from bot.belonging import belonging
from bot.composing import Composer
from bot.decisions import Decision
from bot.dialogue import audience_of, picked
from bot.following import better, completed, followed
from bot.guards import GuardKind, guard, is_complex, is_emergency, needs_person
from bot.matter import about_matter
from bot.normalise import normalise
from bot.turn import Turn
from bot.understanding import Reading

_BEYOND_DOUBT = 0.9
"""The probability that a question is ours from which a guard gives way to it."""
_NAMED = 0.7
"""The certainty that a guard gives way to."""
_GIVING_WAY: frozenset[GuardKind] = frozenset({"offtopic", "grievance", "dispute", "insult"})
"""Guards that may have taken words of a matter for theirs ("高处作业" is no homework)."""
_ANNOYED: frozenset[GuardKind] = frozenset({"grievance", "insult"})


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
    return _continued(turn, composer) or about_matter(turn, composer, turn.normalised)


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
    if caught in _ANNOYED and wishes_to_complain(reading.text):
        return complaint(turn, composer, reading)
    if needs_person(caught):
        return composer.hand_off(caught, f"guard:{caught}", reading)
    service = service_for("进度", turn)
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
    if not reading.found or is_complaint(reading.found[0].entry):
        return False
    if reading.found[0].entry.kind == "stub":
        return reading.judgement.verdict == "answer"
    return reading.judgement.confidence >= _NAMED and belonging(reading, turn.understanding) >= _BEYOND_DOUBT


def _corrected(turn: Turn, composer: Composer, right: str) -> Decision:
    """The decision about what was meant instead of the last matter; a fair guess will do."""
    reading = turn.read(right)
    if reading.best and reading.best.entry.kind != "stub" and reading.judgement.confidence >= _NAMED:
        return answered(turn, composer, reading, "corrected")
    return about_matter(turn, composer, right)


def _continued(turn: Turn, composer: Composer) -> Decision | None:
    """A turn that leans on the ones before it."""
    right = better(turn)
    if right:
        refusing = turn.without(turn.last)
        return _corrected(refusing, replace(composer, turn=refusing), right)
    whole = completed(turn)
    if whole is not None:
        return answered(turn, composer, whole, "completes the last question")
    on = followed(turn)
    if on is None or is_complex(turn.normalised):
        return None
    return composer.answer(on.entry, on.facets, on.rule, confidence=0.9, reading=on.reading)
