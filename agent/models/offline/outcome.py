"""What may come of thinking about a request, other than a plan. Each ends the thinking where it arises.

OutcomeError
├─ NeedError         a tool must be asked before it can go on
├─ QuestionError     only the person can say; their answer continues the request
├─ FailedError       a tool could not answer, so nothing is known
└─ PuzzledError      part of the request is not understood
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


class OutcomeError(Exception):
    """The end of a line of thought."""


class NeedError(OutcomeError):
    def __init__(self, tool: str, arguments: Mapping[str, Any]) -> None:
        super().__init__(tool)
        self.tool = tool
        self.arguments = dict(arguments)


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer: how it is shown, and what it stands for."""

    label: str
    value: Json
    detail: str = ""


class QuestionError(OutcomeError):
    """One question. `key` says what the answer settles.

    An open question is answered by `takes`: `url`, `amount` or `name`, or by words that are put into the request
    through `joins`, such as `; everyone else to {}`.
    """

    def __init__(
        self,
        text: str,
        key: str = "",
        choices: Sequence[Choice] = (),
        *,
        takes: str = "",
        joins: str = "",
        more: int = 0,
    ) -> None:
        super().__init__(text)
        self.text = text
        self.key = key
        self.choices = tuple(choices)
        self.takes = takes
        self.joins = joins
        self.more = more
        """Possible answers that are not among the choices; they count as well."""


class FailedError(OutcomeError):
    """`text` is the tool's own complaint."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class PuzzledError(OutcomeError):
    def __init__(self, what: str, *, understood: bool = True) -> None:
        super().__init__(what)
        self.what = what
        self.understood = understood
