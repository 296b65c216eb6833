"""`funnelwright plans …` and `funnelwright audit` over a real embedded tracker."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import anyio
import pytest

from agent.channels.terminal import main
from server.building import Desk, open_desk
from server.settings import Settings
from tests.agent.channels.conftest import Ran, piped

TAGS = [{"do": "create", "family": "visitor_tag", "fields": {"name": name}} for name in ("A | <b>", "B", "C")]


class Cut(Exception):
    pass


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FUNNELWRIGHT_HOME", str(tmp_path))
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    return tmp_path


def says(*arguments: str, given: str = "") -> Ran:
    with piped(given) as (out, err):
        code = main(arguments)
        sys.stdout.close()
        sys.stderr.close()
        return Ran(code, out.read(), err.read())


def at_desk(home: Path, work: Callable[[Desk], Any]) -> Any:
    async def run() -> Any:
        async with open_desk(Settings(home=home, person="Ada"), surface="test") as desk:
            return await work(desk)

    return anyio.run(run)


def planned(home: Path, *changes: dict[str, Any], cut: int | None = None) -> str:
    """The id of a plan; applied up to a change where one is named."""

    async def work(desk: Desk) -> str:
        plan = await desk.plan_changes(list(changes), request="as written")

        async def progress(done: float, total: float, what: str) -> None:
            if done == cut:
                raise Cut

        if cut is not None:
            with pytest.raises(Cut):
                await desk.apply(plan["plan_id"], plan["fingerprint"], typed="", progress=progress)
        return str(plan["plan_id"])

    return str(at_desk(home, work))


def test_the_list_tells_short_times(home: Path) -> None:
    plan = planned(home, *TAGS)
    for ran in (says("plans"), says("plans", "list"), says("plans", "list", "--status", "ready")):
        line = next(one for one in ran.out.splitlines() if plan in one)
        assert ran.code == 0
        assert ":" in line
        assert "+00:00" not in ran.out
    assert json.loads(says("plans", "list", "--json").out)["plans"][0]["made"] == 0
    assert says("plans", "--status", "applied").err.strip() == "No plans yet."


def test_a_plan_cut_short_is_shown_change_by_change(home: Path) -> None:
    plan = planned(home, *TAGS, cut=1)
    ran = says("plans", "show", plan)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert "1 of 3 changes are made." in lines
    results = [line for line in lines if line.startswith(("1 create", "2 create", "3 create"))]
    assert [line.split(" ")[-1] for line in results] == ["made", "made", "made"]
    assert ["not made" in line for line in results] == [False, True, True]
    assert f"funnelwright plans resume {plan} goes on" in ran.err


def test_markdown_holds_names_that_would_break_a_table(home: Path) -> None:
    plan = planned(home, *TAGS, cut=1)
    ran = says("plans", "show", plan, "--format", "markdown")
    rows = [line for line in ran.out.splitlines() if line.startswith("| 1 ")]
    assert ran.out.startswith("# Create 3 visitor tags\n")
    assert len(rows) == 1
    assert "A \\| &lt;b>" in rows[0]


def test_json_tells_all_of_it_also_into_a_file(home: Path, tmp_path: Path) -> None:
    plan = planned(home, *TAGS, cut=2)
    shown = json.loads(says("plans", "show", plan, "--json").out)
    file = tmp_path / "plan.json"
    ran = says("plans", "show", plan, "--format", "json", "--output", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert json.loads(file.read_text()) == shown
    assert (shown["status"], shown["made"], shown["unknown"], shown["verified"]) == ("applying", 2, 0, None)
    assert [one["status"] for one in shown["changes"]] == ["made", "made", "not made"]
    assert set(shown["changes"][0]) == {"do", "family", "id", "name", "fields", "said", "status", "error"}


def test_a_picture_is_written_and_a_plan_without_funnels_has_none(home: Path, tmp_path: Path) -> None:
    funnel = planned(home, {"do": "archive", "family": "funnel", "name": "Solar Quiz Google"})
    file = tmp_path / "plan.svg"
    assert says("plans", "show", funnel, "--format", "svg", "--output", str(file)).code == 0
    assert ElementTree.fromstring(file.read_text()).tag == "{http://www.w3.org/2000/svg}svg"
    ran = says("plans", "show", planned(home, *TAGS), "--format", "svg")
    assert (ran.code, ran.out) == (2, "")
    assert "touches no funnel, so there is nothing to draw" in ran.err


def test_what_cannot_be_written_or_found_is_said(home: Path, tmp_path: Path) -> None:
    plan = planned(home, *TAGS)
    ran = says("plans", "show", plan, "--format", "json", "--output", str(tmp_path / "nowhere" / "x"))
    assert (ran.code, "cannot be written" in ran.err) == (2, True)
    ran = says("plans", "show", plan[:-1])
    assert (ran.code, f"Nearest: {plan!r}" in ran.err) == (2, True)


def test_a_plan_goes_on_after_a_yes_and_not_without(home: Path) -> None:
    plan = planned(home, *TAGS, cut=1)
    ran = says("plans", "resume", plan, given="no\n")
    assert (ran.code, "1 of 3 changes are made." in ran.out) == (4, True)
    assert says("plans", "resume", plan).code == 3
    ran = says("plans", "resume", plan, given="yes\n")
    assert (ran.code, "read back and verified" in ran.out) == (0, True)
    ran = says("plans", "resume", plan, "--yes")
    assert (ran.code, ran.err.strip()) == (6, f"The plan {plan} is applied, so there is nothing to go on with.")


def test_a_plan_nobody_began_is_not_resumed_but_applied(home: Path) -> None:
    plan = planned(home, *TAGS)
    ran = says("plans", "resume", plan, "--yes")
    assert (ran.code, f"apply it with `funnelwright apply {plan}`" in ran.err) == (6, True)


def test_abandoning_asks_before_it_takes_back(home: Path) -> None:
    plan = planned(home, *TAGS, cut=2)
    ran = says("plans", "abandon", plan, given="no\n")
    assert (ran.code, "Take back" in ran.out) == (4, True)
    ran = says("plans", "abandon", plan, "--yes")
    assert (ran.code, "read back and verified" in ran.out) == (0, True)
    assert json.loads(says("plans", "show", plan, "--json").out)["status"] == "undone"


def test_what_is_made_may_stay(home: Path) -> None:
    plan = planned(home, *TAGS, cut=2)
    ran = says("plans", "abandon", plan, "--keep")
    assert (ran.code, "2 of 3 changes are made and stay" in ran.out) == (0, True)
    ran = says("plans", "abandon", plan)
    assert (ran.code, f"The plan {plan} is abandoned already" in ran.err) == (6, True)
    ran = says("plans", "abandon", planned(home, *TAGS[:1], {**TAGS[1], "fields": {"name": "D"}}))
    assert "nothing of it is made" in ran.out


def test_the_audit_is_json_lines_of_one_plan_or_of_all(home: Path, tmp_path: Path) -> None:
    first = planned(home, *TAGS, cut=2)
    planned(home, {"do": "archive", "family": "page", "name": "Keto Story"}, cut=0)
    ran = says("audit", "--plan", first)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 0
    assert [one["phase"] for one in lines] == [
        "approved",
        *("intent", "answered", "done") * 2,
        "interrupted",
    ]
    assert {one["approved_by"][0]["person"] for one in lines} == {"Ada"}
    assert ran.out.isascii()
    file = tmp_path / "audit.jsonl"
    ran = says("audit", "--output", str(file), "--since", lines[0]["at"][:10])
    assert (ran.code, ran.out, ran.err) == (0, "", f"10 lines are in {file}.\n")
    assert file.stat().st_mode & 0o077 == 0
    assert says("audit", "--since", "2999-01-01").out == ""
    ran = says("audit", "--since", "yesterday")
    assert (ran.code, "'yesterday' is no time" in ran.err) == (2, True)


def test_a_plan_whose_rest_others_changed_is_not_gone_on_with_but_taken_back(home: Path) -> None:
    notes = [
        {"do": "update", "family": "page", "name": name, "fields": {"notes": "ours"}}
        for name in ("Keto Story", "Solar Savings Quiz")
    ]
    plan = planned(home, *notes, cut=1)

    async def others(desk: Desk) -> None:
        theirs = await desk.plan_changes([{**notes[1], "fields": {"notes": "theirs"}}], request="")
        await desk.apply(theirs["plan_id"], theirs["fingerprint"], typed="", progress=quiet)

    at_desk(home, others)

    ran = says("plans", "resume", plan, "--yes")
    assert (ran.code, "theirs" in ran.out) == (6, True)

    ran = says("plans", "abandon", plan, "--yes")
    assert (ran.code, "read back and verified" in ran.out) == (0, True)
    assert json.loads(says("plans", "show", plan, "--json").out)["status"] == "undone"


async def quiet(done: float, total: float, what: str) -> None:
    pass


def test_an_applied_plan_is_taken_back_whoever_applied_it(home: Path) -> None:
    plan = planned(home, *TAGS)
    assert says("apply", plan, "--yes").code == 0
    ran = says("plans", "undo", plan, "--yes")
    assert ran.code == 0, ran.err
    assert "Done: Take back: Create 3 visitor tags" in ran.out
    rows = {one["plan_id"]: one["status"] for one in json.loads(says("plans", "--json").out)["plans"]}
    assert rows[plan] == "undone"
    again = says("plans", "undo", plan, "--yes")
    assert again.code == 6
    assert again.err.startswith(f"funnelwright: The plan {plan} is undone, so there is nothing to take back. ")


def test_the_last_applied_plan_is_taken_back_without_its_id(home: Path) -> None:
    first, last = planned(home, TAGS[0]), planned(home, TAGS[1])
    for plan in (first, last):
        assert says("apply", plan, "--yes").code == 0
    assert says("plans", "undo", "--yes").code == 0
    rows = {one["plan_id"]: one["status"] for one in json.loads(says("plans", "--json").out)["plans"]}
    assert (rows[first], rows[last]) == ("applied", "undone")


def test_a_status_that_no_plan_has_is_told_in_one_line(home: Path) -> None:
    ran = says("plans", "--status", "aplied")
    assert ran.code == 2
    assert ran.err.startswith("funnelwright: status: no plan is ever 'aplied'. Did you mean 'applied'? ")
    assert "Traceback" not in ran.err


def test_who_is_asked_and_is_not_there_learns_what_to_do(home: Path) -> None:
    plan = planned(home, *TAGS)
    ran = says("apply", plan)
    assert ran.code == 3
    assert "Nothing was written. Somebody can say yes at a terminal, or with --yes." in ran.err
    said_no = says("apply", plan, given="no\n")
    assert (said_no.code, "Nothing was written." in said_no.err) == (4, True)
