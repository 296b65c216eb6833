"""The fault campaign finds what it is there to find."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
BAD_HANDS = ROOT / "tests" / "support" / "bad_hands.py"


def campaign(*command: object) -> tuple[int, str]:
    """Its exit status and what it prints."""
    run = subprocess.run(
        [sys.executable, *map(str, command)],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.stderr == ""
    return run.returncode, run.stdout


COLUMNS = ("runs", "socket", "killed", "duplicates", "lost edits", "stuck", "false success", "orphans")


def figures(table: str) -> dict[str, int]:
    """The last line of the table by its columns."""
    head = next(line for line in table.splitlines() if line.startswith("fault "))
    assert head.split() == ["fault", *" ".join(COLUMNS).split()]
    last = next(line for line in table.splitlines() if re.match(r"all +\d", line))
    return dict(zip(COLUMNS, map(int, last.split()[1:]), strict=True))


def test_a_plan_applied_properly_survives_faults_of_every_sort() -> None:
    faults = ["answer lost", "500, done", "killed after", "human: another field", "killed, human: the same"]
    chosen = [part for fault in faults for part in ("--fault", fault)]
    status, table = campaign(ROOT / "benchmarks" / "faults.py", *chosen, "--at", 31, "--processes", 2)
    assert status == 0, table
    found = figures(table)
    assert (found["runs"], found["socket"]) == (10, 5)
    assert found["killed"] == 4, "the processes are really killed"
    assert [found[name] for name in COLUMNS[3:]] == [0] * 5
    assert "4 edits by humans" in table


def test_a_plan_that_is_repeated_blindly_is_found_out() -> None:
    status, table = campaign(BAD_HANDS, "blindly", "--fault", "answer lost", "--way", "process", "--at", 16)
    assert status == 1
    assert figures(table)["duplicates"] == 1, table
    assert "twice: ('page', 'Story 2')" in table


def test_a_plan_that_overwrites_what_others_did_is_found_out() -> None:
    """Their edits come while it is read back, and then it is written once more."""
    reads = [part for number in range(92, 101) for part in ("--at", number)]
    status, table = campaign(BAD_HANDS, "carelessly", "--fault", "human: another field", "--way", "process", *reads)
    assert status == 1
    assert figures(table)["lost edits"] >= 1, table


def test_a_run_that_breaks_is_no_success() -> None:
    status, table = campaign(BAD_HANDS, "not at all", "--fault", "429", "--way", "process", "--at", 3, "--at", 16)
    assert status == 1
    assert (figures(table)["runs"], figures(table)["stuck"]) == (2, 2)
    assert "the run itself broke" in table


def test_a_sample_of_the_million_goes_where_the_simulation_says_and_reports_say_what_was_sent() -> None:
    run = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "million.py", "--visitors", "4000", "--seed", "3", "--processes", "2"],
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert re.search(r"^figures of reports +387 compared, 0 differ", run.stdout, re.MULTILINE), run.stdout
    assert re.search(r"^refused +0 requests, 0 postbacks$", run.stdout, re.MULTILINE), run.stdout
