"""A streamed reply put together from its events.

Strictly: arguments of a call that are cut short or no JSON object are an error and never half a call. And leniently:
services that speak the Messages API leave out usage, stop reasons and events that Anthropic's own always sends.
"""

import json
from collections.abc import Mapping
from typing import Any

from .base import Json, Usage

_GROWING = {"text_delta": "text", "thinking_delta": "thinking", "signature_delta": "signature"}
_ARGUMENTS = "input_json_delta"


class Unreadable(ValueError):  # noqa: N818 - the name says what it is
    """What came is no whole reply."""


class Assembly:
    def __init__(self) -> None:
        self._blocks: dict[int, Json] = {}
        self._arguments: dict[int, str] = {}
        self._usage: Json = {}
        self._has_ended = False
        self.is_begun = False
        self.stop_reason = ""
        self.stop_details: Json = {}

    def take(self, event: Mapping[str, Any]) -> str:
        """The text that this event adds."""
        match event.get("type"):
            case "message_start":
                self.is_begun = True
                self._count((event.get("message") or {}).get("usage"))
            case "content_block_start":
                self._blocks[event["index"]] = dict(event.get("content_block") or {})
            case "content_block_delta":
                return self._grow(event["index"], event.get("delta") or {})
            case "message_delta":
                self._end(event.get("delta") or {})
                self._count(event.get("usage"))
            case "message_stop":
                self._has_ended = True
        return ""

    @property
    def is_whole(self) -> bool:
        return self.is_begun and self._has_ended

    @property
    def usage(self) -> Usage | None:
        """As far as it was told; None where nothing was."""
        counted = self._usage
        if "input_tokens" not in counted:
            return None
        return Usage(
            counted.get("input_tokens", 0),
            counted.get("output_tokens", 0),
            counted.get("cache_read_input_tokens", 0),
            counted.get("cache_creation_input_tokens", 0),
        )

    @property
    def length(self) -> int:
        """Characters of what was said, thought and called so far."""
        texts = [block.get(field) for block in self._blocks.values() for field in ("text", "thinking")]
        return sum(len(text) for text in (*texts, *self._arguments.values()) if isinstance(text, str))

    @property
    def has_calls(self) -> bool:
        return any(block.get("type") == "tool_use" for block in self._blocks.values())

    def blocks(self) -> list[Json]:
        """The content in order. Unreadable where a call's arguments are no JSON object."""
        return [self._block(index) for index in sorted(self._blocks)]

    def _block(self, index: int) -> Json:
        block = self._blocks[index]
        if block.get("type") != "tool_use":
            return block
        given = block.get("input")
        try:
            arguments = json.loads(self._arguments[index]) if self._arguments.get(index) else given or {}
        except ValueError as error:
            raise Unreadable from error
        if not isinstance(arguments, dict) or not isinstance(block.get("name"), str):
            raise Unreadable
        return {"type": "tool_use", "id": str(block.get("id") or ""), "name": block["name"], "input": arguments}

    def _grow(self, index: int, delta: Mapping[str, Any]) -> str:
        kind = str(delta.get("type"))
        if kind == _ARGUMENTS:
            self._arguments[index] = self._arguments.get(index, "") + str(delta.get("partial_json") or "")
        elif field := _GROWING.get(kind):
            block = self._blocks.setdefault(index, {"type": field})
            block[field] = str(block.get(field) or "") + str(delta.get(field) or "")
            return str(delta.get("text") or "") if field == "text" else ""
        return ""

    def _end(self, delta: Mapping[str, Any]) -> None:
        self.stop_reason = str(delta.get("stop_reason") or self.stop_reason)
        self.stop_details = dict(delta.get("stop_details") or {})
        self._has_ended = self._has_ended or bool(self.stop_reason)

    def _count(self, usage: Mapping[str, Any] | None) -> None:
        """Later numbers are the sums so far and replace the earlier."""
        self._usage |= {name: number for name, number in (usage or {}).items() if isinstance(number, int)}
