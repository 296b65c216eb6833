"""Every case that is written can be graded, and no writing one is passed by doing nothing."""

from dataclasses import replace
from pathlib import Path

import anyio
import pytest
from mcp_desk import NOW

from evals.case import Case, Expect
from evals.events_file import NOTHING
from evals.graders import grades
from evals.happened import Happened
from evals.homes import Homes
from evals.load import HALVES, cases
from evals.snapshot import Snapshot, snapshot

CASES = [case for half in HALVES for case in cases(half)]


@pytest.fixture(scope="module")
def accounts(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Snapshot]:
    """Without events, which the words of a case do not need."""
    homes = Homes(tmp_path_factory.mktemp("accounts"))
    names = {case.account for case in CASES} - {"demo", "busy"}
    found = {name: snapshot(anyio.run(homes.template, name)) for name in sorted(names)}
    found |= dict.fromkeys(("demo", "busy"), snapshot(demo_template))
    return {name: replace(one, recorded=NOTHING) for name, one in found.items()}


def failed_on_nothing(expect: Expect, now: Snapshot) -> list[str]:
    happened = Happened(before=now, after=now, told="", calls=(), results=(), asked=None, now=NOW)
    return [grade.key for grade in grades(expect, happened) if not grade.passed]


@pytest.mark.parametrize("case", CASES, ids=[case.id for case in CASES])
def test_a_case_can_be_graded(case: Case, accounts: dict[str, Snapshot]) -> None:
    expectations = [turn.expect for turn in case.turns]
    failed = [failed_on_nothing(expect, accounts[case.account]) for expect in expectations]
    if expectations[0].writes:  # what a later turn takes back may be what there was
        assert failed[0]
