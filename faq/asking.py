"""Every wording by which something can be asked for, with its place in the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from faq.documents import Path
from faq.drafts import Draft, Placed
from faq.problems import Problem, Severity
from faq.schema import Asks, Bundle, Guide, Misconception, Question, Service, Value
from faq.wording import normal

Role = Literal["name", "alias", "ask", "question", "belief"]
ROLE_NAMES: dict[Role, str] = {"name": "名称", "alias": "叫法", "ask": "问法", "question": "常见问题", "belief": "误解"}
_Named = tuple[Placed[Guide] | Placed[Service] | Placed[Bundle], ...]
_Asking = tuple[Placed[Asks] | Placed[Bundle], ...]
_Questioned = tuple[Placed[Guide] | Placed[Service], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One wording of the entry ``code``. ``key`` is its normal form: two wordings with one key are the same."""

    code: str
    text: str
    role: Role
    row: Placed[Value]
    path: Path
    key: str

    def problem(self, severity: Severity, code: str, message: str) -> Problem:
        """A problem at the line where the wording stands."""
        return self.row.problem(self.path, severity, code, message)


def wordings(draft: Draft) -> Iterator[Asked]:
    """All of them: names, aliases, ways of asking, common questions and misconceptions, kind after kind."""
    named: _Named = (*draft.guides, *draft.services, *draft.bundles)
    for row in named:
        code = row.value.code
        yield _one(code, row.value.name, "name", row, ("name",))
        yield _one(code, row.value.short_name, "name", row, ("short_name",))
        yield from _many(code, row.value.aliases, "alias", row, ("aliases",))
    for stub in draft.stubs:
        yield _one(stub.value.code, stub.value.name, "name", stub, ("name",))
        yield from _many(stub.value.code, stub.value.aliases, "alias", stub, ("aliases",))
    asking: _Asking = (*draft.asks, *draft.bundles)
    for asks in asking:
        yield from _many(asks.value.code, asks.value.asks, "ask", asks, ("asks",))
    questioned: _Questioned = (*draft.guides, *draft.services)
    for entry in questioned:
        for number, question in enumerate(entry.value.questions):
            yield from _of_question(entry.value.code, question, entry, number)
    for guide in draft.guides:
        for number, belief in enumerate(guide.value.misconceptions):
            yield from _of_belief(guide.value.code, belief, guide, number)


def _of_question(code: str, question: Question, row: Placed[Value], number: int) -> Iterator[Asked]:
    place: Path = ("questions", number)
    yield _one(code, question.question, "question", row, (*place, "question"))
    yield from _many(code, question.asks, "question", row, (*place, "asks"))


def _of_belief(code: str, belief: Misconception, row: Placed[Guide], number: int) -> Iterator[Asked]:
    place: Path = ("misconceptions", number)
    yield _one(code, belief.belief, "belief", row, (*place, "belief"))
    yield from _many(code, belief.asks, "belief", row, (*place, "asks"))


def _one(code: str, text: str, role: Role, row: Placed[Value], path: Path) -> Asked:
    return Asked(code, text, role, row, path, normal(text))


def _many(code: str, texts: Iterable[str], role: Role, row: Placed[Value], path: Path) -> Iterator[Asked]:
    for number, text in enumerate(texts):
        yield _one(code, text, role, row, (*path, number))
