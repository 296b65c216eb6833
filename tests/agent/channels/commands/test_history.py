"""What was, what others did since, and the way back, on the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from at_the_desk import AtTheDesk, at_the_desk

from funnels.assets import Page
from funnels.wire import Json

Run = Callable[..., Any]
STORY = "0LanderAAAAA"
PAGE = Page.read(
    {
        "idPage": STORY,
        "pageName": "Story",
        "pageType": "lander",
        "baseURL": "https://a.example",
        "redirectType": "307",
        "notes": "first",
    }
)


def notes(text: str) -> Json:
    return {"do": "update", "family": "page", "name": "Story", "fields": {"notes": text}}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page that two plans have changed: versions 1 to 3."""
    monkeypatch.setenv("FUNNELWRIGHT_DEMO", "0")

    async def made() -> None:
        async with at_the_desk(tmp_path) as at:
            await at.make(PAGE)
            await at.do(notes("second"))
            await at.do(notes("third"))

    anyio.run(made)
    return tmp_path


def others_write(home: Path, text: str) -> None:
    async def written(at: AtTheDesk) -> None:
        await at.tracker.replace((await at.tracker.get(Page, STORY)).changed(notes=text))

    _at(home, written)


def stored(home: Path) -> str:
    found: list[str] = []

    async def seen(at: AtTheDesk) -> None:
        found.append((await at.tracker.get(Page, STORY)).notes)

    _at(home, seen)
    return found[0]


def _at(home: Path, does: Callable[[AtTheDesk], Any]) -> None:
    async def done() -> None:
        async with at_the_desk(home) as at:
            await does(at)

    anyio.run(done)


def test_versions_are_a_table_newest_first(run: Run, home: Path) -> None:
    ran = run("history", "Story")
    assert ran.code == 0
    lines = [line.split() for line in ran.out.splitlines() if line.strip()[:1].isdigit()]
    assert [line[0] for line in lines] == ["3", "2", "1"]
    assert "notes second → third" in ran.out
    assert "others" in ran.out


def test_scripts_get_one_object(run: Run, home: Path) -> None:
    found = json.loads(run("history", "Story", "--json", "--limit", "2").out)
    assert [one["number"] for one in found["versions"]] == [3, 2]
    assert found["versions"][0]["changes"][0]["said"] == ["notes second → third"]
    assert (found["asset"], found["more"]) == ("Story", True)


def test_an_unknown_name_is_said_with_the_nearest(run: Run, home: Path) -> None:
    ran = run("history", "Storry")
    assert ran.code != 0
    assert "No asset is called 'Storry'. Nearest: 'Story'." in ran.err


def test_a_limit_that_makes_no_sense_is_refused(run: Run, home: Path) -> None:
    ran = run("history", "Story", "--limit", "0")
    assert (ran.code, "--limit: 0 is not between 1 and 100" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("options", "given", "code", "left"),
    [
        (["--yes"], "", 0, "second"),
        ([], "yes\n", 0, "second"),
        ([], "no\n", 4, "third"),
        ([], "", 3, "third"),
    ],
)
def test_going_back_shows_the_plan_and_takes_a_yes(
    run: Run, home: Path, options: list[str], given: str, code: int, left: str
) -> None:
    ran = run("history", "Story", "--restore", "2", *options, given=given, live=True)
    assert ran.code == code, ran.err
    assert "notes third → second" in ran.out
    assert stored(home) == left


def test_going_back_to_what_is_so_already_writes_nothing(run: Run, home: Path) -> None:
    ran = run("history", "Story", "--restore", "3", "--yes", live=True)
    assert ran.code == 0
    assert "everything is so already" in ran.err


def test_a_version_of_something_else_is_refused(run: Run, home: Path) -> None:
    ran = run("history", "Story", "--restore", "9", "--yes", live=True)
    assert (ran.code, stored(home)) == (2, "third")
    assert "--restore: 9 is no version of 'Story'" in ran.err


def test_drift_is_told_until_it_is_noted_as_seen(run: Run, home: Path) -> None:
    assert "Nobody else changed anything" in run("drift").err
    others_write(home, "theirs")

    told = run("drift")
    assert (told.code, "notes third → theirs" in told.out, "unknown" in told.out) == (0, True, True)
    assert json.loads(run("drift", "--json").out)["drift"][0]["said"] == ["notes third → theirs"]
    assert json.loads(run("drift", "--seen", "--json").out)["seen"] == 1

    assert json.loads(run("drift", "--json").out)["drift"] == []
    newest = json.loads(run("history", "Story", "--json").out)["versions"][0]
    assert (newest["by"], newest["changes"][0]["said"]) == ("others", ["notes third → theirs"])
