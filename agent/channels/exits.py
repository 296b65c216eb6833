"""What the command tells the program that started it."""

from enum import IntEnum


class Exit(IntEnum):
    """Documented in `--help`; a number never changes its meaning."""

    DONE = 0
    """Answered, or applied and verified."""
    UNEXPECTED = 1
    """A mistake of ours."""
    NOT_UNDERSTOOD = 2
    """The command line, a setting or the request makes no sense."""
    QUESTION = 3
    """Something has to be answered first: a question, or a plan that waits for its yes. Nothing was written."""
    DECLINED = 4
    """The person said no; nothing was written."""
    BLOCKED = 5
    """The plan has errors; nothing was written."""
    FAILED = 6
    """The tracker or the model is out of reach or refuses, what was written could not be verified, or others came in
    between a plan and its yes."""
    INTERRUPTED = 130
