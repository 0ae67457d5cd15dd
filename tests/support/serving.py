"""Sanic applications on real sockets inside the test's own loop."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sanic import Sanic


def free_socket() -> socket.socket:
    """A listening address nobody else has."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    return listener


def port_of(listener: socket.socket) -> int:
    """The port of a bound socket."""
    port: int = listener.getsockname()[1]
    return port


@asynccontextmanager
async def serving(app: Sanic[Any, Any], listener: socket.socket) -> AsyncIterator[str]:
    """Serve an application on a bound socket; yields its address."""
    app.config.TOUCHUP = False  # Sanic's start-up rewrite works once per process
    server = await app.create_server(sock=listener, access_log=False, asyncio_server_kwargs={"start_serving": False})
    assert server is not None
    await server.startup()
    await server.before_start()
    await server.after_start()
    await server.start_serving()
    try:
        yield f"http://127.0.0.1:{port_of(listener)}"
    finally:
        await server.before_stop()
        server.close()
        for connection in list(server.connections):
            connection.close()
        await server.after_stop()
        Sanic.unregister_app(app)
