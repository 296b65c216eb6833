"""What the tools have answered to this request; what is not there yet is needed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..base import Call, Result
from .outcome import FailedError, Json, NeedError
from .tokens import Candidate


class Knowledge:
    def __init__(
        self, calls: Sequence[Call], results: Sequence[Result], before: Sequence[tuple[Call, Result]] = ()
    ) -> None:
        by_id = {result.call_id: result for result in results}
        self._known = [*before, *((call, by_id[call.id]) for call in calls if call.id in by_id)]
        self._read: dict[str, list[Json]] = {}

    def result(self, tool: str, arguments: Mapping[str, Any]) -> Result:
        """The answer to exactly this question. Raises NeedError where it is unasked, FailedError where it failed."""
        for call, result in self._known:
            if call.tool == tool and dict(call.arguments) == dict(arguments):
                if result.failed:
                    raise FailedError(result.text)
                return result
        raise NeedError(tool, arguments)

    def data(self, tool: str, **arguments: Any) -> Json:
        """The structured answer."""
        return self.result(tool, arguments).data or {}

    def answered(self, tool: str) -> list[Json]:
        """All that this tool has answered to the request."""
        return [result.data for call, result in self._known if call.tool == tool and result.data is not None]

    def mentions(self, text: str) -> list[Json]:
        """The names in a text; those in a part of a text that was looked through are known already."""
        for whole, found in self._read.items():
            if (within := _part_of(whole, text)) is not None:
                return list(_mentions_within(found, within, within + len(text)))
        found = list(self.data("find_assets", mentioned_in=text).get("mentions", ()))
        self.remember(text, found)
        return found

    def remember(self, text: str, mentions: Sequence[Mapping[str, Any]]) -> None:
        """That these are the names in a text."""
        self._read[text] = [dict(one) for one in mentions]

    def all_of(self, family: str, *, query: str = "", page_type: str = "", limit: int = 20) -> list[Candidate]:
        """Active assets of one family; with a query those that have it in the name, else the nearest by spelling."""
        data = self._found(family, query, page_type, limit)
        return [Candidate.read(raw) for raw in data.get("assets", ())]

    def has_more_of(self, family: str, *, page_type: str = "", limit: int = 20) -> bool:
        """Whether `all_of` with the same words left some out."""
        return bool(self._found(family, "", page_type, limit).get("more"))

    def _found(self, family: str, query: str, page_type: str, limit: int) -> Json:
        asked = {"family": family, "query": query, "page_type": page_type, "limit": limit}
        return self.data("find_assets", **{key: value for key, value in asked.items() if value})

    def last(self, *tools: str) -> Result | None:
        """The latest answer of one of these tools."""
        return next((result for call, result in reversed(self._known) if call.tool in tools), None)


def _part_of(whole: str, text: str) -> int | None:
    """Where the text stands in a longer one, in whole words."""
    found = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", whole) if text and len(text) <= len(whole) else None
    return found.start() if found else None


def _mentions_within(mentions: Sequence[Json], start: int, end: int) -> Iterator[Json]:
    for one in mentions:
        if start <= one["start"] and one["end"] <= end:
            yield {**one, "start": one["start"] - start, "end": one["end"] - start}
