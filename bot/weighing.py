"""How much each character of a text says about the matter: courtesy little, the side asked about less, and what the
citizen says it is *not* hardly anything ("不是丢了,是到期换" is about 换, though 丢了 stands first)."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.facets import facet_mask

mask_of = lru_cache(maxsize=64)(facet_mask)
"""``facet_mask``, remembered for the length of a turn, which asks for the same one several times."""

COURTESY_WEIGHT = 0.3
FACET_WEIGHT = 0.7
DENIED_WEIGHT = 0.2

_COURTESY = re.compile(
    r"请问一?下?|请教一?下?|您好|你好|麻烦(?:问|您|你)?一?下?|谢谢(?:您|你|了)?|多谢|拜托|打扰一?下?|劳驾|"
    r"咨询一?下?|问一?下|想问问?|我?想(?:要|了解)?(?:知道)?|我要|帮我|那个|这个|一下|现在|目前|的话|就是|呃|喂|"
    r"急+|转发|听说|是这样的?"
)
_DENIED = (
    re.compile(
        r"(?<![是又要])(?:不是|不想|不要|没有?|不)[^,.;?!吗么]{1,14}?"
        r"(?=[,. ]+(?:而是|我?(?:就|只|光)?(?:是|要|想|问的是|用|做|给))|,? ?而是|,?(?:就)?是)"
    ),
    re.compile(r"(?<=了)(?:而|并|又)?不是[^,.;?!吗么]{1,14}(?=$|[,.;])"),
    re.compile(r"(?<=[,. ])(?:又|并|可|反正)?(?:不是|不想|不要|没|不)[^,.;?!吗么]{1,14}(?=$|[,.;])"),
)
_LEFT_OVER = 3
"""A denial that leaves less than this many characters is the matter itself."""


def character_weights(text: str) -> list[float]:
    """A weight (0..1) for each character of a normalised text; signs and spaces weigh nothing."""
    weights = [FACET_WEIGHT if used else 1.0 for used in mask_of(text)]
    for found in _COURTESY.finditer(text):
        _lower(weights, found, COURTESY_WEIGHT)
    for pattern in _DENIED:
        for found in pattern.finditer(text):
            if found.end() - found.start() < len(text) - _LEFT_OVER:
                _lower(weights, found, DENIED_WEIGHT)
    return [weight if char.isalnum() else 0.0 for char, weight in zip(text, weights, strict=True)]


def _lower(weights: list[float], found: re.Match[str], most: float) -> None:
    for at in range(found.start(), found.end()):
        weights[at] = min(weights[at], most)
