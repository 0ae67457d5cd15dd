"""A workbook against a content folder: what would change, what is refused, and doing it, all or nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from faq.checker import check_draft
from faq.documents import Document, document_of, read_documents
from faq.drafts import Draft, draft_of
from faq.loader import load_draft
from faq.problems import ContentError, Problem
from faq.spreadsheet.blaming import Blamer
from faq.spreadsheet.columns import ASKS, BELIEFS
from faq.spreadsheet.comparing import Change, compare
from faq.spreadsheet.rows import names, tables
from faq.spreadsheet.workbook import Refusal, Sheets, read, write
from faq.spreadsheet.writing import Homes, edits, file_of
from faq.yaml_edits import CannotEdit, edited


@dataclass(frozen=True, slots=True)
class Plan:
    """``files`` are the new texts by name below the content folder; empty while there is a refusal."""

    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]
    files: Mapping[str, str]


def export(folder: Path, workbook: Path) -> dict[str, int]:
    """Write all sheets; returns the number of rows of each. Raises ``ContentError`` where a file cannot be read."""
    draft = load_draft(folder)
    if draft.problems:
        raise ContentError(draft.problems)
    rows = tables(draft)
    write(rows, workbook)
    return {title: len(found) for title, found in rows.items()}


def plan_workbook(workbook: Path, folder: Path) -> Plan:
    """Compare; reads files and writes none. Raises ``NotAWorkbook``, and ``ContentError`` where the content itself
    cannot be read."""
    if not folder.is_dir():
        raise ContentError([Problem(str(folder), 1, "error", "missing_folder", "找不到这个内容文件夹")])
    documents, problems = read_documents(folder)
    draft = draft_of(documents)
    if problems or draft.problems:
        raise ContentError([*problems, *draft.problems])
    wanted = read(workbook)
    found = compare(tables(draft), wanted, names(draft))
    if found.refusals or not found.changes:
        return Plan(found.changes, found.refusals, {})
    return _planned(found.changes, wanted, documents, draft, folder)


def carry_out(plan: Plan, folder: Path) -> None:
    """Write the files of a plan, all or nothing: what was replaced before a failure is put back."""
    waiting: list[tuple[Path, Path]] = []
    old: dict[Path, bytes | None] = {}
    try:
        for file, text in plan.files.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            beside = path.with_name(path.name + ".new")
            waiting.append((beside, path))
            beside.write_bytes(text.encode())
        for beside, path in waiting:
            old[path] = path.read_bytes() if path.exists() else None
            os.replace(beside, path)
    except OSError:
        _put_back(old)
        raise
    finally:
        for beside, _ in waiting:
            beside.unlink(missing_ok=True)


def _put_back(old: Mapping[Path, bytes | None]) -> None:
    for path, content in old.items():
        if content is None:
            path.unlink(missing_ok=True)
        else:
            path.write_bytes(content)


def _planned(
    changes: tuple[Change, ...], wanted: Sheets, documents: list[Document], draft: Draft, folder: Path
) -> Plan:
    homes = {ASKS.title: _asking_homes(draft), BELIEFS.title: _belief_homes(draft)}
    files: dict[str, str] = {}
    for file, wished in edits(changes, homes).items():
        try:
            files[file] = edited(_text(folder, file), wished)
        except CannotEdit as problem:
            first = next(change for change in changes if file_of(change, homes) == file)
            return Plan(changes, (Refusal(first.sheet.title, first.row, f"{problem}({file})"),), {})
    after = _after(documents, [document_of(file, text) for file, text in files.items()])
    blamer = Blamer([(file_of(change, homes), change) for change in changes], files)
    refusals = blamer.refusals(check_draft(draft, folder), check_draft(after, folder))
    if not refusals and compare(tables(after), wanted, names(after)).changes:
        refusals = [Refusal(changes[0].sheet.title, changes[0].row, "有的修改没能写进文件,请改 YAML 文件")]
    return Plan(changes, tuple(refusals), {} if refusals else files)


def _asking_homes(draft: Draft) -> Homes:
    """A new file lies where ``faq check`` wants it."""
    homes = {row.value.code: f"asks/{row.value.department}/{row.value.code}.yaml" for row in draft.guides}
    homes |= {row.value.code: f"asks/SVC/{row.value.code}.yaml" for row in draft.services}
    homes |= {row.value.code: row.document.file for row in draft.bundles}
    return homes | {row.value.code: row.document.file for row in draft.asks}


def _belief_homes(draft: Draft) -> Homes:
    return {row.value.code: row.document.file for row in draft.guides}


def _text(folder: Path, file: str) -> str:
    """A file's text with its own line ends; what a new file begins with."""
    path = folder / file
    if path.exists():
        return path.read_bytes().decode()
    return f"code: {path.stem}\n" if file.startswith("asks/") else "[]\n"


def _after(documents: Sequence[Document], fresh: Sequence[Document | Problem]) -> Draft:
    """The content as it would be."""
    replaced = {one.file for one in fresh}
    kept = [document for document in documents if document.file not in replaced]
    read_again = [one for one in fresh if isinstance(one, Document)]
    draft = draft_of(sorted([*kept, *read_again], key=lambda document: document.file))
    draft.problems += [one for one in fresh if isinstance(one, Problem)]
    return draft
