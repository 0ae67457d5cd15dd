"""Training the encoder: the same bytes again, near for the same matter, kept as a file, refused when worse."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot import Engine
from bot.encoder import Encoder
from bot.engine import reader_of
from bot.entries import entries_of
from bot.training import Recipe, trained, version_of
from bot.training.gate import judge
from bot.training.trainer import train
from faq.schema import Asks, Book

ASKS = {
    "HZ03": ("钱包被偷了卡都没了", "证掉江里捞不着", "小偷摸走了我的证", "落在出租车上找不回来", "卡片遗失重新做一张"),
    "BDC01": ("房东把屋子卖给我怎么改名", "二手楼换到我名下", "小区那套转给儿子", "买了别人住过的屋", "楼盘过到我头上"),
}
QUICK = Recipe(axes=32, rounds=30, batch=32)


@pytest.fixture(scope="module")
def talkative(book: Book) -> Book:
    """The small book with ways of asking that share no word with the names."""
    known = {guide.code for guide in book.guides}
    asks = tuple(Asks(code=code, asks=texts) for code, texts in ASKS.items() if code in known)
    return book.model_copy(update={"asks": asks})


@pytest.fixture(scope="module")
def encoder(talkative: Book) -> Encoder:
    return train(talkative, QUICK)


def test_the_same_book_gives_the_same_bytes(talkative: Book, encoder: Encoder) -> None:
    assert train(talkative, QUICK).to_bytes() == encoder.to_bytes()


def test_bytes_are_read_back(encoder: Encoder) -> None:
    again = Encoder.from_bytes(encoder.to_bytes())
    assert again.version == encoder.version
    assert again.ids == encoder.ids
    assert np.array_equal(again.table, encoder.table)
    with pytest.raises(ValueError, match=r"pickle|magic"):
        Encoder.from_bytes(b"not a model")


def test_wordings_of_one_matter_lie_near_each_other(talkative: Book, encoder: Encoder) -> None:
    reader = reader_of(talkative, entries_of(talkative))
    one, same, other = (
        encoder.encode(reader.index(text)) for text in ("钱包被偷了卡都没了", "证掉江里捞不着", "二手楼换到我名下")
    )
    assert one @ same > one @ other + 0.3


def test_an_unknown_text_has_no_place(talkative: Book, encoder: Encoder) -> None:
    assert not encoder.encode(reader_of(talkative, entries_of(talkative)).index("鑫鑫")).any()


def test_another_way_of_asking_is_another_version_and_a_fact_is_not(talkative: Book) -> None:
    more = talkative.model_copy(update={"asks": (*talkative.asks, Asks(code="HZ03", asks=("新的问法",)))})
    first = talkative.guides[0]
    changed = talkative.model_copy(update={"guides": (first.model_copy(update={"visits": 3}), *talkative.guides[1:])})
    assert version_of(more) != version_of(talkative)
    assert version_of(changed) == version_of(talkative)


def test_a_kept_encoder_is_read_and_a_broken_file_made_anew(talkative: Book, tmp_path: Path) -> None:
    first = trained(talkative, tmp_path)
    path = tmp_path / f"{first.version}.npz"
    before = path.stat().st_mtime_ns
    assert trained(talkative, tmp_path).version == first.version
    assert path.stat().st_mtime_ns == before
    path.write_bytes(b"torn")
    assert trained(talkative, tmp_path).to_bytes() == first.to_bytes()


def test_the_engine_finds_what_shares_no_word_with_the_name(talkative: Book, encoder: Encoder) -> None:
    assert Engine.build(talkative, encoder=encoder).search("证被小偷偷了掉江里")[0].code == "HZ03"


def test_a_worse_encoder_does_not_pass(talkative: Book, encoder: Encoder) -> None:
    lines = [
        {"id": f"{code}-{number}", "text": text, "action": "ANSWER", "labels": [code]}
        for code, texts in ASKS.items()
        for number, text in enumerate(texts)
        if any(row.code == code for row in talkative.asks)
    ]
    noise = np.random.default_rng(1).permutation(encoder.table)
    broken = Encoder("broken", encoder.ids, noise, encoder.scales)
    plain = talkative.model_copy(update={"asks": ()})
    assert judge(plain, encoder, encoder, lines).passed
    assert not judge(plain, broken, encoder, lines).passed
