"""What a case expects, held against what happened; one file a subject."""

from collections.abc import Callable, Iterator

from ..case import Expect
from ..grade import Grade
from ..happened import Happened
from . import assets, bookings, calls, frame, funnels, links, numbers, questions, words
from .scene import Scene

Grader = Callable[[Scene], Iterator[Grade]]

GRADERS: tuple[Grader, ...] = (
    funnels.grades,
    assets.grades,
    bookings.grades,
    frame.grades,
    questions.grades,
    words.grades,
    numbers.grades,
    links.grades,
    calls.grades,
)


def grades(expect: Expect, happened: Happened) -> list[Grade]:
    """CaseError where the case names what cannot be graded."""
    scene = Scene(expect, happened)
    return [grade for grader in GRADERS for grade in grader(scene)]


__all__ = ["grades"]
