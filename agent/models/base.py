"""What a model is: something that answers a conversation with words and with calls of tools."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, Protocol, runtime_checkable

Json = dict[str, Any]
"""A JSON object."""

Who = Literal["person", "agent", "tools"]


@dataclass(frozen=True, slots=True)
class Call:
    """One wish of a model to use a tool; `id` is unique within the conversation and never executed twice."""

    id: str
    tool: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool answered; where `failed`, `text` is its complaint and the model may try something else."""

    call_id: str
    tool: str
    text: str
    data: Json | None = None
    """The structured answer; None where the tool failed or gave none."""

    failed: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one reply, or of many added up. `cost` is in US dollars, None where no price is known."""

    input_tokens: int = 0
    output_tokens: int = 0
    cache_read_tokens: int = 0
    cache_written_tokens: int = 0
    cost: Decimal | None = None

    @property
    def sent_tokens(self) -> int:
        """Of the request, whether read from a cache or not."""
        return self.input_tokens + self.cache_read_tokens + self.cache_written_tokens

    def __add__(self, other: "Usage") -> "Usage":
        known = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cache_read_tokens + other.cache_read_tokens,
            self.cache_written_tokens + other.cache_written_tokens,
            sum(known, Decimal()) if known else None,
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """One contribution to the conversation. Only `agent` turns have calls, only `tools` turns have results."""

    who: Who
    text: str = ""
    calls: tuple[Call, ...] = ()
    results: tuple[Result, ...] = ()
    model: str = ""
    """Which model spoke; empty for people and tools."""

    blocks: tuple[Json, ...] = ()
    """The turn in the model's own form, for that model alone to read again; others use the fields above."""

    usage: Usage | None = None
    """What it took to get this turn. Without words or calls, it is a reply that came to nothing and was paid for."""

    context: Json | None = None
    """How the account stood when the person spoke: only what had changed since it was last told in this conversation.

    Kept with the person's turn and never worked out again, so that what a model has once read stays as it was.
    """


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to the person; what they say next is the answer. `choices` are names they may pick, best first."""

    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """A model's whole answer: without calls the turn is over."""

    text: str
    calls: tuple[Call, ...] = ()
    usage: Usage | None = None
    asks: Ask | None = None
    """Set where the reply is a question; its text then also stands in `text`."""

    understood: bool = True
    """False where the model could make nothing of the request and says so."""

    blocks: tuple[Json, ...] = ()
    """Kept in the `Turn` and handed back to the same model."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person should know while they wait, such as that the model is busy; no part of the reply."""

    text: str
    restart: bool = False
    """The pieces so far are void: the reply begins again."""

    usage: Usage | None = None
    """Of a reply that came to nothing and was paid for. Where this is all there is to say, the text is empty."""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model sees it; `schema` is the JSON Schema of its arguments."""

    name: str
    description: str
    schema: Json


class Model(Protocol):
    """Answers conversations."""

    @property
    def name(self) -> str: ...

    def reply(
        self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]
    ) -> AsyncIterator["str | Notice | Reply"]:
        """Pieces of text as they come, and the whole `Reply` as the last item; its `text` is all the pieces joined.

        Raises `ModelError` where no reply can be had. Must not keep state between calls: everything is in `turns`.
        """
        ...


@runtime_checkable
class Foresees(Protocol):
    """A model that can tell beforehand what a request will take."""

    def foreseen(self, system: str, turns: Sequence[Turn], tools: Sequence[ToolSpec]) -> Usage:
        """At most, with a short reply."""
        ...


def wants_account(model: Model) -> bool:
    """Whether a model is told how the account stands beside what a person says, which costs a reading of it.

    Those that want it have a true `wants_account`.
    """
    return bool(getattr(model, "wants_account", False))
