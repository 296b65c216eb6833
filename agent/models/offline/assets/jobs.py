"""One whole sentence is one job, or none: no word of it is left over unread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..tokens import Token
from .hiding import hidden, last_name
from .kinds import KINDS, Kind, kind_of
from .patterns import BEFORE, BEHIND, GOES_ON, ITS, LONG, MAKING, NAME, NEXT, PATTERNS, Do
from .reasons import without_reasons

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


def jobs_in(text: str, tokens: Sequence[Token] = ()) -> list[list[Job]]:
    """The jobs of the sentence, each with all ways to read it; none where its first words are no job."""
    said = hidden(text, tokens)
    whole = _span(said, 0, len(said))
    if notes := [job for job in _readings(text, said, *whole) if job.do == "notes"]:
        return [] if "\n" in text[slice(*whole)] else [notes]
    start, end = _span(said, *without_reasons(said, *whole))
    led = last_name(said, start)
    if "\n" in text[start:end]:
        return []
    found: list[list[Job]] = []
    while start < end:
        behind = NEXT.search(said, start, end)
        readings = _readings(text, said, start, behind.start() if behind else end)
        if not readings and not found:
            return []
        found.append([_meant(job, led, text) for job in readings])
        start = behind.end() if behind else end
    return found


def _meant(job: Job, led: tuple[int, int] | None, text: str) -> Job:
    """`it` is what the reason in front of the job names."""
    if job.name != IT or led is None:
        return job
    return replace(job, name=text[slice(*led)], start=led[0], end=led[1])


def _span(said: str, start: int, end: int) -> tuple[int, int]:
    """Without the politeness around it."""
    begin = BEFORE.match(said, start, end).end()  # type: ignore[union-attr]  # it fits any text
    return begin, BEHIND.search(said[:end], begin).start()  # type: ignore[union-attr]


def _readings(text: str, said: str, start: int, end: int) -> list[Job]:
    """The shorter name first: with `to` in a name, it may be the longer one."""
    if end - start > _LONGEST:
        return []
    found = [job for do, pattern in PATTERNS for job in _both(do, pattern, text, said[start:end], start)]
    return list(dict.fromkeys(found)) or list(filter(None, [_making(text, said[start:end], start)]))


def _both(do: Do, pattern: str, text: str, body: str, start: int) -> Iterator[Job]:
    for fitting in (pattern, pattern.replace(NAME, LONG)) if do in ("rename", "duplicate") else (pattern,):
        if found := re.fullmatch(fitting, body, re.IGNORECASE):
            yield _job(do, found, text, start)


def _job(do: Do, found: re.Match[str], text: str, start: int) -> Job:
    groups = found.groupdict()
    name, kind = _written(found, "name", text, start), groups.get("kind") or groups.get("behind")
    value = _written(found, "value", text, start).strip() if groups.get("value") else ""
    shown = (groups.get("value") or "").strip()
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
        is_whole=_is_quoted(value) or not (do in _NAMING and GOES_ON.search(f" {shown} ")),
    )


def _written(found: re.Match[str], group: str, text: str, start: int) -> str:
    """The words themselves, also where a name of the account stands in them."""
    return text[start + found.start(group) : start + found.end(group)]


def _making(text: str, body: str, start: int) -> Job | None:
    found = MAKING.fullmatch(body)
    if found is None:
        return None
    name = _written(found, "name", text, start)
    return Job(
        "create",
        _bare(name),
        start + found.start("name"),
        start + found.end("name"),
        start + found.end(),
        kind_of("category" if found["kind"].lower().endswith("category") else found["kind"]),
        found["of"] or "",
        is_whole=_is_quoted(name) or not GOES_ON.search(f" {found['name']} "),
    )


def _is_quoted(name: str) -> bool:
    return len(name) > 2 and name[0] == name[-1] and name[0] in "\"'"


def _bare(name: str) -> str:
    said = name.strip()
    return said[1:-1].strip() if _is_quoted(said) else said
