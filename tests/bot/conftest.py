"""A small book of our own with known answers, and the engine over the content that ships."""

from __future__ import annotations

import pytest

from bot import Engine
from faq.loader import load_book
from faq.schema import Book
from tests.bot.small_book import small_book


@pytest.fixture(scope="session")
def book() -> Book:
    return small_book()


@pytest.fixture(scope="session")
def engine(book: Book) -> Engine:
    return Engine.build(book)


@pytest.fixture(scope="session")
def shipped() -> Engine:
    return Engine.build(load_book())
