"""The talks of a language model, replayed in accounts with other ids: what came of them comes of them again."""

from pathlib import Path

import anyio
import pytest

from evals.homes import Homes
from evals.load import cases
from evals.models import ModelChoice, models_of
from evals.trial import Trial, tried

TALKS = Path(__file__).parents[2] / "evals" / "talks"
IDS = sorted(file.stem for file in TALKS.glob("*.jsonl"))


@pytest.fixture(scope="module")
def trials(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Trial]:
    homes = Homes(tmp_path_factory.mktemp("accounts"))
    models = models_of(ModelChoice("claude-sonnet-5-5", replay=TALKS))
    wanted = {case.id: case for case in cases("open") if case.id in IDS}
    return {id: anyio.run(tried, case, homes, models) for id, case in wanted.items()}


@pytest.mark.parametrize("id", IDS)
def test_a_talk_comes_to_what_was_asked_for(id: str, trials: dict[str, Trial]) -> None:
    trial = trials[id]
    assert trial.broken == ""
    assert [f"{grade.key}: {grade.why}" for turn in trial.turns for grade in turn.failed] == []
    assert trial.passed


def test_most_jobs_take_few_calls(trials: dict[str, Trial]) -> None:
    calls = [trial.calls / len(trial.turns) for trial in trials.values()]
    assert sum(calls) / len(calls) <= 4
