"""Puts decisions together: the card, the question or the hand-off, the next context, and the trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.bundling import bundle_items
from bot.clarifying import asked_back
from bot.decisions import (
    Answer,
    Button,
    Candidate,
    Clarify,
    Context,
    HandOff,
    Option,
    Part,
    Redirect,
    SmallTalk,
    Trace,
    Urgency,
)
from bot.entries import Entry
from bot.matching import Hit
from bot.rendering import buttons_of, parts_of, sources_of
from bot.routing import COORDINATION, department_of, police, route
from bot.smalltalk import HANDOFF, REFUSE_OTHERS, SMALLTALK
from bot.turn import Turn
from bot.understanding import Reading
from faq.schema import Book, Bundle, Facet, Stub

_SHOWN = 5
_REMEMBERED = 60
_TELLING = 0.45
_NAMING = 0.5
"""The confidence from which a cry for a person names a matter besides."""
_ABOUT_BEFORE = frozenset({"human", "misses"})
_FOR_COORDINATION = frozenset({"suicide", "fire", "medical", "bribery", "grievance", "dispute", "insult"})
_EMERGENCY_CALLS = {
    "violence": ("110", "120"), "suicide": ("110", "120", "12356"), "fire": ("119", "120"), "medical": ("120",),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composer:
    """Composes the decision of one turn."""

    book: Book
    turn: Turn

    def answer(
        self,
        entry: Entry,
        facets: tuple[Facet, ...],
        rule: str,
        *,
        confidence: float,
        hit: Hit | None = None,
        also: Sequence[Entry] = (),
        refuse_others: bool = False,
        note: str = "",
        reading: Reading | None = None,
    ) -> Answer | Redirect:
        """The card of an entry; a stub becomes a redirect. ``hit`` is the matched question or belief,
        ``note`` a line to read before all others."""
        if isinstance(entry.content, Stub):
            return self._redirect(entry, entry.content, rule, reading)
        notes = (REFUSE_OTHERS,) if refuse_others else (note,) if note else ()
        first = (Part("请留意", notes),) if notes else ()
        steps = bundle_items(entry.content, self.book) if isinstance(entry.content, Bundle) else ()
        return Answer(
            context=replace(self._settled(), last_item=entry.code, last_facets=facets),
            trace=self._trace(rule, reading, confidence),
            item=steps[0].code if steps else entry.code,
            name=entry.name,
            department=department_of(entry, self.book),
            facets=facets,
            parts=(*first, *parts_of(entry, facets, self.book, hit)),
            sources=sources_of(entry),
            buttons=buttons_of(entry),
            confidence=round(confidence, 4),
            also=steps[1:] or tuple(Option(other.code, other.short) for other in also),
        )

    def clarify(self, entries: Sequence[Entry], rule: str, reading: Reading) -> Clarify:
        """Ask back between the entries, or for the matter when there are none."""
        question, options = asked_back(entries, self.book.separations, self.turn.understanding.catalogue.by_code)
        context = self.turn.context
        return Clarify(
            context=replace(
                context,
                misses=context.misses + 1,
                pending=tuple(option.code for option in options if option.code),
                last_facets=reading.facets or (context.last_facets if context.asked else ()),
                asked=self.turn.normalised[:_REMEMBERED],
            ),
            trace=self._trace(rule, reading, reading.judgement.confidence),
            question=question,
            options=options,
            department=department_of(entries[0], self.book) if entries else COORDINATION,
        )

    def hand_off(self, reason: str, rule: str, reading: Reading) -> HandOff:
        """Give the turn to a person of the department that it belongs to; danger to life goes to the police."""
        emergency = reason in _EMERGENCY_CALLS
        return HandOff(
            context=replace(self._settled(), last_item=self.turn.context.last_item),
            trace=self._trace(rule, reading, reading.judgement.confidence),
            department=self._department(reason, reading),
            reason=reason,
            urgency=_urgency(reason),
            message=HANDOFF[reason],
            transcript_hint=self._hint(reason, reading),
            buttons=tuple(Button("phone", f"拨打 {call}", call) for call in _EMERGENCY_CALLS[reason])
            if emergency
            else (),
        )

    def small_talk(self, kind: str, reading: Reading, rule: str) -> SmallTalk:
        """A kind word that leaves the conversation where it was."""
        return SmallTalk(
            context=replace(self.turn.context, pending=(), asked=""),
            trace=self._trace(rule, reading, 1.0),
            kind=kind,
            lines=SMALLTALK[kind],
            department=route(reading.text, reading.found, self.book, least_score=_TELLING),
        )

    def _redirect(self, entry: Entry, stub: Stub, rule: str, reading: Reading | None) -> Redirect:
        confidence = reading.judgement.confidence if reading else 1.0
        found = [one for one in reading.found if one.entry.kind != "stub"] if reading else []
        return Redirect(
            context=replace(self._settled(), last_item=None),
            trace=self._trace(rule, reading, confidence),
            code=entry.code,
            name=entry.name,
            where=stub.where,
            why=stub.why,
            department=stub.department or route(self.turn.normalised, found, self.book, least_score=_TELLING),
        )

    def _department(self, reason: str, reading: Reading) -> str:
        if reason == "violence":
            return police(self.book)
        if reason in _FOR_COORDINATION:
            return COORDINATION
        if reason in _ABOUT_BEFORE:
            before = self._before()
            telling = reading.judgement.confidence >= _NAMING
            return before or (route(reading.text, reading.found, self.book) if telling else COORDINATION)
        return route(reading.text, reading.found, self.book)

    def _before(self) -> str | None:
        """The department that the conversation was with: of the last item, or of all options that were offered."""
        entries = [self.turn.last] if self.turn.last else self.turn.pending()
        departments = {department_of(entry, self.book) for entry in entries}
        return departments.pop() if len(departments) == 1 else None

    def _hint(self, reason: str, reading: Reading) -> str:
        last = self.turn.last
        about = f"(刚才在问:{last.short})" if last else ""
        near = "" if reason in _ABOUT_BEFORE else "、".join(one.entry.short for one in reading.found[:2])
        return f"{self.turn.text.strip()[:60]}{about}" + (f" 可能是:{near}" if near else "")

    def _settled(self) -> Context:
        return replace(self.turn.context, misses=0, pending=(), refused=(), last_facets=(), asked="")

    def _trace(self, rule: str, reading: Reading | None, confidence: float) -> Trace:
        settings = self.turn.understanding.settings
        found = reading.found[:_SHOWN] if reading else ()
        return Trace(
            text=self.turn.text,
            normalised=self.turn.normalised,
            core=reading.wording.core if reading else "",
            facets=reading.facets if reading else (),
            actions=reading.query.actions if reading else (),
            rule=rule,
            candidates=tuple(
                Candidate(
                    one.entry.code,
                    one.entry.name,
                    one.entry.kind,
                    round(one.score, 4),
                    one.best.phrase.text,
                    {name: round(value, 4) for name, value in one.terms.items()},
                )
                for one in found
            ),
            confidence=round(confidence, 4),
            thresholds=(settings.answer_at, settings.clarify_at),
            version=self.book.version,
            us=0,
        )


def _urgency(reason: str) -> Urgency:
    if reason in _EMERGENCY_CALLS:
        return "emergency"
    return "high" if reason in ("bribery", "grievance") else "normal"
