"""Pure rules of the accounts slice."""

from __future__ import annotations

from datetime import date

from backend.common.numbers import birth_date

ELDER_FROM = 60
"""Age from which the large-type version is offered (老年人权益保障法 art. 2)."""


def age_on(id_number: str, today: date) -> int | None:
    """Full years of the holder of a valid identity number on a day, or None when it tells no birth date."""
    born = birth_date(id_number)
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def offers_elder_mode(id_number: str | None, answer: bool | None, today: date) -> bool:
    """Whether to offer the large-type version: once, to those who are old enough and have not answered."""
    if id_number is None or answer is not None:
        return False
    age = age_on(id_number, today)
    return age is not None and age >= ELDER_FROM
