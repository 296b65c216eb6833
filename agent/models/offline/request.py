"""A request that is being thought about, with everything that is known to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .drawing.pages import Pages
from .knowledge import Knowledge
from .outcome import Json
from .recognising.addresses import assumed
from .results import Inquiry
from .state import State
from .tokens import Sign, Token


@dataclass(frozen=True, slots=True)
class Request:
    text: str
    tokens: Sequence[Token]
    know: Knowledge
    answers: Mapping[str, Json]
    state: State
    notes: Sequence[str] = ()
    """What was corrected in what the person said."""

    said: str = ""
    """What the person said, letter by letter; `text` is the same in plain words."""

    @property
    def pages(self) -> Pages:
        return Pages(self.know, self.answers)

    def assumed(self) -> list[str]:
        """What was corrected, and concluded about addresses, in the request and in answers to questions about it."""
        answered = [line for answer in self.answers.values() for line in answer.get("said", ())]
        return [*assumed(self.tokens), *self.notes, *answered]

    def has(self, *signs: Sign) -> bool:
        return any(token.sign in signs for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Action:
    """What to do about a request: a call and why, or only words."""

    text: str
    tool: str = ""
    arguments: Json = field(default_factory=dict)
    inquiry: Inquiry | None = None
    """The question about results that this answers, so that the next one may lean on it."""

    keeps: bool = False
    """`the same for …` may mean this, though it changed nothing."""

    kept: int = 0
    """How many operations of an open edit are taken over."""

    drops: bool = False
    """Lets the open plan go."""
