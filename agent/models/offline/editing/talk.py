"""What a sentence has spoken of so far, for `it`, `the other one` and `there`."""

from dataclasses import dataclass

from .items import Item


@dataclass(slots=True)
class Talk:
    page: Item | None = None
    step: Item | None = None
    """A place by its own name."""

    button: int = 0
    of_button: Item | None = None
    opened: Item | None = None
    """A button that is new, while it is not said where it leads."""

    inserted: Item | None = None
    """The page that came in front."""

    who: Item | None = None
    """`they`."""

    shifts: bool = False
    """A part was taken from one; who gets it may follow."""

    ends_test: bool = False
    """`the test is over`: the page that is kept stays alone."""

    without: Item | None = None
    """What the clause before takes away."""

    subject: Item | None = None
    """Who the clause before was about: `Canada leaves A and joins B`."""

    only_for: Item | None = None
    """For whom alone the funnel is, while it is not said where all others go."""

    heading: Item | None = None
    """`Mobile only:`, for all lines of the list below it."""

    scope: Item | None = None
    """For whom the changes of this sentence are."""
