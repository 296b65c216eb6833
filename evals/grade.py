"""Whether one thing that a case expects has come to be."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grade:
    key: str
    """The key of the expectation, such as `funnels.new.walks`."""
    passed: bool
    why: str = ""
    """Of a failure: what was expected and what was found, for a person to read."""
    of_account: bool = False
    """Whether it is about what stands in the account: then a failure can be a wrong write."""


def grade(key: str, complaints: list[str], *, of_account: bool = False) -> Grade:
    """Passed where there is nothing to complain about."""
    return Grade(key, not complaints, "; ".join(complaints), of_account)
