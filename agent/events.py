"""What happens while the agent works on one thing a person said: `Session.say` yields these, channels show them."""

from dataclasses import dataclass
from typing import Any, Literal

from .models.base import Call, Result, Usage

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Text:
    """The next piece of what the model is saying."""

    delta: str


@dataclass(frozen=True, slots=True)
class Said:
    """The whole of one reply, after its `Text` pieces; for channels that do not stream."""

    text: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """Worth a quiet line: the model is busy, the connection is tried again."""

    text: str
    restart: bool = False
    """The `Text` since the last `Said` is void: the reply begins again."""


@dataclass(frozen=True, slots=True)
class ToolStarted:
    call: Call


@dataclass(frozen=True, slots=True)
class ToolFinished:
    result: Result


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a running tool is; `total` is None where it cannot say."""

    done: float
    total: float | None
    message: str


@dataclass(frozen=True, slots=True)
class PlanShown:
    """A plan was made; `plan` is the structured answer of the `plan_*` tool. Nothing is written yet."""

    plan: Json


@dataclass(frozen=True, slots=True)
class Question:
    """Something only the person can answer.

    `approval`: the work stands still until `Session.answer` is called.
    `choice` and `open`: the turn ends with it; the next thing the person says is the answer.
    """

    text: str
    kind: Literal["approval", "choice", "open"]
    choices: tuple[str, ...] = ()
    plan: Json | None = None
    """The plan that waits for approval, where this conversation has seen it."""

    to_type: str = ""
    """What the person has to type beside a yes; empty where a yes is enough."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's answer to an approval. `gone`: nobody was there to answer, which is no but not a decision.

    `left`: no, and they do not want to go on at all.
    """

    yes: bool
    typed: str = ""
    gone: bool = False
    left: bool = False


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of applying a plan; `outcome` is the structured answer of `apply_plan`, its status says which."""

    outcome: Json


@dataclass(frozen=True, slots=True)
class Links:
    """Tracking links the person may use; `links` is the structured answer of `get_links`."""

    links: Json


@dataclass(frozen=True, slots=True)
class Results:
    """Numbers the person asked for; `answer` is the structured answer of `report`."""

    answer: Json


@dataclass(frozen=True, slots=True)
class Cost:
    """Tokens used by the reply just given, and by the conversation, whenever it was opened."""

    usage: Usage
    total: Usage


@dataclass(frozen=True, slots=True)
class Failed:
    """The turn ends without a reply; in words a person may read."""

    text: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """Always the last event. `understood` is False where the model could make nothing of what was said."""

    understood: bool = True


Event = (
    Text
    | Said
    | Noticed
    | ToolStarted
    | ToolFinished
    | Progress
    | PlanShown
    | Question
    | Applied
    | Links
    | Results
    | Cost
    | Failed
    | Done
)
