"""One whole sentence is one job, or none: no word of it is left over unread."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .kinds import KINDS, Kind, kind_of
from .patterns import BEFORE, BEHIND, GOES_ON, ITS, LONG, MAKING, NAME, NEXT, PATTERNS, Do

IT = "it"
"""The name of what was talked of last."""

_LONGEST = 400
"""Characters of a job; only a note is as long."""

_NAMING = ("rename", "duplicate", "category", "network")


@dataclass(frozen=True, slots=True)
class Job:
    do: Do
    name: str
    """As written, without quotes; `IT` for what was talked of."""

    start: int
    """Where the name stands in the text."""

    end: int
    stop: int
    """Where the clause ends."""

    kind: Kind | None = None
    value: str = ""
    """Of a category that is made: what it is for."""

    away: bool = False
    """It goes from the account, and not from a funnel only."""

    is_whole: bool = True
    """Whether a new name is surely all that was said behind it."""


def jobs_in(text: str) -> list[list[Job]]:
    """The jobs of the sentence, each with all ways to read it; none where its first words are no job."""
    start = BEFORE.match(text).end()  # type: ignore[union-attr]  # it fits any text
    end = BEHIND.search(text).start()  # type: ignore[union-attr]
    if "\n" in text[start:end]:
        return []
    if notes := [job for job in _readings(text[start:end], start) if job.do == "notes"]:
        return [notes]
    found: list[list[Job]] = []
    while start < end:
        behind = NEXT.search(text, start, end)
        readings = _readings(text[start : behind.start() if behind else end], start)
        if not readings and not found:
            return []
        found.append(readings)
        start = behind.end() if behind else end
    return found


def _readings(body: str, start: int) -> list[Job]:
    """The shorter name first: with `to` in a name, it may be the longer one."""
    if len(body) > _LONGEST:
        return []
    found = [job for do, pattern in PATTERNS for job in _both(do, pattern, body, start)]
    return list(dict.fromkeys(found)) or list(filter(None, [_making(body, start)]))


def _both(do: Do, pattern: str, body: str, start: int) -> Iterator[Job]:
    for fitting in (pattern, pattern.replace(NAME, LONG)) if do in ("rename", "duplicate") else (pattern,):
        if found := re.fullmatch(fitting, body, re.IGNORECASE):
            yield _job(do, found, start)


def _job(do: Do, found: re.Match[str], start: int) -> Job:
    groups = found.groupdict()
    name, kind = groups["name"], groups.get("kind") or groups.get("behind")
    value = (groups.get("value") or "").strip()
    is_it = not _is_quoted(name) and bool(ITS.fullmatch(name) or re.fullmatch(KINDS, name, re.IGNORECASE))
    if is_it and not kind:
        said = re.search(rf"(?:{KINDS})$", name, re.IGNORECASE)
        kind = said[0] if said else None
    return Job(
        do,
        IT if is_it else _bare(name),
        start + found.start("name"),
        start + found.end("name"),
        start + found.end(),
        kind_of(kind) if kind else None,
        _bare(value),
        away=bool(groups.get("away")),
        is_whole=_is_quoted(value) or not (do in _NAMING and GOES_ON.search(f" {value} ")),
    )


def _making(body: str, start: int) -> Job | None:
    found = MAKING.fullmatch(body)
    if found is None:
        return None
    name = found["name"]
    return Job(
        "create",
        _bare(name),
        start + found.start("name"),
        start + found.end("name"),
        start + found.end(),
        kind_of("category" if found["kind"].lower().endswith("category") else found["kind"]),
        found["of"] or "",
        is_whole=_is_quoted(name) or not GOES_ON.search(f" {name} "),
    )


def _is_quoted(name: str) -> bool:
    return len(name) > 2 and name[0] == name[-1] and name[0] in "\"'"


def _bare(name: str) -> str:
    said = name.strip()
    return said[1:-1].strip() if _is_quoted(said) else said
