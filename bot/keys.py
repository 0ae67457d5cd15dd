"""The matching key: how a question and an alias are brought to one wording before they are compared.

Courtesy goes, synonyms become the first word of their group, and the words for one action become one
(丢了, 遗失, 补领 → 补办). Keys are for comparing only; nobody reads them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_COURTESY = re.compile(
    r"请问一?下?|请教一?下?|您好|你好|麻烦(?:问|您|你)?一?下?|谢谢(?:您|你|了)?|多谢|拜托|打扰一?下?|劳驾|"
    r"咨询一?下?|问一?下|想问问?|我?想(?:要|了解)?(?:知道)?|"
    r"我要|帮我|我们家?|咱们?|(?<![一-鿿])我(?:的|家)?|你们(?:这|那)?(?:里|边|儿)?|(?<!申)请|能不能|可不可以|应该|到底|"
    r"那个|这个|一下|现在|目前|的话|"
    r"(?:需?要|得)?(?:办|弄|有)?(?:什么|哪些)(?:证件?|手续|许可)|还?需?要(?:办)?证(?=$|[吗么,.?! ])|"
    r"(?:还要?|要)?(?:做|干)什么|"
    r"[呢啊呀嘛吧哦嗯哈呗嘞咯啦哟]|(?<=[一-鿿])了(?=$|[,.?! ])"
)
_ACTIONS = (
    (re.compile(r"丢失补领|遗失补证|遗失补发|丢失|遗失|(?:弄|搞|被)?丢(?:了|掉)?|不见了?|掉了|找不到了?|被偷了?|"
                r"补领|补发|补证|补一?[个张本]|挂失"), "补办"),
    (re.compile(r"期满换证|(?:快|要|已经?)?(?:到期|过期)了?|期满|换领|换发|换一?[个张本]|消磁|损坏|坏了"), "换证"),
    (re.compile(r"续期|延期|续证|续签"), "延续"),
    (re.compile(r"更改|更正"), "变更"),
    (re.compile(r"销户|注销掉"), "注销"),
)  # fmt: skip
_LOOSE = re.compile(r"[^\w]+")
_DOUBLED = re.compile(r"(补办|换证|延续|变更|注销)[了的]?(?:\1)+")


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Groups of words for one thing; the first of a group stands for all."""

    pattern: re.Pattern[str] | None
    head: dict[str, str]

    @classmethod
    def build(cls, groups: Iterable[Sequence[str]]) -> Synonyms:
        """From groups of normalised words. One-character words are ignored: they stand in too many others."""
        head: dict[str, str] = {}
        for group in groups:
            for word in group:
                if len(word) > 1 and len(group[0]) > 1:
                    head.setdefault(word, group[0])
        longest_first = sorted(head, key=lambda word: (-len(word), word))
        return cls(re.compile("|".join(map(re.escape, longest_first))) if head else None, head)

    def unify(self, text: str) -> str:
        """Each synonym becomes the first word of its group, the longest match first."""
        return self.pattern.sub(lambda found: self.head[found.group()], text) if self.pattern else text


def matching_key(text: str, synonyms: Synonyms) -> str:
    """The key of a normalised text; empty when the text is nothing but courtesy."""
    plain = synonyms.unify(_COURTESY.sub(" ", text))
    for pattern, action in _ACTIONS:
        plain = pattern.sub(action, plain)
    return _DOUBLED.sub(r"\1", _LOOSE.sub("", plain))
