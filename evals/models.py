"""Which model answers in trials."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from agent.compose import OFFLINE
from agent.models.base import Model
from agent.models.offline import OfflinePlanner

from .case import Case
from .errors import CaseError
from .trial import Models


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model by name. `record`: a folder for what is sent and answered; `replay`: one to answer from, offline."""

    name: str = OFFLINE
    base_url: str | None = None
    api_key: SecretStr | None = None
    record: Path | None = None
    replay: Path | None = None


def models_of(choice: ModelChoice) -> Models:
    @asynccontextmanager
    async def opened(case: Case) -> AsyncIterator[Model]:
        if choice.name == OFFLINE:
            yield OfflinePlanner()
            return
        raise CaseError("not yet")

    return opened
