"""Guides as the public sees them, made once per publication and then served from memory."""

from __future__ import annotations

from functools import lru_cache

from backend.catalogue import rules
from backend.catalogue.places import windows_of
from backend.catalogue.schemas import (
    Conditions,
    Fee,
    Guide,
    GuideBrief,
    Law,
    Laws,
    Material,
    Materials,
    Misconception,
    Online,
    Place,
    Question,
    SourceText,
    Step,
    Steps,
    Term,
)
from backend.catalogue.snapshot import Snapshot
from faq import schema


class Views:
    """The rendered guides of one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.briefs = {guide.code: brief(guide, snapshot) for guide in snapshot.book.guides}
        self._guides: dict[str, Guide] = {}

    def guide(self, code: str) -> Guide:
        """The full guide. Raises NotFound."""
        if code not in self._guides:
            published = self.snapshot.guide(code)
            self._guides[code] = _guide(published.guide, published.version, self)
        return self._guides[code]


@lru_cache(maxsize=2)
def views(snapshot: Snapshot) -> Views:
    """The views of a snapshot, kept while it is in force."""
    return Views(snapshot)


def brief(guide: schema.Guide, snapshot: Snapshot) -> GuideBrief:
    """A guide on a list."""
    return GuideBrief(
        code=guide.code,
        name=guide.name,
        short_name=guide.short_name,
        department_code=guide.department,
        department_name=snapshot.department(guide.department).name,
        handling=guide.handling,
        badges=rules.badges(guide),
        summary_line=guide.summary[0] if guide.summary else guide.name,
    )


def materials(guide: schema.Guide) -> list[Material]:
    """What to bring, as every screen shows it."""
    return [
        Material(
            name=item.name,
            necessity=item.necessity,
            form_text=rules.form_text(item),
            condition=item.condition,
            any_of=item.any_of,
            issuer=item.issuer,
            basis=item.basis,
            blank_form=item.blank_form,
            sample=item.sample,
            note=item.note,
        )
        for item in guide.materials.items
    ]


def _guide(guide: schema.Guide, version: int, seen: Views) -> Guide:
    book = seen.snapshot.book
    return Guide(
        **seen.briefs[guide.code].model_dump(exclude={"summary_line"}),
        version=version,
        type=guide.type,
        subjects=list(guide.subjects),
        summary=list(guide.summary),
        conditions=Conditions(items=list(guide.conditions.items), note=rules.note(guide.conditions)),
        materials=Materials(items=materials(guide), note=rules.note(guide.materials)),
        steps=Steps(items=[_step(step) for step in guide.steps.items], note=rules.note(guide.steps)),
        promised=_term(guide.promised, rules.promised_text(guide.promised)),
        statutory=_term(guide.statutory, rules.statutory_text(guide.statutory)),
        fee=_fee(guide.fee),
        basis=Laws(items=[_law(law) for law in guide.basis.items], note=rules.note(guide.basis)),
        online=Online(text=guide.online.text, note=rules.note(guide.online)),
        result=guide.result,
        result_validity=guide.result_validity,
        place=Place.of(seen.snapshot.place(guide.code)),
        hours_text=rules.hours_text(book.centre),
        phone=_phone(guide, seen.snapshot),
        supervision_phone=book.centre.supervision_phone,
        window_powers=list(guide.window_powers),
        visits=guide.visits,
        bookable=guide.bookable,
        book_hint=rules.book_hint(guide),
        deliverable=guide.deliverable,
        cautions=list(guide.cautions),
        questions=[Question(question=one.question, answer=one.answer) for one in guide.questions],
        misconceptions=[Misconception(belief=one.belief, fact=one.fact) for one in guide.misconceptions],
        related=[seen.briefs[code] for code in guide.related if code in seen.briefs],
        aliases=list(guide.aliases),
        updated=guide.updated,
        confidence=guide.confidence,
        sources=[SourceText(code=code, text=text) for code, text in rules.sources(guide, book)],
    )


def _step(step: schema.Step) -> Step:
    return Step(name=step.name, who=step.who, stage=step.stage, days=float(step.days), result=step.result)


def _term(term: schema.Term, text: str) -> Term:
    return Term(text=text, days=term.days, unit=term.unit, note=rules.note(term))


def _fee(fee: schema.Fee) -> Fee:
    return Fee(charged=fee.charged, text=fee.text, basis=fee.basis, note=rules.note(fee))


def _law(law: schema.LegalBasis) -> Law:
    return Law(law=law.law, doc_no=law.doc_no, article=law.article, text=rules.law_text(law))


def _phone(guide: schema.Guide, snapshot: Snapshot) -> str:
    windows = windows_of(snapshot.book, guide)
    return windows[0].phone if windows else snapshot.department(guide.department).phone
