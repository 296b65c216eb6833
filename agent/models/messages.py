"""The conversation in the form of the Messages API."""

import re
from collections.abc import Mapping, Sequence

from .asking import ASK_PERSON, ASKED, NOT_ASKED
from .base import Json, Result, ToolSpec, Turn
from .compaction import beginning
from .digest import digest
from .fence import closed, compact, fenced_together

_CACHED = {"type": "ephemeral"}

_SAID = 40_000
"""Characters of one thing a person says."""

_CONTEXT = "account_now"
_MOST_CONTEXT = 12_000

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
    """User and assistant messages in turn, every call answered right after it, whatever order the turns are in.

    A long conversation begins with a digest of its beginning.
    """
    answers = {result.call_id: result for turn in turns for result in turn.results}
    spelled = {_spelled(call_id): result for call_id, result in answers.items()}
    told = [_told(turn, spelled, model) for turn in turns]
    start = beginning([sum(_weight(one) for _, blocks in pieces for one in blocks) or None for pieces in told])
    written: list[Json] = []
    if start:
        _add(written, "user", [_text(digest(turns[:start], answers))])
    for pieces in told[start:]:
        for role, blocks in pieces:
            _add(written, role, blocks)
    _mark(written)
    return written


def _weight(block: Json) -> int:
    text = block.get("text") or block.get("content")
    return len(text) if isinstance(text, str) else len(compact(block))


def _told(turn: Turn, answers: Mapping[str, Result], model: str) -> list[tuple[str, list[Json]]]:
    """A turn by role; answers are told with the calls they are for, and not where they stand."""
    if turn.who == "person":
        context = [_text(closed(compact(turn.context), _CONTEXT, _MOST_CONTEXT))] if turn.context else []
        return [("user", [*context, _text(_cut(turn.text))] if turn.text.strip() else [])]
    if turn.who == "tools":
        return []
    spoken = _spoken(turn, model)
    return [("assistant", spoken), ("user", _answered(spoken, answers))]


def _spoken(turn: Turn, model: str) -> list[Json]:
    if turn.blocks and turn.model == model:
        return list(turn.blocks)
    calls = [
        {"type": "tool_use", "id": _spelled(call.id), "name": call.tool, "input": dict(call.arguments)}
        for call in turn.calls
    ]
    return ([_text(turn.text)] if turn.text.strip() else []) + calls


def _answered(spoken: Sequence[Json], answers: Mapping[str, Result]) -> list[Json]:
    uses = [block for block in spoken if block.get("type") == "tool_use"]
    results = [answers.get(block["id"]) for block in uses]
    texts = fenced_together(results)
    return [
        _answer(block, result, text, alone=len(uses) == 1)
        for block, result, text in zip(uses, results, texts, strict=True)
    ]


def _answer(use: Json, result: Result | None, text: str, *, alone: bool) -> Json:
    answer: Json = {"type": "tool_result", "tool_use_id": use["id"]}
    if result is not None:
        return answer | {"content": text, "is_error": result.failed}
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


def _cut(text: str) -> str:
    return text if len(text) <= _SAID else f"{text[:_SAID]}\n[cut here: {len(text) - _SAID} more characters]"


def _text(text: str) -> Json:
    return {"type": "text", "text": text}


def _spelled(call_id: str) -> str:
    """Ids of other models' calls, in the characters the API takes."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", call_id)
