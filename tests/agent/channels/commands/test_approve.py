import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import at_the_desk
from mcp_desk import assets_in
from policies import policies

from funnels.assets import VisitorTag
from funnels.wire import Json

Run = Callable[..., Any]
TAG = VisitorTag(id="0TagAAAAAAAA", name="Buyer")


def planned(home: Path, do: str = "delete") -> Json:
    async def made() -> Json:
        async with at_the_desk(home) as at:
            await at.make(TAG)
            change = {"do": do, "family": "visitor_tag", "name": "Buyer"}
            return await at.changes({**change, "fields": {"name": "Payer"}} if do == "update" else change)

    return anyio.run(made)


def is_approved(home: Path, plan: Json) -> bool:
    async def seen() -> bool:
        async with at_the_desk(home) as at:
            return at.desk.is_approved(plan["plan_id"])

    return anyio.run(seen)


@pytest.mark.parametrize(
    ("do", "options", "given", "code", "approved"),
    [
        ("update", ["--yes"], "", 0, True),
        ("update", [], "y\n", 0, True),
        ("update", [], "no\n", 4, False),
        ("update", [], "", 3, False),
        ("delete", ["--yes", "--confirm", "Buyer"], "", 0, True),
        ("delete", [], "y\nBuyer\n", 0, True),
        ("delete", ["--yes"], "", 3, False),
    ],
)
def test_a_yes_is_kept_and_nothing_is_written(
    run: Run, tmp_path: Path, do: str, options: list[str], given: str, code: int, approved: bool
) -> None:
    plan = planned(tmp_path, do)
    before = assets_in(tmp_path)
    ran = run("plans", "approve", plan["plan_id"], *options, given=given)
    assert ran.code == code
    assert "Buyer" in ran.err
    assert ("it can be applied with: funnelwright apply" in ran.out) == approved == is_approved(tmp_path, plan)
    assert assets_in(tmp_path) == before


def test_a_wrong_name_is_no_yes_to_a_dangerous_plan(run: Run, tmp_path: Path) -> None:
    plan = planned(tmp_path)
    ran = run("plans", "approve", plan["plan_id"], given="y\nBuyers\n")
    assert ran.code == 6
    assert "needs its name typed back: 'Buyer'" in ran.err
    assert not is_approved(tmp_path, plan)


def test_what_cannot_be_applied_is_not_asked_about(run: Run, tmp_path: Path) -> None:
    plan = planned(tmp_path)
    policies(tmp_path, "read_only = true")
    shut = run("plans", "approve", plan["plan_id"], "--yes", "--confirm", "Buyer")
    policies(tmp_path)
    unknown = run("plans", "approve", "nope", "--yes")
    assert (shut.code, unknown.code) == (6, 2)
    assert "Everything is read-only here" in shut.err
    assert "No plan has the id 'nope'" in unknown.err


def test_for_programs_the_answer_is_one_json_object(run: Run, tmp_path: Path) -> None:
    plan = planned(tmp_path)
    policies(tmp_path, "two_persons = true")
    ran = run("plans", "approve", plan["plan_id"], "--yes", "--confirm", "Buyer", "--json")
    answer = json.loads(ran.out)
    assert (answer["plan_id"], answer["status"], answer["verified"]) == (plan["plan_id"], "approved", False)
    assert answer["message"].startswith("One of two: ")
