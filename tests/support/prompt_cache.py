"""The prompt cache of the Messages API, counted as its documentation says; a token is four bytes, time stands still.

What is cached are prefixes that end at a break point: tools, then system, then messages. A request reads the longest
one it begins with that stands at one of its break points or up to 20 blocks before; it writes up to its last.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

Json = dict[str, Any]

MOST_BREAK_POINTS = 4
LOOKS_BACK = 20
LEAST_TOKENS = 1024
"""A shorter prefix is not cached."""


@dataclass
class PromptCache:
    written: set[str] = field(default_factory=set)

    def usage(self, request: Json) -> Json:
        """What the request reads and writes, as `usage` tells it; ValueError where the API would refuse it."""
        blocks = [(one, json.dumps(bare(one), ensure_ascii=False)) for one in _blocks(request)]
        ends = list(accumulate(len(text.encode()) for _, text in blocks))
        prefixes = list(_prefixes(request["model"], [text for _, text in blocks]))
        points = [number for number, (one, _) in enumerate(blocks) if "cache_control" in one[-1]]
        if len(points) > MOST_BREAK_POINTS:
            raise ValueError(f"A maximum of {MOST_BREAK_POINTS} blocks with cache_control may be provided.")
        near = {number for point in points for number in range(max(0, point - LOOKS_BACK + 1), point + 1)}
        read = max((ends[number] // 4 for number in near if prefixes[number] in self.written), default=0)
        self.written |= {prefixes[point] for point in points if ends[point] // 4 >= LEAST_TOKENS}
        marked = ends[points[-1]] // 4 if points else 0
        made = marked - read if marked >= LEAST_TOKENS else 0
        counted = {"cache_read_input_tokens": read, "cache_creation_input_tokens": made}
        return {**counted, "input_tokens": ends[-1] // 4 - read - made}


def bare(one: tuple[Any, ...]) -> tuple[Any, ...]:
    """A block with where it stands, without its break point, which is no part of what is cached."""
    return (*one[:-1], {field: value for field, value in one[-1].items() if field != "cache_control"})


def _blocks(request: Json) -> Iterator[tuple[Any, ...]]:
    yield from (("tool", tool) for tool in request.get("tools", ()))
    yield from (("system", block) for block in request.get("system", ()))
    for number, message in enumerate(request["messages"]):
        yield from ((number, message["role"], block) for block in message["content"])


def _prefixes(model: str, texts: list[str]) -> Iterator[str]:
    running = hashlib.sha256(model.encode())
    for text in texts:
        running.update(text.encode() + b"\0")
        yield running.hexdigest()
