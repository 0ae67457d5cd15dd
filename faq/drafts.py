"""From documents to values that remember where they stand, so that a later check can still name the line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from faq.documents import Document, Path
from faq.problems import Problem, Severity
from faq.schema import (
    Asks,
    Bundle,
    Centre,
    Department,
    Guide,
    Separation,
    Service,
    Source,
    Stub,
    Text,
    Value,
    Window,
)

V_co = TypeVar("V_co", covariant=True)
Synonyms = tuple[Text, ...]
_SYNONYMS: TypeAdapter[Synonyms] = TypeAdapter(tuple[Text, ...])
_WORDS = {
    "missing": ("missing_field", "缺少“{key}”"),
    "extra_forbidden": ("unknown_key", "不认识的字段“{key}”,请改正或删去"),
    "literal_error": ("bad_value", "“{key}”只能是 {expected}"),
    "string_too_short": ("missing_field", "“{key}”不能为空"),
    "string_pattern_mismatch": ("bad_value", "“{key}”的格式不对"),
    "none_required": ("bad_value", "“{key}”的格式不对"),
}


@dataclass(frozen=True)
class Placed(Generic[V_co]):
    """A value with the document and the path that it was read from."""

    value: V_co
    document: Document
    path: Path = ()

    def problem(self, path: Path, severity: Severity, code: str, message: str) -> Problem:
        """A problem at ``path`` below this value."""
        return self.document.problem((*self.path, *path), severity, code, message)


@dataclass
class Draft:
    """Everything readable in a content folder, before anybody judged it. ``problems`` is what was not readable."""

    centres: list[Placed[Centre]] = field(default_factory=list)
    departments: list[Placed[Department]] = field(default_factory=list)
    windows: list[Placed[Window]] = field(default_factory=list)
    sources: list[Placed[Source]] = field(default_factory=list)
    stubs: list[Placed[Stub]] = field(default_factory=list)
    services: list[Placed[Service]] = field(default_factory=list)
    guides: list[Placed[Guide]] = field(default_factory=list)
    synonyms: list[Placed[Synonyms]] = field(default_factory=list)
    asks: list[Placed[Asks]] = field(default_factory=list)
    bundles: list[Placed[Bundle]] = field(default_factory=list)
    separations: list[Placed[Separation]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def draft_of(documents: list[Document]) -> Draft:
    """Sort documents into a draft by their names; a file in no known place is a problem."""
    draft = Draft()
    for document in documents:
        _place(draft, document)
    for name, rows in (("centre.yaml", draft.centres), ("departments.yaml", draft.departments)):
        if not rows and not any(problem.file == name for problem in draft.problems):
            draft.problems.append(Problem(name, 1, "error", "missing_file", f"缺少文件 {name}"))
    return draft


def _place(draft: Draft, document: Document) -> None:
    match document.file.split("/"):
        case ["centre.yaml"]:
            draft.centres += _one(draft, document, Centre)
        case ["synonyms.yaml"]:
            draft.synonyms += _synonyms(draft, document)
        case [name]:
            _place_list(draft, document, name)
        case [*folders, _]:
            _place_in_folder(draft, document, folders)


def _place_list(draft: Draft, document: Document, name: str) -> None:
    """Files that hold one list."""
    match name:
        case "departments.yaml":
            draft.departments += _rows(draft, document, Department)
        case "windows.yaml":
            draft.windows += _rows(draft, document, Window)
        case "sources.yaml":
            draft.sources += _rows(draft, document, Source)
        case "separations.yaml":
            draft.separations += _rows(draft, document, Separation)
        case _:
            draft.problems.append(_unknown(document))


def _place_in_folder(draft: Draft, document: Document, folders: list[str]) -> None:
    """Files of a kind that has a folder of its own."""
    match folders:
        case ["stubs"]:
            draft.stubs += _rows(draft, document, Stub)
        case ["bundles"]:
            draft.bundles += _one(draft, document, Bundle)
        case ["services"]:
            draft.services += _one(draft, document, Service)
        case ["asks", _]:
            draft.asks += _one(draft, document, Asks)
        case ["items", _]:
            draft.guides += _one(draft, document, Guide)
        case _:
            draft.problems.append(_unknown(document))


def _unknown(document: Document) -> Problem:
    places = "事项放在 items/部门代码/ 下,问法放在 asks/部门代码/ 下,服务放在 services/ 下"
    return document.problem((), "error", "unknown_file", f"这个位置不该有内容文件:{places}")


M = TypeVar("M", bound=Value)


def _one(draft: Draft, document: Document, kind: type[M], path: Path = ()) -> Iterator[Placed[M]]:
    data = document.data
    for step in path:
        data = data[step]
    if not isinstance(data, dict):
        draft.problems.append(document.problem(path, "error", "not_a_mapping", "这里应是“字段: 内容”的写法"))
        return
    try:
        yield Placed(kind.model_validate(data), document, path)
    except ValidationError as error:
        draft.problems += [_problem(document, path, details) for details in error.errors(include_url=False)]


def _rows(draft: Draft, document: Document, kind: type[M]) -> Iterator[Placed[M]]:
    if not isinstance(document.data, list):
        draft.problems.append(document.problem((), "error", "not_a_list", "这个文件应是一条一条的清单(以“- ”开头)"))
        return
    for index in range(len(document.data)):
        yield from _one(draft, document, kind, (index,))


def _synonyms(draft: Draft, document: Document) -> Iterator[Placed[Synonyms]]:
    if not isinstance(document.data, list):
        draft.problems.append(document.problem((), "error", "not_a_list", "这个文件应是一组一组的同义词"))
        return
    for index, row in enumerate(document.data):
        try:
            yield Placed(_SYNONYMS.validate_python(row), document, (index,))
        except ValidationError:
            draft.problems.append(document.problem((index,), "error", "bad_value", "一组同义词写成 [词, 词]"))


def _problem(document: Document, path: Path, details: ErrorDetails) -> Problem:
    code, template = _WORDS.get(details["type"], ("bad_value", "“{key}”的内容不对"))
    key = next((str(step) for step in reversed(details["loc"]) if isinstance(step, str)), "")
    expected = str(details.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
    return document.problem((*path, *details["loc"]), "error", code, template.format(key=key, expected=expected))
