"""Streams of the Messages API as text: read, put together, and written again."""

import json
from collections.abc import Callable, Iterator
from typing import Any

Json = dict[str, Any]

_PIECES = {"text_delta": "text", "input_json_delta": "partial_json"}
"""Kinds of pieces that are put together, and where their text stands. Thinking is signed and stays as it is."""


def put_together(stream: str, rewrite: Callable[[str], str] = str) -> str:
    """The same stream with the words and the arguments of each block in one piece; `rewrite` is given each whole.

    What is no stream of events, such as an error's document, comes back as it is.
    """
    events = _events(stream)
    if not events:
        return stream
    whole: dict[tuple[int, str], str] = {}
    for event in events:
        if kind := _kind(event):
            key = (event["index"], kind)
            whole[key] = whole.get(key, "") + event["delta"][_PIECES[kind]]
    return "".join(_written(event) for event in _in_one_piece(events, whole, rewrite))


def _in_one_piece(
    events: list[Json], whole: dict[tuple[int, str], str], rewrite: Callable[[str], str]
) -> Iterator[Json]:
    for event in events:
        if not (kind := _kind(event)):
            if event["type"] != "ping":
                yield event
        elif (text := whole.pop((event["index"], kind), None)) is not None:
            yield {**event, "delta": {**event["delta"], _PIECES[kind]: rewrite(text)}}


def _kind(event: Json) -> str:
    kind = str((event.get("delta") or {}).get("type", ""))
    return kind if kind in _PIECES else ""


def _events(stream: str) -> list[Json]:
    """Those that are whole; a cut one at the end is left out, as a client leaves it out. None of another dialect."""
    found: list[Json] = []
    for block in stream.replace("\r\n", "\n").split("\n\n")[:-1]:
        data = "\n".join(line[5:].strip() for line in block.split("\n") if line.startswith("data:"))
        try:
            event = json.loads(data)
        except ValueError:
            return []
        if not isinstance(event, dict) or "type" not in event:
            return []
        found.append(event)
    return found


def _written(event: Json) -> str:
    return f"event: {event['type']}\ndata: {json.dumps(event, ensure_ascii=False, separators=(',', ':'))}\n\n"
