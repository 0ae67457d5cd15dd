"""Answer cards: first what was asked in two to four plain sentences, then details, sources with date, and buttons."""

from __future__ import annotations

from bot.bundling import bundle_parts
from bot.decisions import Button, Part, SourceNote
from bot.entries import Entry
from bot.facts import UNVERIFIED, part_for, sentence
from bot.matching import Hit
from faq.schema import Book, Bundle, Facet, Guide, Service

_OVERVIEW: tuple[Facet, ...] = ("材料", "流程", "时限", "费用", "地点")
_HUMAN = Button("human", "转人工", "")


def parts_of(entry: Entry, facets: tuple[Facet, ...], book: Book, hit: Hit | None) -> tuple[Part, ...]:
    """The parts of a card. ``hit`` is the question or belief that the citizen's words matched closely, if any: its
    answer comes first, and for a belief the fact comes before anything else."""
    content = entry.content
    if isinstance(content, Guide):
        return _guide_parts(content, facets, book, hit)
    if isinstance(content, Service):
        answer = Part(content.short_name, tuple(sentence(line) for line in content.answer))
        return (*_matched(content, hit), answer)
    return bundle_parts(content, facets, book) if isinstance(content, Bundle) else ()


def _guide_parts(guide: Guide, facets: tuple[Facet, ...], book: Book, hit: Hit | None) -> tuple[Part, ...]:
    first = _matched(guide, hit)
    summary = Part(guide.short_name, tuple(sentence(line) for line in guide.summary))
    cautions = (_cautions(guide),) if guide.cautions else ()
    if facets:
        asked = tuple(part_for(facet, guide, book) for facet in facets)
        return (*first, *asked, summary, *cautions)
    return (
        *first,
        summary,
        *(part_for(facet, guide, book) for facet in _OVERVIEW),
        *cautions,
    )


def _cautions(guide: Guide) -> Part:
    lines = tuple(map(sentence, guide.cautions))
    return Part("请注意", lines if any(UNVERIFIED in line for line in lines) else (*lines, UNVERIFIED), False)


def _matched(content: Guide | Service, hit: Hit | None) -> tuple[Part, ...]:
    """The answer of the question, or the fact against the belief, that the words matched."""
    if hit is None or hit.phrase.number < 0:
        return ()
    if hit.phrase.role == "belief" and isinstance(content, Guide):
        return (Part("请留意", (sentence(content.misconceptions[hit.phrase.number].fact),)),)
    if hit.phrase.role == "question":
        asked = content.questions[hit.phrase.number]
        return (Part(asked.question, (sentence(asked.answer),)),)
    return ()


def sources_of(entry: Entry) -> tuple[SourceNote, ...]:
    """What the card rests on: the item with the day of its last update, and each law with its 文号."""
    content = entry.content
    if isinstance(content, Guide):
        updated = content.updated.isoformat()
        laws = (
            SourceNote(
                "依据",
                " ".join(filter(None, (law.law, law.doc_no, law.article))),
                updated,
            )
            for law in content.basis.items
        )
        return (SourceNote("事项", f"{content.name}({content.code})", updated), *laws)
    if isinstance(content, Service | Bundle):
        label = "服务" if isinstance(content, Service) else "一件事"
        return (SourceNote(label, content.name, content.updated.isoformat()),)
    return ()


def buttons_of(entry: Entry) -> tuple[Button, ...]:
    """What may be done next, 转人工 always last."""
    content = entry.content
    if isinstance(content, Guide):
        return (*_guide_buttons(content), _HUMAN)
    if isinstance(content, Service) and content.link:
        return (Button("link", content.short_name, content.link), _HUMAN)
    if isinstance(content, Bundle):
        return (
            *(Button("guide", f"{number}. 看指南", step.item) for number, step in enumerate(content.steps, 1)),
            _HUMAN,
        )
    return (_HUMAN,)


def _guide_buttons(guide: Guide) -> list[Button]:
    offered = [Button("guide", "看指南", guide.code)]
    if guide.bookable:
        offered.append(Button("book", "预约", guide.code))
    if guide.deliverable:
        offered.append(Button("deliver", "寄到家", guide.code))
    if any(item.blank_form for item in guide.materials.items):
        offered.append(Button("form", "下载表格", guide.code))
    return offered
