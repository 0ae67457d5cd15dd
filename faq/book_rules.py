"""What the pieces of the content must satisfy together: every name leads somewhere, no alias leads to two places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from faq.documents import Path as DataPath
from faq.drafts import Draft, Placed
from faq.pages import CITIZEN_PAGES
from faq.problems import Problem
from faq.schema import Department, Guide, Service, Source, Stub, Value, Window
from faq.wording import is_phone, normal

_Entry = Placed[Guide] | Placed[Service] | Placed[Stub]
_Coded = Placed[Department] | Placed[Window] | Placed[Source] | _Entry
_FACTS = ("conditions", "materials", "steps", "statutory", "promised", "fee", "basis", "online")


def book_problems(draft: Draft, folder: Path) -> Iterator[Problem]:
    """Errors that need the whole content: references, codes, aliases, telephone numbers, staffed departments."""
    yield from _codes(draft)
    yield from _places(draft)
    yield from _phones(draft)
    yield from _links(draft)
    yield from _forms(draft, folder)
    yield from _duplicate_aliases(draft)


def _codes(draft: Draft) -> Iterator[Problem]:
    groups: tuple[Iterable[_Coded], ...] = (
        draft.departments,
        draft.windows,
        draft.sources,
        [*draft.stubs, *draft.services, *draft.guides],
    )
    for rows in groups:
        seen: set[str] = set()
        for row in rows:
            code = row.value.code
            if code in seen:
                yield row.problem(("code",), "error", "duplicate_code", f"代码 {code} 用了两次")
            seen.add(code)


def _places(draft: Draft) -> Iterator[Problem]:
    halls = {hall.code for centre in draft.centres for hall in centre.value.halls}
    departments = {row.value.code for row in draft.departments}
    served = {code for window in draft.windows for code in window.value.departments}
    for window in draft.windows:
        if window.value.hall not in halls:
            yield window.problem(("hall",), "error", "dead_link", f"没有这个大厅:{window.value.hall}")
        for index, code in enumerate(window.value.departments):
            if code not in departments:
                yield window.problem(("departments", index), "error", "dead_link", f"没有这个部门:{code}")
    for row in draft.departments:
        if row.value.stationed and row.value.code not in served:
            message = f"{row.value.name}进驻了大厅,却没有窗口"
            yield row.problem(("stationed",), "error", "department_without_window", message)


def _phones(draft: Draft) -> Iterator[Problem]:
    demo = any(centre.value.demo for centre in draft.centres)
    numbers: list[tuple[Placed[Value], str, str]] = [
        *((row, "phone", row.value.phone) for row in draft.centres),
        *((row, "supervision_phone", row.value.supervision_phone) for row in draft.centres),
        *((row, "phone", row.value.phone) for row in draft.departments),
        *((row, "phone", row.value.phone) for row in draft.windows),
    ]
    for row, key, phone in numbers:
        if not is_phone(phone, demo=demo):
            yield row.problem((key,), "error", "bad_phone", f"电话号码写法不对:{phone}(例:0755-88001234)")


def _links(draft: Draft) -> Iterator[Problem]:
    known = {
        "部门": {row.value.code for row in draft.departments},
        "窗口": {row.value.code for row in draft.windows},
        "来源": {row.value.code for row in draft.sources},
        "事项": {*(row.value.code for row in draft.guides), *(row.value.code for row in draft.services)},
        "页面": CITIZEN_PAGES,
    }
    rows: tuple[Placed[Guide] | Placed[Service], ...] = (*draft.guides, *draft.services)
    for row in rows:
        for path, word, code in _references(row):
            if code not in known[word]:
                yield row.problem(path, "error", "dead_link", f"没有这个{word}:{code}")
    yield from _foreign_windows(draft)


def _references(row: Placed[Guide] | Placed[Service]) -> Iterator[tuple[DataPath, str, str]]:
    value = row.value
    if isinstance(value, Service):
        if value.link is not None:
            yield ("link",), "页面", value.link
        return
    yield ("department",), "部门", value.department
    yield from ((("windows", index), "窗口", code) for index, code in enumerate(value.windows))
    yield from ((("related", index), "事项", code) for index, code in enumerate(value.related))
    yield from (((key, "source"), "来源", getattr(value, key).source) for key in _FACTS)
    for index, belief in enumerate(value.misconceptions):
        yield ("misconceptions", index, "source"), "来源", belief.source
    for index, question in enumerate(value.questions):
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


def _duplicate_aliases(draft: Draft) -> Iterator[Problem]:
    """The name and the aliases of an entry belong to that entry alone (an alias of two items answers neither)."""
    owners: defaultdict[str, dict[str, None]] = defaultdict(dict)
    rows: tuple[_Entry, ...] = (*draft.guides, *draft.services, *draft.stubs)
    for row in rows:
        for text in (row.value.name, *row.value.aliases):
            owners[normal(text)][row.value.code] = None
    for row in rows:
        for index, alias in enumerate(row.value.aliases):
            others = [code for code in owners[normal(alias)] if code != row.value.code]
            if others:
                message = f"“{alias}”在 {'、'.join(others)} 也有,一个叫法只能指一件事"
                yield row.problem(("aliases", index), "error", "duplicate_alias", message)
