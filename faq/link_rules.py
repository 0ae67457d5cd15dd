"""Every name of something else leads there: departments, windows, sources, items, pages and forms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from faq.documents import Path as DataPath
from faq.drafts import Draft, Placed
from faq.pages import CITIZEN_PAGES
from faq.problems import Problem
from faq.schema import Asks, Bundle, Guide, Separation, Service, Stub

_Linking = Placed[Guide] | Placed[Service] | Placed[Stub] | Placed[Asks] | Placed[Bundle] | Placed[Separation]
_Link = tuple[DataPath, str, str]
_FACTS = ("conditions", "materials", "steps", "statutory", "promised", "fee", "basis", "online")


def link_problems(draft: Draft, folder: Path) -> Iterator[Problem]:
    """Errors where a name leads nowhere, and windows that do not take a department's matters."""
    known = {
        "部门": {row.value.code for row in draft.departments},
        "窗口": {row.value.code for row in draft.windows},
        "来源": {row.value.code for row in draft.sources},
        "事项": {*(row.value.code for row in draft.guides), *(row.value.code for row in draft.services)},
        "页面": CITIZEN_PAGES,
    }
    rows: tuple[_Linking, ...] = (
        *draft.guides,
        *draft.services,
        *draft.stubs,
        *draft.asks,
        *draft.bundles,
        *draft.separations,
    )
    for row in rows:
        for path, word, code in _links(row):
            if code not in known[word]:
                yield row.problem(path, "error", "dead_link", f"没有这个{word}:{code}")
    yield from _foreign_windows(draft)
    yield from _forms(draft, folder)


def _links(row: _Linking) -> Iterator[_Link]:
    match row.value:
        case Guide():
            yield from _of_guide(row.value)
        case Service(link=str(page)):
            yield ("link",), "页面", page
        case Stub(department=str(code)):
            yield ("department",), "部门", code
        case Asks(code=code):
            yield ("code",), "事项", code
        case Bundle(steps=steps):
            yield from ((("steps", index, "item"), "事项", step.item) for index, step in enumerate(steps))
        case Separation(choices=choices):
            yield from ((("choices", code), "事项", code) for code in choices)


def _of_guide(guide: Guide) -> Iterator[_Link]:
    yield ("department",), "部门", guide.department
    yield from ((("windows", index), "窗口", code) for index, code in enumerate(guide.windows))
    yield from ((("related", index), "事项", code) for index, code in enumerate(guide.related))
    yield from (((key, "source"), "来源", getattr(guide, key).source) for key in _FACTS)
    for index, belief in enumerate(guide.misconceptions):
        yield ("misconceptions", index, "source"), "来源", belief.source
    for index, question in enumerate(guide.questions):
        if question.source is not None:
            yield ("questions", index, "source"), "来源", question.source


def _foreign_windows(draft: Draft) -> Iterator[Problem]:
    serves = {row.value.code: row.value.departments for row in draft.windows}
    for guide in draft.guides:
        for index, code in enumerate(guide.value.windows):
            if code in serves and guide.value.department not in serves[code]:
                message = f"窗口 {code} 不办这个部门的事"
                yield guide.problem(("windows", index), "error", "window_of_other_department", message)


def _forms(draft: Draft, folder: Path) -> Iterator[Problem]:
    for guide in draft.guides:
        for index, material in enumerate(guide.value.materials.items):
            for key in ("blank_form", "sample"):
                name = getattr(material, key)
                if name is not None and not (folder / "forms" / name).is_file():
                    path = ("materials", "list", index, key)
                    yield guide.problem(path, "error", "dead_link", f"forms 文件夹里没有这个表格:{name}")
