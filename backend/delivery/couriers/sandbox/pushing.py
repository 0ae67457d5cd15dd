"""Pushes to the callback address: in order, signed with the order's salt, sent again when not answered as agreed."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from typing import Any

import httpx

from backend.delivery.couriers.sandbox import wire
from backend.delivery.couriers.sandbox.config import SandboxConfig
from backend.delivery.couriers.sandbox.faults import Faults
from backend.delivery.couriers.sandbox.parcels import Parcel


@dataclass(frozen=True, slots=True)
class Push:
    """One form to one address."""

    waybill: str
    url: str
    param: str
    salt: str | None
    task_id: str | None = None

    def form(self) -> dict[str, str]:
        """The fields as the courier posts them; no salt, no sign."""
        fields = {"param": self.param}
        if self.task_id is not None:
            fields["taskId"] = self.task_id
        if self.salt is not None:
            fields["sign"] = hashlib.md5((self.param + self.salt).encode(), usedforsecurity=False).hexdigest().upper()
        return fields


def notice_push(parcel: Parcel, code: int) -> Push:
    """The order notice ``code`` about a parcel."""
    return Push(
        parcel.waybill,
        parcel.callback_url,
        _text(wire.notice(parcel, code)),
        parcel.salt,
        parcel.task_id,
    )


def track_push(parcel: Parcel) -> Push | None:
    """The track as it stands now; None when nobody subscribed."""
    if parcel.track_url is None:
        return None
    return Push(parcel.waybill, parcel.track_url, _text(wire.snapshot(parcel)), parcel.salt)


class Pusher:
    """Sends pushes one after the other in the background."""

    def __init__(self, config: SandboxConfig, faults: Faults) -> None:
        self._config = config
        self._faults = faults
        self._queue: asyncio.Queue[Push] = asyncio.Queue()
        self._held: list[Push] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._http = httpx.AsyncClient(
            timeout=config.push_timeout,
            trust_env=False,
            verify=False,  # noqa: S501 - it pushes to this machine, without TLS
        )
        self.delivered: dict[str, int] = {}
        self.failed: dict[str, int] = {}

    def start(self) -> None:
        """Begin sending; needs a running loop."""
        self.run(self._work())

    async def stop(self) -> None:
        """Drop what is waiting and close the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._http.aclose()

    def send(self, push: Push | None) -> None:
        """Queue a push, as the faults will have it."""
        if push is None or self._faults.take("push_drop"):
            return
        if self._faults.take("push_reorder"):
            self._held.append(push)
            return
        for each in (push, *self._held):
            self._queue.put_nowait(each)
        self._held.clear()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do ``work`` in the background until it ends or the sandbox stops."""
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work(self) -> None:
        while True:
            push = await self._queue.get()
            await asyncio.sleep(self._faults.push_delay)
            for _ in range(2 if self._faults.take("push_duplicate") else 1):
                await self._first_try(push)

    async def _first_try(self, push: Push) -> None:
        sent = replace(push, salt=f"{push.salt}!") if self._faults.take("push_forge") else push
        if not await self._delivered(sent):
            self.run(self._try_again(push))

    async def _try_again(self, push: Push) -> None:
        for _ in range(self._config.repush_times):
            await asyncio.sleep(self._config.repush_seconds)
            if await self._delivered(push):
                return

    async def _delivered(self, push: Push) -> bool:
        """Post once. Delivered means HTTP 200 and ``result`` true with ``returnCode`` 200."""
        answered = False
        with contextlib.suppress(httpx.HTTPError, ValueError):
            response = await self._http.post(push.url, data=push.form())
            answered = response.status_code == httpx.codes.OK and _agreed(response.json())
        count = self.delivered if answered else self.failed
        count[push.waybill] = count.get(push.waybill, 0) + 1
        return answered


def _agreed(answer: Any) -> bool:
    return isinstance(answer, dict) and answer.get("result") is True and answer.get("returnCode") == "200"


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
