"""The question back: asked by what separates the options, so that one tap settles it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.decisions import Option
from bot.entries import Entry
from faq.schema import Separation

NONE_OF_THESE = Option("", "都不是")
WHAT_MATTER = "您问的是哪件事?请写上事项,例如:补办身份证。"
_MOST = 3
_SPOKEN = {
    "补办": "丢了补办", "换证": "到期或损坏换新", "变更": "改信息", "注销": "注销", "延续": "延续",
    "查询": "查询", "转移": "过户或转移", "新办": "新办",
}  # fmt: skip


def asked_back(
    entries: Sequence[Entry], separations: Sequence[Separation], live: Mapping[str, Entry]
) -> tuple[str, tuple[Option, ...]]:
    """The question and its options for the entries that are possible, best first; 都不是 is the last option.

    Where the content knows what separates all of them, or the two best, it is asked in those words.
    """
    offered = [entry for entry in entries if entry.kind != "stub"][:_MOST]
    known = _separation(offered, separations)
    if known is None:
        return question_for(offered), options_for(offered)
    labels = dict(known.choices)
    others = [live[code] for code in labels if code in live and live[code] not in offered]
    shown = [*offered, *others][:_MOST]
    return known.ask, (*(Option(one.code, labels.get(one.code, one.short)) for one in shown), NONE_OF_THESE)


def question_for(entries: Sequence[Entry]) -> str:
    """What to ask when these entries are possible."""
    if not entries:
        return WHAT_MATTER
    if len(entries) == 1:
        return f"您要问的是“{entries[0].short}”吗?"
    spoken = _distinct_actions(entries)
    if spoken:
        return f"您是要{','.join(spoken[:-1])},还是{spoken[-1]}?"
    return "您想问的是哪一件?"


def options_for(entries: Sequence[Entry]) -> tuple[Option, ...]:
    """The buttons, 都不是 last; none when nothing is possible."""
    return (*(Option(entry.code, entry.short) for entry in entries), NONE_OF_THESE) if entries else ()


def _separation(entries: Sequence[Entry], separations: Sequence[Separation]) -> Separation | None:
    """The separation with the fewest choices that covers all entries, else the two best."""
    for codes in ({entry.code for entry in entries}, {entry.code for entry in entries[:2]}):
        covering = [one for one in separations if len(codes) > 1 and codes <= one.choices.keys()]
        if covering:
            return min(covering, key=lambda one: len(one.choices))
    return None


def _distinct_actions(entries: Sequence[Entry]) -> list[str]:
    """One spoken action for each entry when that alone tells them apart: same department, all different."""
    same_place = len({entry.code.rstrip("0123456789") for entry in entries}) == 1
    actions = [next(iter(entry.actions)) if len(entry.actions) == 1 else "" for entry in entries]
    if not same_place or "" in actions or len(set(actions)) < len(actions):
        return []
    return [_SPOKEN[action] for action in actions]
