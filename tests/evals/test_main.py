"""The command as people use it, on a few cases."""

import json
from pathlib import Path
from typing import Any

import anyio
import pytest

from evals.homes import Homes
from evals.load import cases, read_cases
from evals.main import main
from evals.models import ModelChoice, models_of
from evals.trial import tried


def run(tmp_path: Path, *arguments: str) -> tuple[int, dict[str, Any]]:
    file = tmp_path / "run.json"
    code = main(["--processes", "1", "--json", str(file), *arguments])
    return code, json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture
def one() -> str:
    return next(case.id for case in cases("open") if case.kind == "must_ask" and case.account == "demo")


def test_the_document_has_an_exact_shape(tmp_path: Path, one: str) -> None:
    code, found = run(tmp_path, "--half", "open", "--only", one)
    assert code == 0
    assert set(found) == {"model", "open", "wrong_writes", "cases"}
    scores = {
        "cases", "trials", "passed", "pass_rate", "interval", "pass_k", "wrong_writes", "broken", "calls",
        "input_tokens", "cache_read_tokens", "output_tokens", "cost", "thinking_ms",
    }  # fmt: skip
    assert set(found["open"]) == {*scores, "kinds", "styles"}
    assert set(found["open"]["kinds"]["must_ask"]) == scores
    assert set(found["cases"][0]) == {
        "id", "half", "kind", "passed", "wrong_write", "broken", "drifts", "failed"
    }  # fmt: skip
    assert found["model"] == "offline"
    assert found["wrong_writes"] == 0


def test_variants_are_counted_by_what_they_came_to(tmp_path: Path, one: str) -> None:
    _, found = run(tmp_path, "--half", "open", "--only", one, "--mutated", "3")
    assert found["mutated"]["trials"] == 3
    assert sum(count for name, count in found["mutated"].items() if name != "trials") == 3


def test_two_runs_are_compared(tmp_path: Path, one: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, before = run(tmp_path, "--half", "open", "--only", one)
    before["cases"][0]["passed"] = not before["cases"][0]["passed"]
    (tmp_path / "before.json").write_text(json.dumps(before), encoding="utf-8")
    run(tmp_path, "--half", "open", "--only", one, "--compare", str(tmp_path / "before.json"))
    assert f"pass: {one}" in capsys.readouterr().out.replace("\n", " ").replace("  ", " ")


def test_a_document_that_says_other_numbers_fails_the_run(tmp_path: Path, one: str) -> None:
    page = tmp_path / "page.md"
    page.write_text("<!-- evals: table -->\n<!-- end of evals -->\n", encoding="utf-8")
    arguments = ("--half", "open", "--only", one)
    assert run(tmp_path, *arguments, "--check", str(page))[0] == 1
    assert run(tmp_path, *arguments, "--write", str(page))[0] == 0
    assert "| must ask | open | 1 |" in page.read_text(encoding="utf-8")
    assert run(tmp_path, *arguments, "--check", str(page))[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "no such case"], "No case fits."),
        (["--model", "claude-sonnet-5-5"], "needs ANTHROPIC_API_KEY"),
        (["--replay", "somewhere"], "The offline planner talks to nobody."),
        (["--model", "m", "--replay", "a", "--record", "b", "--trials", "3"], "--record keeps one transcript"),
        (["--half", "open", "--kind", "undo", "--compare", "nowhere.json"], "nowhere.json is not a run"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_trace(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY", raising=False)
    assert main(["--processes", "1", *arguments]) == 2
    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed


def test_what_was_not_asked_for_is_a_wrong_write(tmp_path: Path) -> None:
    (case,) = read_cases(
        """
- id: wrong
  kind: build
  account: demo
  turns:
    - say: Facebook traffic to Keto Story, then KetoBurn US, in group Nutra
      expect: {funnels: {new: {walks: {US: [Keto Story, KetoBurn CA]}}}}
""",
        "cases.yaml",
    )
    trial = anyio.run(tried, case, Homes(tmp_path), models_of(ModelChoice()))
    assert not trial.passed
    assert trial.wrong_write
    assert [grade.key for grade in trial.turns[0].failed] == ["funnels.new.walks"]


def test_a_look_at_results_makes_no_visitors_come(tmp_path: Path) -> None:
    (case,) = read_cases(
        """
- id: look
  kind: report
  account: demo
  turns:
    - say: What was the revenue of VPN Native DACH over the last 7 days?
      expect: {uses: [report]}
""",
        "cases.yaml",
    )
    trial = anyio.run(tried, case, Homes(tmp_path), models_of(ModelChoice()))
    assert trial.passed
    assert not trial.turns[0].wrote
