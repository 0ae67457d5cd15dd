"""The bot's encoder follows what is published."""

from __future__ import annotations

import pytest

from backend.catalogue import live, service, training
from backend.catalogue.models import BotModel
from backend.catalogue.training import Trained
from faq.loader import book_from_data, load_book
from faq.schema import Book
from tests.support.product import MONDAY_NINE, Product

OFFICES = ("HZ", "CRJ", "MZ", "SCJG")


@pytest.fixture(scope="module")
def few() -> Book:
    """The guides of four offices with their ways of asking: trained in seconds."""
    data = load_book().model_dump(mode="json", by_alias=True, exclude={"version"})
    for name in ("guides", "asks"):
        data[name] = [row for row in data[name] if row["code"].startswith(OFFICES)]
    return book_from_data(data | {"stubs": data["stubs"][:5], "bundles": [], "separations": []})


async def test_new_wordings_are_trained_once_and_serve(app: Product, few: Book) -> None:
    await service.publish(few, MONDAY_NINE, actor="system")
    assert await training.keep_trained(MONDAY_NINE)
    row = await BotModel.get(centre_id=1)
    assert row.passed
    assert row.figures["figures"]["resolved"] > 0.5
    snapshot = await live.load()
    assert snapshot is not None
    encoder = snapshot.engine.understanding.catalogue.encoder
    assert encoder is not None
    assert encoder.version == row.version
    assert not await training.keep_trained(MONDAY_NINE)


async def test_one_that_does_worse_does_not_serve_and_is_not_tried_again(app: Product) -> None:
    version = training.version_of(live.current().book)
    await training.record(version, Trained(False, {"figures": {}}, None), MONDAY_NINE)
    await training.record(version, Trained(False, {"figures": {}}, None), MONDAY_NINE)
    assert await BotModel.filter(version=version).count() == 1
    assert not await training.keep_trained(MONDAY_NINE)
    snapshot = await live.load()
    assert snapshot is not None
    assert snapshot.engine.understanding.catalogue.encoder is None
