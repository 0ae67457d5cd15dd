"""The content as rows of the sheets; each row remembers where it stands in the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from faq.documents import Document, Path
from faq.drafts import Draft, Placed
from faq.schema import Asks, Bundle, Guide, Service
from faq.spreadsheet.columns import ASKS, BELIEFS, ITEMS, SEPARATIONS, STUBS, SYNONYMS, Cells, Key, Sheet

_Entry = Placed[Guide] | Placed[Service] | Placed[Bundle]


@dataclass(frozen=True, slots=True)
class Row:
    """``path`` is the row's place in ``document``: its mapping, or its entry in a list."""

    sheet: Sheet
    cells: Cells
    document: Document
    path: Path

    @property
    def key(self) -> Key:
        return self.sheet.key(self.cells)


Tables = Mapping[str, list[Row]]


def tables(draft: Draft) -> dict[str, list[Row]]:
    """All rows by the title of their sheet, in the order of the files."""
    return {
        ITEMS.title: list(_items(draft)),
        ASKS.title: list(_asks(draft)),
        SYNONYMS.title: list(_synonyms(draft)),
        BELIEFS.title: list(_beliefs(draft)),
        STUBS.title: list(_stubs(draft)),
        SEPARATIONS.title: list(_separations(draft)),
    }


def names(draft: Draft) -> dict[str, dict[str, str]]:
    """What a sheet's codes may be, with the names: misconceptions belong to items alone."""
    return {
        ASKS.title: {row.value.code: row.value.name for row in _entries(draft)},
        BELIEFS.title: {row.value.code: row.value.name for row in draft.guides},
    }


def _entries(draft: Draft) -> tuple[_Entry, ...]:
    return (*draft.guides, *draft.services, *draft.bundles)


def _items(draft: Draft) -> Iterator[Row]:
    departments = {row.value.code: row.value.name for row in draft.departments}
    for row in _entries(draft):
        value = row.value
        cells = {
            "code": value.code,
            "name": value.name,
            "short_name": value.short_name,
            "aliases": value.aliases,
            "updated": value.updated.isoformat(),
            **_facts(value, departments),
        }
        yield Row(ITEMS, cells, row.document, row.path)


def _facts(value: Guide | Service | Bundle, departments: Mapping[str, str]) -> Cells:
    """What is shown in grey."""
    if isinstance(value, Guide):
        return {
            "kind": "事项",
            "department": departments.get(value.department, value.department),
            "summary": value.summary,
            "materials": tuple(material.name for material in value.materials.items),
            "promised": f"{value.promised.days} 个{value.promised.unit}" if value.promised.days is not None else "",
            "fee": value.fee.text,
        }
    kind, summary = ("服务", value.answer) if isinstance(value, Service) else ("一件事", value.summary)
    return {"kind": kind, "department": "", "summary": summary, "materials": (), "promised": "", "fee": ""}


def _asks(draft: Draft) -> Iterator[Row]:
    named = names(draft)[ASKS.title]
    rows: tuple[Placed[Asks] | Placed[Bundle], ...] = (*draft.asks, *draft.bundles)
    for row in rows:
        code, asks = row.value.code, row.value.asks
        for number, ask in enumerate(asks):
            cells = {"code": code, "name": named.get(code, ""), "ask": ask}
            yield Row(ASKS, cells, row.document, ("asks", number))


def _synonyms(draft: Draft) -> Iterator[Row]:
    for row in draft.synonyms:
        standard, *others = row.value
        yield Row(SYNONYMS, {"standard": standard, "others": tuple(others)}, row.document, row.path)


def _beliefs(draft: Draft) -> Iterator[Row]:
    for guide in draft.guides:
        for number, one in enumerate(guide.value.misconceptions):
            cells: Cells = {
                "code": guide.value.code,
                "name": guide.value.name,
                "belief": one.belief,
                "fact": one.fact,
                "asks": one.asks,
                "source": one.source,
            }
            yield Row(BELIEFS, cells, guide.document, ("misconceptions", number))


def _stubs(draft: Draft) -> Iterator[Row]:
    for row in draft.stubs:
        stub = row.value
        cells: Cells = {
            "code": stub.code,
            "name": stub.name,
            "department": stub.department or "",
            "aliases": stub.aliases,
            "where": stub.where,
            "why": stub.why,
            "file": row.document.file.removeprefix("stubs/").removesuffix(".yaml"),
        }
        yield Row(STUBS, cells, row.document, row.path)


def _separations(draft: Draft) -> Iterator[Row]:
    for row in draft.separations:
        choices = tuple(f"{code} {said}" for code, said in row.value.choices.items())
        yield Row(SEPARATIONS, {"ask": row.value.ask, "choices": choices}, row.document, row.path)
