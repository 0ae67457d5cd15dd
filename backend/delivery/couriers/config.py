"""What a courier client must know. Filled from settings; nothing here reads the environment."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

POLL_HOST = "https://poll.kuaidi100.com"


@dataclass(frozen=True, slots=True)
class CourierConfig:
    """One courier account.

    ``poll_url`` is the base of ``/poll`` and ``/poll/query.do``; ``order_url`` is the whole order address (快递100's
    own test address has another host and path). ``carrier`` is the 快递100 company code (lower case) that parcels are
    sent with. ``salt`` signs what the courier pushes to ``callback_url`` (at most 200 bytes with its query).
    ``sandbox`` is True when the addresses are ours; `serve` refuses to start with it. Timeouts are seconds.
    """

    kind: Literal["kuaidi100"]
    customer: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    salt: str = field(repr=False)
    callback_url: str
    carrier: str = "ems"
    poll_url: str = POLL_HOST
    order_url: str = f"{POLL_HOST}/order/borderapi.do"
    sandbox: bool = False
    connect_timeout: float = 2.0
    read_timeout: float = 5.0
    total_timeout: float = 8.0

    def __post_init__(self) -> None:
        """Refuse what would only fail at the first parcel: without a salt 快递100 does not sign its pushes at all."""
        if not self.salt:
            raise ValueError("courier salt is empty: pushes would not be signed")
        if len(self.callback_url.encode()) > 200:
            raise ValueError("courier callback_url is longer than 200 bytes")


def sandbox_config(base_url: str, callback_url: str, *, key: str, secret: str, salt: str) -> CourierConfig:
    """The account that talks to our sandbox at ``base_url`` (no trailing slash), as customer ``sandbox``."""
    return CourierConfig(
        kind="kuaidi100",
        customer="sandbox",
        key=key,
        secret=secret,
        salt=salt,
        callback_url=callback_url,
        poll_url=base_url,
        order_url=f"{base_url}/order/borderapi.do",
        sandbox=True,
    )
