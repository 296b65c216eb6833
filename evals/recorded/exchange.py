"""One request and its answer, as a line of a transcript.

Of a request stands here what differs from run to run: its messages, and those only that the request before did not
hold. The system prompt and the tools are the same in every case; their fingerprints tell when they change. No header
of a request is kept, so no key.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.redaction import Redaction

from ..errors import CaseError

Json = dict[str, Any]


class Request(BaseModel):
    """What is compared of a request. Break points of the cache are no part of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    system: str
    tools: str
    messages: list[Json]

    @classmethod
    def of(cls, body: bytes, redaction: Redaction) -> "Request":
        document = redaction.kept(json.loads(body))
        return cls(
            model=document.get("model", ""),
            system=_fingerprint(document.get("system")),
            tools=_fingerprint(document.get("tools")),
            messages=_bare(document.get("messages", [])),
        )


class Answered(BaseModel):
    """What came back. `status` 0: the service was not reached. `cut`: the connection broke before the end."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: int
    kind: str = ""
    retry_after: str = ""
    text: str = ""
    cut: bool = False


class Exchange(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    request: Request
    answer: Answered


class _Line(Exchange):
    kept: int = 0
    """How many messages of the request before are the first of this one, too."""


def line_of(exchange: Exchange, before: Exchange | None) -> str:
    """The exchange as a line of a transcript that goes on from the one `before`."""
    earlier = before.request.messages if before else []
    kept = _same_beginning(earlier, exchange.request.messages)
    request = exchange.request.model_copy(update={"messages": exchange.request.messages[kept:]})
    return _Line(request=request, answer=exchange.answer, kept=kept).model_dump_json(exclude_defaults=True) + "\n"


def transcript(file: Path) -> list[Exchange]:
    """Every exchange of a file. CaseError where there is none, or where it cannot be read."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise CaseError(f"There is no transcript {file}.", hint="Record it first, with --record.") from error
    exchanges: list[Exchange] = []
    for number, text in enumerate(lines, start=1):
        try:
            line = _Line.model_validate_json(text)
        except ValidationError as error:
            raise CaseError(f"{file}, line {number} is no exchange.", hint="Record it again.") from error
        earlier = exchanges[-1].request.messages[: line.kept] if exchanges else []
        request = line.request.model_copy(update={"messages": [*earlier, *line.request.messages]})
        exchanges.append(Exchange(request=request, answer=line.answer))
    return exchanges


def _same_beginning(earlier: Sequence[Json], later: Sequence[Json]) -> int:
    pairs = zip(earlier, later, strict=False)
    return next((number for number, (one, other) in enumerate(pairs) if one != other), min(len(earlier), len(later)))


def _fingerprint(document: object) -> str:
    return hashlib.sha256(json.dumps(document, sort_keys=True).encode()).hexdigest()[:16]


def _bare(document: Any) -> Any:
    if isinstance(document, list):
        return [_bare(one) for one in document]
    if isinstance(document, dict):
        return {field: _bare(value) for field, value in document.items() if field != "cache_control"}
    return document
