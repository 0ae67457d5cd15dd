"""What one item guide must satisfy on its own. Seed rows are those of the domain reference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from faq.documents import Path
from faq.drafts import Placed
from faq.problems import Problem
from faq.schema import Fact, Guide
from faq.wording import is_catch_all, long_sentences, normal

SUMMARY_LINES = 3
ENOUGH_ALIASES = 5
_GROUPS = {
    "conditions": "办理条件",
    "materials": "申报材料",
    "steps": "办理流程",
    "statutory": "法定期限",
    "promised": "承诺期限",
    "fee": "收费",
    "basis": "设立依据",
    "online": "网上办理",
}
_EMPTY_FEE_TEXTS = frozenset({"收费", "按规定收费", "按标准收费", "有条件收费", "按规定", "见公示"})


def guide_problems(guide: Placed[Guide]) -> Iterator[Problem]:
    """Errors and warnings that need nothing but the guide itself."""
    yield from _disclosure(guide)
    yield from _materials(guide)
    yield from _budgets(guide)
    yield from _terms(guide)
    yield from _fee(guide)
    yield from _place(guide)
    yield from _doubts(guide)
    yield from _aliases(guide)
    yield from _voice(guide)


def _disclosure(guide: Placed[Guide]) -> Iterator[Problem]:
    """八公开: a list that is published may not be empty (rows 4-9)."""
    value = guide.value
    if len(value.summary) != SUMMARY_LINES:
        yield guide.problem(("summary",), "error", "missing_disclosure", f"概要要写 {SUMMARY_LINES} 行")
    lists = (
        ("conditions", value.conditions.items, "办理条件"),
        ("materials", value.materials.items, "申报材料"),
        ("steps", value.steps.items, "办理流程"),
        ("windows", value.windows, "办理窗口"),
        ("window_powers", value.window_powers, "窗口权限"),
        ("subjects", value.subjects, "办理对象"),
        ("aliases", value.aliases, "常用叫法"),
    )
    for key, rows, word in lists:
        if not rows:
            yield guide.problem((key,), "error", "missing_disclosure", f"“{word}”不能为空")
    if not value.basis.items:
        yield _no_basis(guide)


def _no_basis(guide: Placed[Guide]) -> Problem:
    if guide.value.type == "行政许可":
        return guide.problem(("basis",), "error", "licence_without_basis", "行政许可必须写明法律依据")
    return guide.problem(("basis",), "error", "missing_disclosure", "“设立依据”不能为空")


def _materials(guide: Placed[Guide]) -> Iterator[Problem]:
    """No 兜底 materials (row 16)."""
    for index, material in enumerate(guide.value.materials.items):
        if is_catch_all(material.name):
            message = f"“{material.name}”太笼统,请写清是哪一样材料"
            yield guide.problem(("materials", "list", index, "name"), "error", "catch_all_material", message)


def _budgets(guide: Placed[Guide]) -> Iterator[Problem]:
    """The shares of the steps add up to the promise (row 10)."""
    promised = guide.value.promised.days
    if promised is None:
        yield guide.problem(("promised",), "error", "missing_disclosure", "承诺期限要写天数")
        return
    total = sum(step.days for step in guide.value.steps.items)
    if guide.value.steps.items and total != promised:
        message = f"各步骤的天数加起来是 {total},承诺期限是 {promised},要相等"
        yield guide.problem(("steps", "list"), "error", "steps_do_not_add_up", message)


def _terms(guide: Placed[Guide]) -> Iterator[Problem]:
    promised, statutory = guide.value.promised, guide.value.statutory
    if promised.days is None or statutory.days is None or promised.unit != statutory.unit:
        return
    if promised.days > statutory.days:
        message = f"承诺 {promised.days} 天比法定 {statutory.days} 天还长"
        yield guide.problem(("promised", "days"), "error", "promise_longer_than_law", message)


def _fee(guide: Placed[Guide]) -> Iterator[Problem]:
    fee = guide.value.fee
    if fee.charged == "no":
        return
    if normal(fee.text) in _EMPTY_FEE_TEXTS:
        yield guide.problem(("fee", "text"), "error", "fee_without_text", "收费要写清金额,或写清以什么公示为准")
    if fee.basis is None:
        yield guide.problem(("fee",), "warning", "fee_without_basis", "收费还没有写依据文件")


def _place(guide: Placed[Guide]) -> Iterator[Problem]:
    if guide.value.bookable and not guide.value.windows:
        yield guide.problem(("bookable",), "error", "bookable_without_window", "能预约的事项要有办理窗口")
    folder, name = guide.document.file.split("/")[1:]
    if (folder, name) != (guide.value.department, f"{guide.value.code}.yaml"):
        expected = f"items/{guide.value.department}/{guide.value.code}.yaml"
        yield guide.problem(("code",), "error", "wrong_file_name", f"这个事项应放在 {expected}")


def _doubts(guide: Placed[Guide]) -> Iterator[Problem]:
    for key, word in _GROUPS.items():
        fact: Fact = getattr(guide.value, key)
        if not fact.verified:
            message = f"“{word}”还没有核实(来源:{fact.source}),群众看到“以窗口答复为准”"
            yield guide.problem((key,), "warning", "unverified", message)
    if guide.value.confidence in ("low", "memory-only"):
        yield guide.problem(("confidence",), "warning", "low_confidence", "这个事项的事实把握不大,请优先核对")


def _aliases(guide: Placed[Guide]) -> Iterator[Problem]:
    aliases = guide.value.aliases
    if 0 < len(aliases) < ENOUGH_ALIASES:
        message = f"常用叫法只有 {len(aliases)} 个,至少写 {ENOUGH_ALIASES} 个"
        yield guide.problem(("aliases",), "warning", "few_aliases", message)
    seen = Counter(normal(alias) for alias in aliases)
    for index, alias in enumerate(aliases):
        if seen[normal(alias)] > 1:
            yield guide.problem(("aliases", index), "warning", "repeated_alias", f"“{alias}”写了不止一次")


def _voice(guide: Placed[Guide]) -> Iterator[Problem]:
    for path, text in _sentences(guide.value):
        for sentence in long_sentences(text):
            yield guide.problem(path, "warning", "long_sentence", f"句子太长,请拆短:{sentence}")


def _sentences(guide: Guide) -> Iterator[tuple[Path, str]]:
    """What a citizen reads as prose, with its place."""
    yield from ((("summary", index), line) for index, line in enumerate(guide.summary))
    yield from ((("conditions", "list", index), line) for index, line in enumerate(guide.conditions.items))
    yield from ((("cautions", index), line) for index, line in enumerate(guide.cautions))
    yield from ((("questions", index, "answer"), row.answer) for index, row in enumerate(guide.questions))
    yield from ((("misconceptions", index, "fact"), row.fact) for index, row in enumerate(guide.misconceptions))
    yield ("fee", "text"), guide.fee.text
    yield ("online", "text"), guide.online.text
    yield ("statutory", "text"), guide.statutory.text or ""
