"""The content of a message of the Messages API as a reply."""

from collections.abc import Mapping, Sequence
from itertools import count

from .asking import ASK_PERSON, asked_in
from .base import Call, Json, Reply, Usage


def reply_of(content: Sequence[Json], known: Mapping[str, Call], usage: Usage) -> tuple[Reply, str]:
    """The reply, and which of its text has been told already. `known` are the calls of the conversation so far."""
    blocks = _own_ids(content, known)
    said = "".join(block["text"] for block in blocks if block["type"] == "text")
    uses = [Call(block["id"], block["name"], block["input"]) for block in blocks if block["type"] == "tool_use"]
    calls = tuple(call for call in uses if call.tool != ASK_PERSON.name)
    asks = None if calls else asked_in(uses)
    text = f"{said}\n\n{asks.text}".lstrip("\n") if asks else said
    return Reply(text, calls, usage, asks, blocks=tuple(filter(_says_something, blocks))), said


def _own_ids(content: Sequence[Json], known: Mapping[str, Call]) -> list[Json]:
    """Services number their calls anew in each reply, or not at all; the same call of the same id stays the same."""
    taken = dict(known)
    blocks = []
    for block in content:
        if block.get("type") == "tool_use":
            call = _with_own_id(Call(block["id"], block["name"], block["input"]), taken)
            taken[call.id] = call
            block = {**block, "id": call.id}
        elif block.get("type") == "text":
            block = {"type": "text", "text": str(block.get("text") or "")}
        blocks.append(block)
    return blocks


def _with_own_id(call: Call, taken: Mapping[str, Call]) -> Call:
    names = (f"{call.id or 'call'}-{number}" for number in count(2))
    wanted = [call.id] if call.id else []
    for id in (*wanted, *(next(names) for _ in range(len(taken) + 1))):
        other = taken.get(id)
        if other is None or (other.tool, dict(other.arguments)) == (call.tool, dict(call.arguments)):
            return Call(id, call.tool, call.arguments)
    raise AssertionError("there are more names than calls")


def _says_something(block: Json) -> bool:
    return block["type"] != "text" or bool(block["text"].strip())
