"""Ids differ from run to run: which of now stands for which of a transcript is learnt from where they stand."""

import json
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

Json = dict[str, Any]

_ID = r"(?<![0-9A-Za-z])(?:[0-9](?=[0-9]*[A-Za-z])[0-9A-Za-z]{11}|[0-9a-f]{64})(?![0-9A-Za-z])"
"""The tracker's ids, which plans have, too, and fingerprints. The first digit of an id is one until the year 2037."""

_MOMENT = r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)?"
_ids = re.compile(_ID)
_words = re.compile(rf"{_ID}|\w+|\W")
_moments = re.compile(_MOMENT)

_HOLE = "\0"


class Renaming:
    """What every id of the transcript is called now, as far as it is known."""

    def __init__(self) -> None:
        self._now: dict[str, str] = {}
        self._doubtful: set[str] = set()
        self._seen: set[str] = set()

    def learn(self, recorded: Sequence[Json], actual: Sequence[Json]) -> str:
        """Compare the messages of a request; where they differ in more than ids and times, the first such place."""
        then, now = list(_leaves(list(recorded))), list(_leaves(list(actual)))
        self._seen.update(id for text in then for id in _ids.findall(text))
        if [_holes(text) for text in then] == [_holes(text) for text in now]:
            for one, other in zip(then, now, strict=True):
                self._pair(_ids.findall(one), _ids.findall(other))
            return ""
        return self._learn_roughly(then, now)

    def renamed(self, text: str) -> str:
        return _ids.sub(lambda match: self._now.get(match[0], match[0]), text)

    def unknown_in(self, text: str) -> list[str]:
        """Ids of the transcript in the text that nothing of now surely stands for."""
        found = dict.fromkeys(_ids.findall(text))
        return [id for id in found if id in self._doubtful or (id in self._seen and id not in self._now)]

    def _learn_roughly(self, then: list[str], now: list[str]) -> str:
        """Pair the ids of texts that are alike, and of like stretches of those that are not quite."""
        first = ""
        matcher = SequenceMatcher(None, list(map(_holes, then)), list(map(_holes, now)), autojunk=False)
        for what, begin, end, other_begin, other_end in matcher.get_opcodes():
            ours, theirs = then[begin:end], now[other_begin:other_end]
            if what == "equal":
                for one, other in zip(ours, theirs, strict=True):
                    self._pair(_ids.findall(one), _ids.findall(other))
            else:
                self._pair_stretches("\n".join(ours), "\n".join(theirs))
                first = first or f"{_short(ours)} is now {_short(theirs)}"
        return first

    def _pair_stretches(self, one: str, other: str) -> None:
        ours, theirs = _words.findall(one), _words.findall(other)
        matcher = SequenceMatcher(None, list(map(_holes, ours)), list(map(_holes, theirs)), autojunk=False)
        for begin, other_begin, length in matcher.get_matching_blocks():
            pairs = zip(ours[begin : begin + length], theirs[other_begin : other_begin + length], strict=True)
            ids = [(this, that) for this, that in pairs if _ids.fullmatch(this)]
            self._pair([this for this, _ in ids], [that for _, that in ids])

    def _pair(self, then: Sequence[str], now: Sequence[str]) -> None:
        for one, other in zip(then, now, strict=True):
            if self._now.setdefault(one, other) != other:
                self._doubtful.add(one)


def _leaves(document: Any) -> Iterator[str]:
    """Every text of a document, with its fields' names, in order."""
    if isinstance(document, dict):
        for field, value in document.items():
            yield field
            yield from _leaves(value)
    elif isinstance(document, list):
        for one in document:
            yield from _leaves(one)
    else:
        yield document if isinstance(document, str) else json.dumps(document)


def _holes(text: str) -> str:
    return _ids.sub(_HOLE, _moments.sub(_HOLE, text))


def _short(texts: Sequence[str], most: int = 120) -> str:
    text = " ".join(" ".join(texts).split())
    return repr(text if len(text) <= most else f"{text[:most]}…")
