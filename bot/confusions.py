"""What the bot takes for what: pairs of entries, and the words in the questions that speak for the wrong one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.decisions import Context, Decision
from bot.engine import Engine
from bot.evaluation import item_of

NOTHING = "NONE"
"""Stands for "nothing of ours": a question that no entry answers, or one that the bot found no entry for."""
_EXAMPLES = 5
_WORDS = 8
_FAR_MORE = 3
"""An entry has dozens of wordings, so that hardly any word is in none of them: a third as often is far less."""

Cut = Callable[[str], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A question with its right entries (none when it is not ours) and the wrong one that was answered, or offered
    first when ``answered`` is false. ``question`` and ``matched``, the wording of the wrong entry that was nearest,
    are normalised."""

    text: str
    question: str
    right: tuple[str, ...]
    wrong: str
    answered: bool
    matched: str


@dataclass(frozen=True, slots=True)
class Confusion:
    """One entry taken for another: how often, how often without asking back, and the words that mislead, each with
    the number of questions that have it, most frequent first."""

    right: str
    wrong: str
    count: int
    answered: int
    examples: tuple[str, ...]
    words: tuple[tuple[str, int], ...]


def confusions(engine: Engine, lines: Iterable[Mapping[str, Any]]) -> list[Confusion]:
    """Ask the labelled questions (see ``bot.evaluation.evaluate``) and gather what went wrong, most frequent first.
    Lines without a label, or that want a question back or a person, say nothing about entries and are left out."""
    entries = engine.understanding.catalogue.by_code
    wordings = {code: [phrase.text for phrase in entry.phrases] for code, entry in entries.items()}
    return gather(mistakes(engine, lines), wordings, engine.understanding.reader.segmenter.cut)


def mistakes(engine: Engine, lines: Iterable[Mapping[str, Any]]) -> Iterator[Mistake]:
    """The questions whose best entry is not an accepted one."""
    for line in lines:
        if line.get("action") not in ("ANSWER", "NONE"):
            continue
        decision = engine.reply(str(line["text"]), Context.from_dict(line.get("context") or {}))
        right = tuple(line.get("labels") or ()) if line["action"] == "ANSWER" else ()
        found = mistake(str(line["text"]), right, decision)
        if found is not None:
            yield found


def mistake(text: str, right: tuple[str, ...], decision: Decision) -> Mistake | None:
    """What a decision got wrong, or None. A question that is not ours may be sent elsewhere or asked back: only an
    answer to it is wrong."""
    wrong = item_of(decision)
    answered = decision.action == "answer"
    if wrong in right or (not right and not answered) or (wrong is None and not right):
        return None
    matched = next((one.text for one in decision.trace.candidates if one.code == wrong), "")
    return Mistake(text, decision.trace.normalised, right, wrong or NOTHING, answered, matched)


def gather(found: Iterable[Mistake], wordings: Mapping[str, Sequence[str]], cut: Cut) -> list[Confusion]:
    """Pairs of right and wrong entries, most frequent first; those for which nothing was found come last.
    ``wordings`` are those of each entry, normalised; ``cut`` parts a text into words. A question with several right
    entries counts for the first."""
    pairs: defaultdict[tuple[str, str], list[Mistake]] = defaultdict(list)
    for one in found:
        pairs[one.right[0] if one.right else NOTHING, one.wrong].append(one)
    made = [_confusion(right, wrong, group, wordings, cut) for (right, wrong), group in pairs.items()]
    return sorted(made, key=lambda one: (one.wrong == NOTHING, -one.count, -one.answered, one.right, one.wrong))


def misleading(question: str, matched: str, own: Sequence[str], foreign: Sequence[str], cut: Cut) -> list[str]:
    """The words of a question that its wrongly matched wording has too and that speak for the wrong entry: the right
    one's wordings (``own``) have them not at all, or far less often than the wrong one's (``foreign``).

    >>> misleading("护照丢了补办", "身份证丢了", ["护照补发"], ["身份证丢了"], list)
    ['丢', '了']
    """
    words = dict.fromkeys(word for word in cut(question) if any(map(str.isalnum, word)))
    return [word for word in words if word in matched and _share(word, own) * _FAR_MORE <= _share(word, foreign)]


def _share(word: str, wordings: Sequence[str]) -> float:
    return sum(word in wording for wording in wordings) / max(1, len(wordings))


def _confusion(
    right: str, wrong: str, group: Sequence[Mistake], wordings: Mapping[str, Sequence[str]], cut: Cut
) -> Confusion:
    own, foreign = wordings.get(right, ()), wordings.get(wrong, ())
    words = Counter(word for one in group for word in misleading(one.question, one.matched, own, foreign, cut))
    ranked = sorted(words.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))
    return Confusion(
        right=right,
        wrong=wrong,
        count=len(group),
        answered=sum(one.answered for one in group),
        examples=tuple(one.text for one in group[:_EXAMPLES]),
        words=tuple(ranked[:_WORDS]),
    )
