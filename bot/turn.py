"""One text of a conversation together with what came before it."""

from __future__ import annotations

from dataclasses import replace

from bot.decisions import Context
from bot.entries import Entry
from bot.understanding import Reading, Understanding


class Turn:
    """One text of a conversation with what came before."""

    def __init__(
        self,
        text: str,
        context: Context,
        understanding: Understanding,
        plain: str | None = None,
        normalised: str | None = None,
    ) -> None:
        self.text = text.encode("utf-8", "ignore").decode()  # half of an emoji is no text that JSON could carry
        self.context = context
        self.understanding = understanding
        self.plain = understanding.plain(text) if plain is None else plain
        self.normalised = understanding.repair(self.plain) if normalised is None else normalised
        self._readings: dict[str, Reading] = {}

    def without(self, entry: Entry | None) -> Turn:
        """The same turn, in which this entry cannot be meant: the citizen has just said that it is not."""
        if entry is None:
            return self
        return self.within(replace(self.context, refused=(*self.context.refused, entry.code)))

    def within(self, context: Context, normalised: str | None = None) -> Turn:
        """The same turn after another past, or with only a part of what was said."""
        kept = self.normalised if normalised is None else normalised
        return Turn(self.text, context, self.understanding, self.plain, kept)

    def read(self, text: str) -> Reading:
        """The reading of a normalised text, kept for the length of the turn."""
        if text not in self._readings:
            self._readings[text] = self.understanding.read(text, self.context.refused, self.context.audience)
        return self._readings[text]

    @property
    def last(self) -> Entry | None:
        """The entry that the conversation was about, if it is still published."""
        return self.entry(self.context.last_item)

    def entry(self, code: str | None) -> Entry | None:
        """The live entry with this code, or None."""
        return self.understanding.catalogue.by_code.get(code) if code else None

    def pending(self) -> list[Entry]:
        """The live entries among the options last offered."""
        return [entry for entry in map(self.entry, self.context.pending) if entry]
