"""How far a long work is, told to a log and to a person."""

import io

from rich.console import Console

from agent.channels.waiting import Waiting


def told(steps: int, *, seconds: float) -> list[str]:
    """The lines of a log while as many steps go by, each after so many seconds."""
    log = io.StringIO()
    clock = iter(range(10**6))
    waiting = Waiting(Console(file=log, width=100), lambda: next(clock) * seconds)
    for done in range(steps):
        waiting.progress(done, steps, f"create visitor tag Tag {done}")
    waiting.stop()
    return log.getvalue().splitlines()


def test_three_hundred_steps_are_not_three_hundred_lines() -> None:
    assert told(300, seconds=0.01) == ["0 of 300: create visitor tag Tag 0", "200 of 300: create visitor tag Tag 200"]


def test_slow_steps_are_told_one_by_one() -> None:
    assert len(told(30, seconds=3.0)) == 30


def test_a_few_steps_need_no_words() -> None:
    assert told(7, seconds=3.0) == []


def test_a_name_in_a_line_cannot_move_the_cursor() -> None:
    log = io.StringIO()
    Waiting(Console(file=log, width=100)).progress(0, 300, "create page \x1b[2J[red]X\n2 of 300: forged")
    assert log.getvalue() == "0 of 300: create page [2J[red]X 2 of 300: forged\n"


def test_a_person_at_a_terminal_sees_a_bar_with_counts() -> None:
    screen = io.StringIO()
    waiting = Waiting(Console(file=screen, width=100, force_terminal=True, color_system=None))
    waiting.progress(120, 300, "create page Story [b]")
    waiting.stop()
    assert "120/300 create page Story [b]" in screen.getvalue()
