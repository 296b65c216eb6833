"""The conversation in the form of the Messages API."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from .asking import ASK_PERSON, ASKED, NOT_ASKED
from .base import Json, Result, ToolSpec, Turn
from .fence import fenced

_CACHED = {"type": "ephemeral"}

_ROOM = 600_000
"""Characters of tool answers a request may carry, about 150,000 tokens; above it, old answers are shortened."""

_RECENT = 12
"""Turns whose answers are never shortened."""

_SHORT = 400

_LOST = "No answer is kept: the call was interrupted. It may or may not have happened; look before repeating it."


def system_blocks(system: str) -> list[Json]:
    return [{"type": "text", "text": system, "cache_control": _CACHED}]


def tool_documents(tools: Sequence[ToolSpec]) -> list[Json]:
    """The tools in the order given, `ask_person` last, so that the cached beginning of requests stays the same."""
    documents = [
        {"name": tool.name, "description": tool.description, "input_schema": tool.schema}
        for tool in (*tools, ASK_PERSON)
    ]
    documents[-1]["cache_control"] = _CACHED
    return documents


def messages(turns: Sequence[Turn], *, model: str) -> list[Json]:
    """User and assistant messages in turn, every call answered right after it, whatever order the turns are in."""
    answers = {result.call_id: result for turn in _shortened(turns) for result in turn.results}
    written: list[Json] = []
    for turn in turns:
        if turn.who == "person":
            _add(written, "user", [_text(turn.text)] if turn.text.strip() else [])
        elif turn.who == "agent":
            spoken = _spoken(turn, model)
            _add(written, "assistant", spoken)
            _add(written, "user", _answered(spoken, answers))
    _mark(written)
    return written


def _spoken(turn: Turn, model: str) -> list[Json]:
    if turn.blocks and turn.model == model:
        return list(turn.blocks)
    calls = [
        {"type": "tool_use", "id": _spelled(call.id), "name": call.tool, "input": dict(call.arguments)}
        for call in turn.calls
    ]
    return ([_text(turn.text)] if turn.text.strip() else []) + calls


def _answered(spoken: Sequence[Json], answers: Mapping[str, Result]) -> list[Json]:
    by_id = {_spelled(call_id): result for call_id, result in answers.items()}
    uses = [block for block in spoken if block.get("type") == "tool_use"]
    return [_answer(block, by_id.get(block["id"]), alone=len(uses) == 1) for block in uses]


def _answer(use: Json, result: Result | None, *, alone: bool) -> Json:
    answer: Json = {"type": "tool_result", "tool_use_id": use["id"]}
    if result is not None:
        return answer | {"content": fenced(result), "is_error": result.failed}
    if use["name"] == ASK_PERSON.name:
        return answer | {"content": ASKED if alone else NOT_ASKED, "is_error": not alone}
    return answer | {"content": _LOST, "is_error": True}


def _add(written: list[Json], role: str, content: list[Json]) -> None:
    if not content:
        return
    if written and written[-1]["role"] == role:
        written[-1]["content"] += content
    else:
        written.append({"role": role, "content": content})


def _mark(written: Sequence[Json]) -> None:
    """Break points on the last two user messages: one to write the cache, one to find what was written before."""
    people = [message for message in written if message["role"] == "user"]
    for message in people[-2:]:
        message["content"][-1] = message["content"][-1] | {"cache_control": _CACHED}


def _shortened(turns: Sequence[Turn]) -> Sequence[Turn]:
    weight = sum(len(fenced(result)) for turn in turns for result in turn.results)
    if weight <= _ROOM:
        return turns
    return [*map(_brief, turns[:-_RECENT]), *turns[-_RECENT:]]


def _brief(turn: Turn) -> Turn:
    results = (replace(result, text=f"{result.text[:_SHORT]} [shortened]", data=None) for result in turn.results)
    return replace(turn, results=tuple(results))


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


def _spelled(call_id: str) -> str:
    """Ids of other models' calls, in the characters the API takes."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", call_id)
