"""2,000 clients that hang up in the middle of a transaction leave the pool alive (decision 4b)."""

from __future__ import annotations

import asyncio
import random
import socket
import struct
from urllib.parse import urlsplit

from tests.support.people import Person
from tests.support.product import Product

CLIENTS = 2_000


async def _hang_up(host: str, port: int, request: bytes, delay: float) -> None:
    _, writer = await asyncio.open_connection(host, port)
    writer.write(request)
    await writer.drain()
    await asyncio.sleep(delay)
    raw: socket.socket = writer.get_extra_info("socket")
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # close with RST
    writer.close()


async def test_two_thousand_clients_hang_up(app: Product, citizen: Person) -> None:
    address = urlsplit(app.base)
    token = citizen.http.headers["Authorization"]
    chance = random.Random(7)

    async def one(number: int) -> None:
        body = b'{"elder_mode": true}'
        request = (
            f"PUT /api/v1/me/settings HTTP/1.1\r\nHost: x\r\nAuthorization: {token}\r\n"
            f"Idempotency-Key: hang-up-{number}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body
        await _hang_up(address.hostname or "", address.port or 0, request, chance.uniform(0, 0.004))

    for start in range(0, CLIENTS, 50):
        await asyncio.gather(*(one(number) for number in range(start, start + 50)))
    answers = await asyncio.gather(*(citizen.put("/api/v1/me/settings", {"elder_mode": False}) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
