"""The plan that a conversation made last, and what it was made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .outcome import Json

MARK = "offline_request"
"""Names the block in which a reply keeps the request that it answers."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One of the account, by itself."""

    family: str
    id: str
    name: str
    page_type: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was understood, with the answers to questions about it."""

    text: str
    answers: Mapping[str, Json] = field(default_factory=dict)
    kept: int = 0
    """How many operations of an open edit came before it."""

    def block(self) -> Json:
        return {"type": MARK, "text": self.text, "answers": dict(self.answers), "kept": self.kept}

    @classmethod
    def read(cls, block: Json) -> "Asked":
        return cls(str(block["text"]), dict(block["answers"]), int(block["kept"]))


@dataclass(slots=True)
class Planned:
    tool: str
    arguments: Json
    said: tuple[str, ...] = ()
    """What it does, in the words it was announced with."""

    id: str = ""
    title: str = ""
    funnel: str = ""
    """The name of the funnel that it is about."""

    written: bool = False

    @property
    def is_clone(self) -> bool:
        return self.tool == "plan_edit" and bool(self.arguments.get("as_new"))

    @property
    def is_edit(self) -> bool:
        return self.tool == "plan_edit" and "funnel" in self.arguments

    @property
    def operations(self) -> list[Json]:
        return list(self.arguments.get("operations", ()))


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in text.splitlines() if line.startswith("- "))
