"""Which model answers in trials."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from pydantic import SecretStr

from agent.compose import OFFLINE
from agent.models.base import Model
from agent.models.claude import Claude
from agent.models.offline import OfflinePlanner
from agent.redaction import Redaction

from .case import Case
from .errors import CaseError
from .recorded import Recording, Replaying
from .trial import Models

_NO_KEY = SecretStr("a-replay-needs-no-key")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model by name. `record`: a folder for what is sent and answered; `replay`: one to answer from, offline."""

    name: str = OFFLINE
    base_url: str | None = None
    api_key: SecretStr | None = None
    record: Path | None = None
    replay: Path | None = None

    def __post_init__(self) -> None:
        if self.name == OFFLINE and (self.record or self.replay or self.base_url):
            raise CaseError("The offline planner talks to nobody.", hint="Name a model: --model claude-sonnet-5-5.")
        if self.name != OFFLINE and not self.replay and self.api_key is None:
            hint = "Set it, or answer from what was recorded: --replay FOLDER."
            raise CaseError(f"The model {self.name!r} needs ANTHROPIC_API_KEY, which is not set.", hint=hint)


def models_of(choice: ModelChoice) -> Models:
    @asynccontextmanager
    async def opened(case: Case, note: Callable[[str], None]) -> AsyncIterator[Model]:
        if choice.name == OFFLINE:
            yield OfflinePlanner()
            return
        transport = _transport(choice, case)
        claude = Claude(
            choice.name,
            api_key=choice.api_key or _NO_KEY,
            base_url=choice.base_url,
            transport=transport,
            sleep=_at_once if choice.replay else asyncio.sleep,
        )
        async with aclosing(claude):
            yield claude
        if isinstance(transport, Replaying):
            _tell(transport, note)

    return opened


def transcript_of(case: Case, folder: Path) -> Path:
    return folder / f"{case.id}.jsonl"


def _tell(replay: Replaying, note: Callable[[str], None]) -> None:
    """CaseError where the transcript did not suffice: what came of the trial is then no score."""
    for drift in replay.drifts:
        note(drift)
    if replay.unused:
        note(f"{replay.unused} recorded answers were not asked for")
    if replay.problem:
        raise CaseError(replay.problem)


def _transport(choice: ModelChoice, case: Case) -> httpx2.AsyncBaseTransport | None:
    if choice.replay:
        return Replaying(transcript_of(case, choice.replay))
    if choice.record:
        network = httpx2.AsyncHTTPTransport()
        return Recording(network, transcript_of(case, choice.record), redaction=Redaction((choice.api_key,)))
    return None


async def _at_once(seconds: float) -> None:
    await asyncio.sleep(0)
