"""A plan of 300 changes at the real command line, interrupted with Ctrl-C at any time, and gone on with."""

import fcntl
import json
import os
import pty
import random
import signal
import sqlite3
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import anyio
import pytest
from person import BIN, SECONDS, environment

from server.building import open_desk
from server.settings import Settings

MANY = 300


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def planned(home: Path, count: int) -> str:
    async def plan() -> str:
        async with open_desk(Settings(home=home, demo=False), surface="test") as desk:
            tags = [
                {"do": "create", "family": "visitor_tag", "fields": {"name": f"Tag {number:03}"}}
                for number in range(count)
            ]
            return str((await desk.plan_changes(tags, request="many tags"))["plan_id"])

    return anyio.run(plan)


def surroundings(home: Path) -> dict[str, str]:
    return {**environment(home), "FUNNELWRIGHT_DEMO": "0", "TERM": "xterm", "COLUMNS": "100"}


def started(home: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(BIN / "funnelwright"), *words],
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ran(home: Path, *words: str) -> tuple[int, str, str]:
    process = started(home, *words)
    out, err = process.communicate(timeout=SECONDS)
    return process.returncode, out, err


def rows(home: Path, database: str, query: str) -> list[Any]:
    with closing(sqlite3.connect(home / database)) as connection:
        return connection.execute(query).fetchall()


def begun(home: Path) -> int:
    return int(rows(home, "plans.db", "SELECT count(*) FROM journal WHERE phase = 'intent'")[0][0])


def done(home: Path) -> int:
    return int(rows(home, "plans.db", "SELECT count(*) FROM journal WHERE phase = 'done'")[0][0])


def tags(home: Path) -> list[str]:
    query = "SELECT json_extract(document, '$.tagName') FROM asset WHERE family = 'visitortag' AND status = 'active'"
    return sorted(name for (name,) in rows(home, "tracker.db", query))


def report(home: Path, plan: str) -> dict[str, Any]:
    async def told() -> dict[str, Any]:
        async with open_desk(Settings(home=home, demo=False), surface="test") as desk:
            return await desk.report(plan)

    return anyio.run(told)


def wait_for(home: Path, count: int, process: subprocess.Popen[Any]) -> None:
    """Until so many changes have begun."""
    until = time.monotonic() + SECONDS
    while begun(home) < count and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)  # another process is watched: there is nothing else to wait on


def interrupted(home: Path, plan: str, seed: int) -> str:
    """What the command says when it is interrupted at a moment of chance; every other seed, twice."""
    chance = random.Random(seed)
    process = started(home, "apply", plan, "--yes")
    wait_for(home, chance.randrange(1, MANY - 20), process)
    process.send_signal(signal.SIGINT)
    if seed % 2:
        time.sleep(chance.random() / 20)  # a second Ctrl-C comes at any time, too
        process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=SECONDS)
    assert process.returncode == 130, err
    return err


@pytest.mark.parametrize("seed", [1, 2])
def test_it_says_how_far_it_came_and_goes_on_to_the_end(home: Path, seed: int) -> None:
    plan = planned(home, MANY)

    said = interrupted(home, plan, seed)

    made = done(home)
    assert 0 < made < MANY
    assert said.splitlines()[-1] == (
        f"Interrupted: {made} of {MANY} changes are made; go on with `funnelwright plans resume {plan}`, or take "
        f"back what was made with `funnelwright plans abandon {plan}`."
    )
    assert "Traceback" not in said
    assert len([line for line in said.splitlines() if f"of {MANY}: " in line]) < 30
    assert rows(home, "plans.db", "SELECT * FROM lease") == []
    told = report(home, plan)
    results = [one["status"] for one in told["changes"]]
    unknown = results.count("unknown")
    assert unknown <= 1
    assert results == ["made"] * made + ["unknown"] * unknown + ["not made"] * (MANY - made - unknown)
    assert (told["status"], told["made"]) == ("applying", made)

    code, out, err = ran(home, "plans", "resume", plan, "--yes")

    assert (code, f"{MANY} changes written, read back and verified." in out) == (0, True), err
    told = report(home, plan)
    assert [one["status"] for one in told["changes"]] == ["made"] * MANY
    assert all(one["id"] for one in told["changes"])
    assert (told["status"], told["verified"]) == ("applied", True)
    assert tags(home) == [f"Tag {number:03}" for number in range(MANY)]
    assert begun(home) <= MANY + 1  # nothing but the one in flight was sent again


def test_what_was_made_is_taken_back_when_it_is_abandoned(home: Path) -> None:
    plan = planned(home, MANY)
    interrupted(home, plan, 4)
    assert tags(home) != []

    code, out, err = ran(home, "plans", "abandon", plan, "--yes")

    assert (code, "read back and verified" in out) == (0, True), err
    assert tags(home) == []
    code, out, err = ran(home, "plans", "show", plan, "--format", "json")
    assert (code, json.loads(out)) == (0, report(home, plan)), err
    assert json.loads(out)["status"] == "undone"


class Terminal:
    """The command at a pseudo terminal of its own, where Ctrl-C is a key."""

    def __init__(self, home: Path, *words: str) -> None:
        self._leader, follower = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            [str(BIN / "funnelwright"), *words],
            env=surroundings(home),
            stdin=follower,
            stdout=follower,
            stderr=follower,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(follower)

    def types(self, keys: str) -> None:
        os.write(self._leader, keys.encode())

    def reads(self, until: str = "\0") -> str:
        while until not in self.shown:
            try:
                piece = os.read(self._leader, 4096).decode(errors="replace")
            except OSError:  # the program has closed its end
                break
            if not piece:
                break
            self.shown += piece
        return self.shown

    def ends(self) -> int:
        self.reads()
        os.close(self._leader)
        return self.process.wait(SECONDS)


@pytest.fixture
def at_terminal(home: Path) -> Iterator[Any]:
    opened: list[Terminal] = []

    def opening(*words: str) -> Terminal:
        opened.append(Terminal(home, *words))
        return opened[-1]

    yield opening
    for one in opened:
        one.process.kill()
        one.process.wait(SECONDS)


def test_at_a_terminal_a_bar_shows_how_far_it_is_and_ctrl_c_ends_it(home: Path, at_terminal: Any) -> None:
    plan = planned(home, MANY)
    terminal = at_terminal("apply", plan, "--yes")
    terminal.reads(f"/{MANY} ")  # the bar counts
    terminal.types("\x03")
    assert terminal.ends() == 130
    shown = " ".join(terminal.shown.split())
    assert f"changes are made; go on with `funnelwright plans resume {plan}`" in shown
    assert report(home, plan)["made"] == done(home)


def test_ctrl_c_at_the_question_ends_the_command_and_writes_nothing(home: Path, at_terminal: Any) -> None:
    plan = planned(home, 3)
    terminal = at_terminal("apply", plan)
    terminal.reads("Apply? [y/N] ")
    terminal.types("\x03")
    assert terminal.ends() == 130
    assert "Interrupted; nothing was written." in terminal.shown
    assert (tags(home), report(home, plan)["status"]) == ([], "ready")
