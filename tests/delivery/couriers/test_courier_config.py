"""Accounts that would only fail at the first parcel are refused at the start."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backend.delivery.couriers.config import CourierConfig

ACCOUNT = CourierConfig("kuaidi100", "customer", "a-key", "a-secret", "a-salt", "http://localhost/hook")


@pytest.mark.parametrize("wrong", [{"salt": ""}, {"callback_url": "http://localhost/" + "x" * 200}])
def test_a_wrong_account_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="courier"):
        replace(ACCOUNT, **wrong)  # type: ignore[arg-type]


def test_secrets_do_not_show() -> None:
    assert not any(secret in repr(ACCOUNT) for secret in ("a-key", "a-secret", "a-salt"))
