"""The schema while the models still move: from the models, then each slice's constraints."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import asyncpg
from pgqueuer import Queries
from tortoise import Tortoise

from backend import database
from backend.database.connection import credentials
from backend.wiring import SLICES


async def build(url: str) -> None:
    await database.connect(url)
    await Tortoise.generate_schemas()
    await database.close()
    connection = await asyncpg.connect(**credentials(url))
    for name in SLICES:
        path = f"backend.{name}.constraints"
        if find_spec(f"backend.{name}") and find_spec(path):
            for up, _ in import_module(path).CONSTRAINTS:
                await connection.execute(up)
    await Queries.from_asyncpg_connection(connection).install()
    await connection.close()
