"""The README's commands, settings and map are as it says."""

import re
import subprocess
import tomllib
from pathlib import Path

from agent.settings import _FIELDS as AGENT_VARIABLES
from server.variables import VARIABLES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def test_the_first_command_and_the_tests_are_targets_of_the_makefile() -> None:
    made = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    wanted = {command.split()[1] for command in commands() if command.startswith("make ")}
    assert {"try", "test"} <= wanted <= set(made)


def test_every_command_is_one_of_ours() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    assert {command.split()[0] for command in commands()} <= {*scripts, "git", "make", "curl"}


def test_every_variable_is_in_the_table_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", README, re.MULTILINE))
    assert set(rows) == {*(one.name for one in VARIABLES), *AGENT_VARIABLES.values()}
    assert {one.name: rows[one.name] for one in VARIABLES} == {one.name: one.default for one in VARIABLES}


def test_the_map_names_what_is_there() -> None:
    folders = re.findall(r"^(\w+)/ ", README, re.MULTILINE)
    assert folders
    assert all((ROOT / folder).is_dir() for folder in folders)


def test_the_wish_of_the_first_command_is_the_one_shown() -> None:
    shown = re.search(r'funnelwright --yes "(.*?)"', README)
    wish = re.search(r"^WISH \?= (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert shown is not None
    assert wish is not None
    assert shown[1] == wish[1]


def test_the_ci_runs_the_commands_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert re.search(r"^FUNNELWRIGHT_HOME=.* make try$", script, re.MULTILINE)
    assert re.search(r"^make test$", script, re.MULTILINE)
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0
