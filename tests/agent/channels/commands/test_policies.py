import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from policies import policies

Run = Callable[..., Any]

ON = '[[freeze]]\nname = "season"\nfrom = 2020-01-01T00:00:00\nuntil = 2090-01-01T00:00:00\n'
OFF = '[[freeze]]\nname = "long ago"\nfrom = 2020-01-01T00:00:00\nuntil = 2020-01-02T00:00:00\n'


def test_what_is_in_force_is_shown_with_the_freeze_that_is_on(run: Run, tmp_path: Path) -> None:
    policies(tmp_path, f'protected_groups = ["Nutra"]\n{ON}{OFF}')
    ran = run("policies")
    words = " ".join(ran.out.split())
    assert ran.code == 0
    assert "protected_groups Nutra" in words
    assert "two_persons no" in words
    assert "season, 2020-01-01 00:00 to 2090-01-01 00:00: ON until 2090-01-01 00:00" in words
    assert "long ago, 2020-01-01 00:00 to 2020-01-02 00:00" in words
    assert words.count("ON until") == 1
    assert ran.err == f"From {tmp_path / 'policies.toml'}\n"


def test_programs_get_the_same_as_json(run: Run, tmp_path: Path) -> None:
    policies(tmp_path, ON)
    document = json.loads(run("policies", "--json").out)
    [freeze] = document.pop("freeze")
    assert freeze["on_until"] == "2090-01-01T00:00+00:00"
    assert document == {
        "file": str(tmp_path / "policies.toml"),
        "exists": True,
        "read_only": False,
        "max_changes": None,
        "bulk": 25,
        "protected_groups": [],
        "two_persons": False,
        "recent_days": 7,
        "time_zone": "UTC",
    }


def test_without_a_file_everything_is_as_it_is_by_itself(run: Run, tmp_path: Path) -> None:
    ran = run("policies")
    assert (ran.code, ran.err) == (0, f"All as it is by itself: there is no {tmp_path / 'policies.toml'}.\n")


def test_a_file_that_is_not_understood_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    policies(tmp_path, "max_change = 5")
    ran = run("policies")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no policy 'max_change'. Did you mean 'max_changes'?" in ran.err


def test_the_demo_account_is_neither_put_in_nor_taken_out_past_a_policy(run: Run, tmp_path: Path) -> None:
    assert run("demo", "install").code == 0
    policies(tmp_path, "two_persons = true")
    ran = run("demo", "remove")
    assert ran.code == 6
    assert "Policies are in force here" in ran.err
    policies(tmp_path)
    assert run("demo", "remove").code == 0
