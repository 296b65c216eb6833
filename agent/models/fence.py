"""How a language model is shown what a tool answered: as data with a clear beginning and end, and not too much of it.

Names, notes and addresses in the account were written by strangers. Nothing inside a fence can close it.
"""

import json
import re
from collections.abc import Sequence

from .base import Json, Result

_MOST = 24_000
"""Characters of one answer, about 6,000 tokens: more than any tool promises to give."""

_MOST_TOGETHER = 160_000
"""Characters of the answers to all calls of one reply."""

_FOR_PEOPLE = frozenset({"picture"})
"""Fields of answers that are drawn for people and would only cost tokens."""

_TAGS = re.compile("(tool|account|earlier)_(answer|now|conversation)", re.IGNORECASE)

_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]"
)
"""What models read and people do not see: instructions can hide in it, and a tag of ours can be broken by it."""


def fenced(result: Result, most: int = _MOST) -> str:
    """The answer between `<tool_answer>` tags; cut, with the cut said, above `most` characters."""
    name = re.sub(r"\W", "-", result.tool)
    return closed(_body(result), f'tool_answer tool="{name}"', most)


def fenced_together(results: Sequence[Result | None]) -> list[str]:
    """The answers to the calls of one reply; many large ones share the room there is."""
    known = [result for result in results if result is not None]
    share = max(_MOST_TOGETHER // len(known), 200) if known else _MOST
    return ["" if result is None else fenced(result, min(_MOST, share)) for result in results]


def closed(body: str, tag: str, most: int) -> str:
    """The text between tags of that name; nothing in it can be read as one of our tags."""
    body = _TAGS.sub(r"\1-\2", _UNSEEN.sub(_spelled, body))
    if len(body) > most:
        body = f"{body[:most]}\n[cut here: {len(body) - most} more characters]"
    return f"<{tag}>\n{body}\n</{tag.split(' ', maxsplit=1)[0]}>"


def _spelled(found: re.Match[str]) -> str:
    """As JSON spells it, where it means the same."""
    return json.dumps(found[0])[1:-1]


def compact(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _body(result: Result) -> str:
    if result.data is None or result.failed:
        return result.text
    unwanted = _FOR_PEOPLE | ({"changes"} if _tells_its_changes(result.data) else set())
    return compact({field: value for field, value in result.data.items() if field not in unwanted})


def _tells_its_changes(data: Json) -> bool:
    """A plan says what it changes in words, too, which are shorter than every field before and after."""
    return bool(data.get("fingerprint") and data.get("text"))
