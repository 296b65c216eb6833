"""A text with the names known in it, and how both change together."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

QUOTED = re.compile(r"\"([^\"\n]+)\"|(?<!\w)'([^'\n]+)'(?!\w)")
_ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[/?#]\S*)?|\S*\{\S*\}\S*", re.IGNORECASE
)
_NAMING = re.compile(
    r"\b(?:called|named|titled|call it|name it|call this|name this|with (?:the )?name|name (?:is|shall be|should be|"
    r"will be)|rename\b.{1,80}? (?:to|into|as)) +(?P<name>[^,;:.!?\n\"(]+)",
    re.IGNORECASE,
)
_NOTE = re.compile(r"\bnotes?\b[^:\n]{0,120}(?::|\bsaying\b|\bthat says\b|\b(?:to|as) )(?P<note>.+)", re.IGNORECASE)
_NAME_STOPS = re.compile(
    r" (?:in|with|using|from|for|and|then|to|that|which|where|at|paying|pays|on|into|under|please|pls)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_MOSTLY = 0.7
"""Of the letters; a text with so many capitals is shouted."""


@dataclass(frozen=True, slots=True)
class Edit:
    start: int
    end: int
    words: str
    note: str = ""


@dataclass(frozen=True)
class Plain:
    text: str
    mentions: tuple[Mapping[str, Any], ...]
    """As `find_assets` answers them, with their places in the text."""

    notes: tuple[str, ...] = ()
    """What was corrected that a person must be told of."""

    @cached_property
    def shouted(self) -> bool:
        letters = [char for char in self.text if char.isalpha()]
        return len(letters) > 10 and sum(char.isupper() for char in letters) > _MOSTLY * len(letters)

    @cached_property
    def _kept(self) -> frozenset[int]:
        """The places of names, quotations, addresses and notes."""
        spans = [(int(one["start"]), int(one["end"])) for one in self.mentions if is_surely_named(one)]
        for pattern in (QUOTED, _ADDRESS):
            spans += [found.span() for found in pattern.finditer(self.text)]
        spans += [found.span("note") for found in _NOTE.finditer(self.text)]
        for found in _NAMING.finditer(self.text):
            spans.append((found.start("name"), found.start("name") + len(_NAME_STOPS.sub("", found["name"]))))
        return frozenset(place for start, end in spans for place in range(start, end))

    def is_free(self, start: int, end: int) -> bool:
        """Whether these words may be changed."""
        return self._kept.isdisjoint(range(start, end))

    def edited(self, edits: Sequence[Edit]) -> Self:
        """With the edits made, which do not overlap; a name within an edit is gone."""
        if not edits:
            return self
        edits = sorted(edits, key=lambda one: one.start)
        text, place = "", 0
        for edit in edits:
            text += self.text[place : edit.start] + edit.words
            place = edit.end
        text += self.text[place:]
        notes = (*self.notes, *(edit.note for edit in edits if edit.note))
        return replace(self, text=text, mentions=tuple(_moved(self.mentions, edits)), notes=notes)


def is_surely_named(mention: Mapping[str, Any]) -> bool:
    """Whether this is a name letter by letter, or the writer's capitals or its length speak for one."""
    said = str(mention["text"])
    return any(one.get("exact") for one in mention["candidates"]) or not said.islower() or " " in said


def _moved(mentions: Sequence[Mapping[str, Any]], edits: Sequence[Edit]) -> Iterator[Mapping[str, Any]]:
    for one in mentions:
        start, end = int(one["start"]), int(one["end"])
        if any(edit.start < end and start < edit.end for edit in edits):
            continue
        by = sum(len(edit.words) - (edit.end - edit.start) for edit in edits if edit.end <= start)
        yield {**one, "start": start + by, "end": end + by}
