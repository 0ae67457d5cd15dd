"""The house itself: codes stand once, windows lie in halls and serve departments, telephone numbers are numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from faq.drafts import Draft, Placed
from faq.problems import Problem
from faq.schema import Asks, Bundle, Department, Guide, Service, Source, Stub, Value, Window
from faq.wording import is_phone

_Coded = (
    Placed[Department]
    | Placed[Window]
    | Placed[Source]
    | Placed[Guide]
    | Placed[Service]
    | Placed[Stub]
    | Placed[Bundle]
    | Placed[Asks]
)


def place_problems(draft: Draft) -> Iterator[Problem]:
    """Errors in departments, windows, codes and telephone numbers."""
    yield from _codes(draft)
    yield from _windows(draft)
    yield from _departments(draft)
    yield from _phones(draft)


def _codes(draft: Draft) -> Iterator[Problem]:
    groups: tuple[Iterable[_Coded], ...] = (
        draft.departments,
        draft.windows,
        draft.sources,
        [*draft.stubs, *draft.services, *draft.guides, *draft.bundles],
        draft.asks,
    )
    for rows in groups:
        seen: set[str] = set()
        for row in rows:
            code = row.value.code
            if code in seen:
                yield row.problem(("code",), "error", "duplicate_code", f"代码 {code} 用了两次")
            seen.add(code)


def _windows(draft: Draft) -> Iterator[Problem]:
    halls = {hall.code for centre in draft.centres for hall in centre.value.halls}
    departments = {row.value.code for row in draft.departments}
    for window in draft.windows:
        if window.value.hall not in halls:
            yield window.problem(("hall",), "error", "dead_link", f"没有这个大厅:{window.value.hall}")
        for index, code in enumerate(window.value.departments):
            if code not in departments:
                yield window.problem(("departments", index), "error", "dead_link", f"没有这个部门:{code}")


def _departments(draft: Draft) -> Iterator[Problem]:
    served = {code for window in draft.windows for code in window.value.departments}
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
