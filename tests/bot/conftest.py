"""A small book of our own with known answers, and the engine over the content that ships."""

from __future__ import annotations

import pytest

from bot import Engine
from bot.shelf import Shelf
from bot.training import trained as trained_encoder
from bot.training import version_of
from faq.loader import load_book
from faq.schema import Book
from tests.bot.small_book import small_book
from tests.support.product import MODELS


@pytest.fixture(scope="session")
def book() -> Book:
    return small_book()


@pytest.fixture(scope="session")
def engine(book: Book) -> Engine:
    return Engine.build(book)


@pytest.fixture(scope="session")
def shipped() -> Engine:
    """The shipped content without an encoder: what answers while the first training runs."""
    return Engine.build(load_book())


@pytest.fixture(scope="session")
def trained() -> Engine:
    """The shipped content with its encoder."""
    book = load_book()
    name = f"{book.version} {version_of(book)}"
    return Shelf(MODELS).engine(name, lambda: Engine.build(book, encoder=trained_encoder(book, MODELS)))
