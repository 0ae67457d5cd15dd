"""Trouble that can be switched on. Delays are seconds and stay; the others are counts and wear off."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(slots=True)
class Faults:
    """``reply_*`` spoil answers to our calls, ``push_*`` spoil pushes to us.

    ``reply_500`` answers 500 having done nothing; ``reply_lost`` does it and answers 502; ``push_drop`` believes a push
    delivered that was never sent; ``push_reorder`` holds a push back until the next one has gone; ``push_forge`` signs
    with a wrong salt first, which the receiver must refuse, and then goes on as after any failure.
    """

    reply_delay: float = 0.0
    push_delay: float = 0.0
    reply_500: int = 0
    reply_lost: int = 0
    reply_bad_json: int = 0
    push_duplicate: int = 0
    push_reorder: int = 0
    push_drop: int = 0
    push_forge: int = 0

    def take(self, name: str) -> bool:
        """Use up one of a counted fault; False when none is left."""
        left: int = getattr(self, name)
        if left > 0:
            setattr(self, name, left - 1)
        return left > 0

    def switch(self, values: dict[str, object]) -> None:
        """Set some faults. Raises ValueError for an unknown name or a value that is not a number ≥ 0."""
        known = {field.name for field in fields(self)}
        for name, value in values.items():
            if name not in known or isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
                raise ValueError(f"unknown fault or bad value: {name}")
        for name, value in values.items():
            setattr(self, name, value)
