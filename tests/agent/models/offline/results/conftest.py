"""Sentences about the demo account, understood without tools."""

from collections.abc import Callable
from typing import Any

import pytest

from agent.models.offline.recognising.normalise import normalise
from agent.models.offline.recognising.recognise import recognise
from agent.models.offline.results import inquiry_of
from agent.models.offline.results.booking import Booked, booking_of
from agent.models.offline.results.slots import Understood
from agent.models.offline.results.updating import Wiped, wipe_told
from agent.models.offline.tokens import Token
from funnels.account import Entry
from funnels.mentions import mentions
from server.demo.account import demo_assets

ENTRIES = [
    Entry(asset.family, asset.id, asset.name, page_type=getattr(asset, "page_type", ""))
    for asset in demo_assets()
    if asset.family in ("page", "funnel", "funnel_group", "traffic_source", "offer_source")
]


def tokens_of(text: str) -> list[Token]:
    found = mentions(text, ENTRIES)
    return recognise(text, [_shown(one) for one in found])


def _shown(mention: Any) -> dict[str, Any]:
    candidates = [
        {"id": one.entry.id, "family": one.entry.family, "name": one.entry.name, "exact": one.exact}
        | {"page_type": one.entry.page_type or None}
        for one in mention.candidates
    ]
    return {"text": mention.text, "start": mention.start, "end": mention.end, "candidates": candidates}


@pytest.fixture
def understood() -> Callable[..., Understood | None]:
    def read(text: str, *, goes_on: bool = False) -> Understood | None:
        said = normalise(text)
        return inquiry_of(said, tokens_of(said), goes_on=goes_on)

    return read


@pytest.fixture
def tokens() -> Callable[[str], list[Token]]:
    return tokens_of


@pytest.fixture
def booked() -> Callable[[str], Booked | None]:
    def read(text: str) -> Booked | None:
        said = normalise(text)
        return booking_of(said, tokens_of(said))

    return read


@pytest.fixture
def wiped() -> Callable[[str], Wiped | None]:
    def read(text: str) -> Wiped | None:
        said = normalise(text)
        return wipe_told(said, tokens_of(said))

    return read
