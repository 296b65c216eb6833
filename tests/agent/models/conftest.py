"""Claude before the loopback Messages API."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from messages_api import KEY, Json, MessagesApi, Said, saying, serving, use
from pydantic import SecretStr

from agent.models.claude import Claude


@pytest.fixture
def api() -> Iterator[MessagesApi]:
    with serving() as api:
        yield api


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
async def claude(api: MessagesApi, slept: list[float]) -> Any:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    model = Claude(
        "claude-sonnet-5-5", api_key=SecretStr(KEY), base_url=api.url, delays=(1.0, 2.0), sleep=sleep, max_tokens=1000
    )
    yield model
    await model.aclose()


@pytest.fixture
def say() -> Callable[..., Said]:
    return saying


@pytest.fixture
def using() -> Callable[..., Json]:
    return use
