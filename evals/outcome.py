"""What a trial came to, in one word: whether it was what was asked for matters less here than whether it did harm."""

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from rich.table import Table

from .trial import Trial

Outcome = Literal["did it", "asked", "did not understand", "answered otherwise", "broke", "wrong write"]

OUTCOMES: dict[Outcome, str] = {
    "did it": "all graders pass",
    "asked": "a question, and nothing wrong was written",
    "did not understand": "said so, and nothing wrong was written",
    "answered otherwise": "refused or answered in other words than expected, and nothing wrong was written",
    "broke": "a mistake of ours",
    "wrong write": "the account is not what was asked for",
}


def outcome(trial: Trial) -> Outcome:
    if trial.wrong_write:
        return "wrong write"
    if trial.broken:
        return "broke"
    if trial.passed:
        return "did it"
    last = trial.turns[-1]
    if last.asked:
        return "asked"
    return "answered otherwise" if last.understood else "did not understand"


def counts(trials: Iterable[Trial]) -> dict[Outcome, int]:
    found = Counter(map(outcome, trials))
    return {name: found[name] for name in OUTCOMES}


def outcome_table(title: str, trials: Iterable[Trial]) -> Table:
    table = Table("", "trials", "what it means", title=title, title_justify="left")
    for name, count in counts(trials).items():
        table.add_row(name, str(count), OUTCOMES[name])
    return table


def markdown_outcomes(size: int, seed: int, trials: Iterable[Trial]) -> str:
    rows = [f"| {name} | {count} | {OUTCOMES[name]} |" for name, count in counts(trials).items()]
    return "\n".join((f"| {size:,} variants, seed {seed} | trials | |", "|---|--:|---|", *rows))
