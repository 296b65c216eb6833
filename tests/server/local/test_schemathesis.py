"""Requests made up from the whole contract, valid and not: the answers are always ones the contract allows.

Bounded and repeatable: the same requests every time. The ids that valid requests name are those of assets that
exist, so that more than refusals is seen.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import SecretStr
from schemathesis.checks import not_a_server_error
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode
from schemathesis.generation.case import Case
from schemathesis.python import asgi
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from server.contracts import operations
from server.contracts.contract import document
from server.local import EmbeddedTracker, build_tracker

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance, negative_data_rejection]
EXAMPLES = 6
ID = "3a0HFXE00001"
SILENT_ON_BAD_BODIES = "POST /auth/validate"
"""The contract names no answer there to a body that cannot be read."""

AUTHORIZATION = {"Authorization": "Bearer a-token"}

CONFIG = SchemathesisConfig()
CONFIG.projects.default.generation.with_security_parameters = False
SCHEMA = schemathesis.openapi.from_dict(document(), config=CONFIG)
TAKES_NOTHING = {f"{o.method} {o.path}" for o in operations() if o.body is None and not o.parameters}
ASKED = [
    pytest.param(result.ok(), mode, id=f"{result.ok().label} {mode.value}")
    for result in SCHEMA.get_all_operations()
    for mode in GenerationMode
    if mode is GenerationMode.POSITIVE or result.ok().label not in TAKES_NOTHING
]


@pytest.fixture(scope="module")
def tracker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedTracker]:
    tracker = build_tracker(tmp_path_factory.mktemp("tracker"), token=SecretStr("a-token"))
    yield tracker
    tracker.close()


@pytest.fixture(scope="module")
def session(tracker: EmbeddedTracker, smallest: dict[str, Any]) -> Iterator[asgi.ASGIClient]:
    """A client of a tracker that has one asset of each family, all with the same id."""
    with asgi.get_client(tracker) as session:
        for family, (id_field, name_field, rest) in smallest.items():
            group = {"idCampaign": ID} if family == "funnel" else {}
            document = {id_field: ID, name_field: "An asset", **rest, **group}
            session.post(f"/v1/{family}/save/", json=document, headers=AUTHORIZATION)
        yield session


@pytest.mark.parametrize(("operation", "mode"), ASKED)
def test_answers_are_allowed_by_the_contract(
    operation: Any, mode: GenerationMode, tracker: EmbeddedTracker, session: asgi.ASGIClient
) -> None:
    checks = [*CHECKS] if operation.label == SILENT_ON_BAD_BODIES else [*CHECKS, status_code_conformance]

    @given(operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def ask(case: Case) -> None:
        if mode is GenerationMode.POSITIVE:
            _name_what_exists(case)
        case.call_and_validate(session=session, app=tracker, headers=AUTHORIZATION, checks=checks)

    ask()


def _name_what_exists(case: Case) -> None:
    for name in case.query:
        if name.startswith("id"):
            case.query[name] = ID
    if isinstance(case.body, dict) and "entries" in case.body:
        case.body["entries"] = [ID]
