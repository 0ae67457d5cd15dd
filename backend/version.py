"""The product's version, as the package says."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version


def product_version() -> str:
    """The installed distribution's version, or ``0.1.0`` in a checkout that was never installed."""
    try:
        return version("yichuang")
    except PackageNotFoundError:
        return "0.1.0"
