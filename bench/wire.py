"""HTTP for many clients in one process: httpx's own pool costs several times what the request costs.

Answers without a body or with a Content-Length only, as the product's API gives them.
"""

from __future__ import annotations

import asyncio
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import httptools
import httpx


class Wire(httpx.AsyncBaseTransport):
    """Sends each request to the next of the ``bases``, as a balancer in front of several nodes would."""

    def __init__(self, bases: Sequence[str]) -> None:
        urls = [httpx.URL(base) for base in bases]
        self._addresses = itertools.cycle([(url.host, url.port or 80) for url in urls])
        self._idle: dict[tuple[str, int], list[_Line]] = defaultdict(list)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises httpx.ConnectError, ReadError or ReadTimeout, as httpx's own transport does."""
        address = next(self._addresses)
        seconds = request.extensions.get("timeout", {}).get("read")
        try:
            async with asyncio.timeout(seconds):
                return await self._exchange(address, request)
        except TimeoutError:
            raise httpx.ReadTimeout("no answer in time", request=request) from None
        except OSError as problem:
            raise httpx.ConnectError(str(problem), request=request) from None
        except (EOFError, httptools.HttpParserError) as problem:
            raise httpx.ReadError(str(problem), request=request) from None

    async def _exchange(self, address: tuple[str, int], request: httpx.Request) -> httpx.Response:
        """A line goes back to the others only after a whole answer; whatever happens else, it is cut."""
        line = await self._line(address)
        try:
            response = await line.exchange(b"".join(_text(request)))
        except BaseException:
            line.cut()
            raise
        self._idle[address].append(line)
        return response

    async def _line(self, address: tuple[str, int]) -> _Line:
        while idle := self._idle[address]:
            line = idle.pop()
            if not line.closed:
                return line
        _, line = await asyncio.get_running_loop().create_connection(_Line, *address)
        return line

    async def aclose(self) -> None:
        for line in itertools.chain.from_iterable(self._idle.values()):
            line.cut()


def _text(request: httpx.Request) -> Iterator[bytes]:
    yield request.method.encode() + b" " + request.url.raw_path + b" HTTP/1.1\r\n"
    for name, value in request.headers.raw:
        yield name + b": " + value + b"\r\n"
    yield b"\r\n"
    yield request.content


class _Line(asyncio.Protocol):
    """One connection, one exchange at a time."""

    def __init__(self) -> None:
        self.closed = False
        self._answer: asyncio.Future[httpx.Response] | None = None

    def connection_made(self, transport: Any) -> None:
        self._transport: asyncio.Transport = transport

    async def exchange(self, text: bytes) -> httpx.Response:
        """Send a request and return its answer. Raises EOFError when the other side hangs up."""
        self._parser = httptools.HttpResponseParser(self)
        self._headers: list[tuple[bytes, bytes]] = []
        self._body = bytearray()
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(text)
        return await self._answer

    def cut(self) -> None:
        """Hang up."""
        self.closed = True
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError as problem:
            self._fail(problem)

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = True
        self._fail(EOFError("hung up"))

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers.append((name, value))

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        if not self._parser.should_keep_alive():
            self.cut()
        if self._answer is not None and not self._answer.done():
            status = self._parser.get_status_code()
            self._answer.set_result(httpx.Response(status, headers=self._headers, content=bytes(self._body)))

    def _fail(self, problem: Exception) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(problem)
