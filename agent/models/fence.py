"""How a language model is shown what a tool answered: as data with a clear beginning and end, and not too much of it.

Names, notes and addresses in the account were written by strangers. Nothing inside the fence can close it.
"""

import json

from .base import Result

_MOST = 24_000
"""Characters of one answer, about 6,000 tokens: more than any tool promises to give."""

_FOR_PEOPLE = frozenset({"picture"})
"""Fields of answers that are drawn for people and would only cost tokens."""


def fenced(result: Result, most: int = _MOST) -> str:
    """The answer between `<tool_answer>` tags; cut, with the cut said, above `most` characters."""
    body = _body(result).replace("tool_answer", "tool-answer")
    if len(body) > most:
        body = f"{body[:most]}\n[cut here: {len(body) - most} more characters]"
    return f'<tool_answer tool="{result.tool}">\n{body}\n</tool_answer>'


def _body(result: Result) -> str:
    if result.data is None or result.failed:
        return result.text
    kept = {field: value for field, value in result.data.items() if field not in _FOR_PEOPLE}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
