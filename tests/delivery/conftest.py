"""An approved case, for every test of the delivery."""

from __future__ import annotations

import pytest_asyncio

from tests.delivery.sending import Sending, sending
from tests.support.people import Person
from tests.support.product import Product


@pytest_asyncio.fixture
async def sent(app: Product, citizen: Person, clerk: Person, head: Person) -> Sending:
    return await sending(app, citizen, clerk, head)
