"""A trial for people to read: what was said, what was called, and what was found wrong."""

from collections.abc import Iterator

from .trial import Trial, TurnTrial

_SIGNS = {"person": "> ", "agent": "  ", "tool": "    . ", "plan": "    # "}


def transcript(trial: Trial) -> str:
    verdict = "passed" if trial.passed else "FAILED"
    wrong = ", WRONG WRITE" if trial.wrong_write else ""
    head = f"{trial.case.id} ({trial.case.kind}, account {trial.case.account}): {verdict}{wrong}"
    return "\n".join((head, *(line for turn in trial.turns for line in _turn(turn)), *_broken(trial)))


def _turn(turn: TurnTrial) -> Iterator[str]:
    for line in turn.lines:
        sign = _SIGNS[line.who]
        yield f"{sign}{line.text}".replace("\n", f"\n{' ' * len(sign)}")
    for grade in turn.failed:
        yield f"  ✗ {grade.key}: {grade.why}"


def _broken(trial: Trial) -> Iterator[str]:
    yield from (f"  (drift) {note}" for note in trial.notes)
    if trial.broken:
        yield "  ✗ the trial broke:"
        yield from (f"    {line}" for line in trial.broken.splitlines())
