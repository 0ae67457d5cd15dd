"""State machines built from one transition table."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Generic, TypeVar

from backend.common.errors import Conflict

S = TypeVar("S", bound=Enum)


class WrongState(Conflict):
    """The verb is not allowed in the present state; ``details`` name both and what is allowed."""

    code = "wrong_state"
    message = "{noun}现在是“{state}”，不能{verb}。请刷新后再看。"


class Machine(Generic[S]):
    """What may happen to one kind of thing.

    Parameters:
        noun: Chinese name of the thing, e.g. ``预约``.
        start: the state of a new thing.
        table: ``{(state, verb): next_state}``; verbs are English, stable names.
        labels: Chinese label of every state of the enum.
        verbs: Chinese label of every verb, as on its button.

    Raises:
        ValueError: a state or verb has no label, or a label belongs to no verb of the table.
    """

    def __init__(
        self,
        noun: str,
        *,
        start: S,
        table: Mapping[tuple[S, str], S],
        labels: Mapping[S, str],
        verbs: Mapping[str, str],
    ) -> None:
        self.noun = noun
        self.start = start
        self.table = dict(table)
        self.labels = dict(labels)
        self.verbs = dict(verbs)
        self._check()

    def next(self, state: S, verb: str) -> S:
        """Return the state after ``verb``. Raises :class:`WrongState` when it is not allowed now."""
        try:
            return self.table[state, verb]
        except KeyError:
            raise self._wrong(state, verb) from None

    def allowed(self, state: S) -> tuple[str, ...]:
        """Return the verbs allowed in ``state``, in the order of the table."""
        return tuple(verb for source, verb in self.table if source == state)

    def allows(self, state: S, verb: str) -> bool:
        """Return whether ``verb`` is allowed in ``state``."""
        return (state, verb) in self.table

    def sources(self, verb: str) -> tuple[S, ...]:
        """Return the states in which ``verb`` is allowed (for a compare-and-set)."""
        return tuple(source for source, name in self.table if name == verb)

    def is_final(self, state: S) -> bool:
        """Return whether nothing can happen any more."""
        return not self.allowed(state)

    def reachable(self) -> frozenset[S]:
        """Return every state a new thing can come to, its start included."""
        seen = {self.start}
        frontier = [self.start]
        while frontier:
            state = frontier.pop()
            found = {target for (source, _), target in self.table.items() if source == state} - seen
            seen |= found
            frontier.extend(found)
        return frozenset(seen)

    def label(self, state: S) -> str:
        """Return the Chinese label of ``state``."""
        return self.labels[state]

    def verb_label(self, verb: str) -> str:
        """Return the Chinese label of ``verb``."""
        return self.verbs[verb]

    def _wrong(self, state: S, verb: str) -> WrongState:
        details = {"state": state.value, "verb": verb, "allowed": list(self.allowed(state))}
        return WrongState(noun=self.noun, state=self.label(state), verb=self.verbs[verb], details=details)

    def _check(self) -> None:
        unlabelled = set(type(self.start)) - set(self.labels)
        used = {verb for _, verb in self.table}
        if unlabelled or used != set(self.verbs):
            raise ValueError(f"{self.noun}: unlabelled {unlabelled}, verbs {used ^ set(self.verbs)}")
