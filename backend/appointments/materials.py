"""What to bring, from the guides an appointment was made under and from whom it is for. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from backend.appointments.states import PartyKind
from backend.catalogue.rendering import materials as rendered
from backend.catalogue.rules import form_text
from backend.catalogue.schemas import Material as MaterialOut
from faq.schema import Guide, Material


def _paper(name: str, note: str) -> Material:
    return Material(name=name, necessity="必要", form="原件", note=note)


FOR_OTHERS: Mapping[PartyKind, tuple[Material, ...]] = MappingProxyType(
    {
        PartyKind.SELF: (),
        PartyKind.FAMILY: (_paper("您和家人的身份证", "本人不到场时,请再带授权委托书。"),),
        PartyKind.AGENT: (
            _paper("授权委托书", "写明委托办什么事,由委托人签名。"),
            _paper("委托人和代办人的身份证", "两个人的都要带。"),
        ),
        PartyKind.COMPANY: (
            _paper("授权委托书", "加盖公章,写明经办人。"),
            _paper("经办人的身份证", "到窗口的人带自己的。"),
        ),
    }
)
"""What who comes for somebody else brings beside the items' own materials (民法典 art. 165: a power of attorney names
the agent, the matters, the extent and the term, and is signed or sealed)."""


def bring(guides: Sequence[Guide], party: PartyKind) -> list[str]:
    """One line for everything that is needed in any case; things that replace each other share a line."""
    lines = [_line(material) for material in FOR_OTHERS[party]]
    for guide in guides:
        lines += _lines(row for row in guide.materials.items if row.necessity == "必要")
    return list(dict.fromkeys(lines))


def needed(guides: Sequence[Guide], party: PartyKind) -> list[MaterialOut]:
    """The check list: what several items need is there once."""
    own = rendered(_with(guides[0], FOR_OTHERS[party]))
    listed = [*own, *(material for guide in guides for material in rendered(guide))]
    return list({(material.name, material.any_of): material for material in reversed(listed)}.values())[::-1]


def _with(guide: Guide, papers: tuple[Material, ...]) -> Guide:
    materials = guide.materials.model_copy(update={"items": papers})
    return guide.model_copy(update={"materials": materials})


def _lines(rows: Iterable[Material]) -> Iterator[str]:
    for _, group in groupby(enumerate(rows), key=lambda pair: pair[1].any_of or pair[0]):
        yield " 或 ".join(_line(row) for _, row in group)


def _line(material: Material) -> str:
    name = f"{material.name}({form_text(material)})" if material.form != "未核实" else material.name
    return f"{name},{material.condition}" if material.condition else name
