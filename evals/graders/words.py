"""What was said: patterns that stand in it, and such that do not."""

import re
from collections.abc import Iterator

from ..errors import CaseError
from ..grade import Grade, grade
from .scene import Scene

_LONGEST = 300


def found(pattern: str, text: str) -> bool:
    try:
        return bool(re.search(pattern, text, re.IGNORECASE))
    except re.error as error:
        raise CaseError(f"{pattern!r} is no regular expression: {error}.") from error


def shortened(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST]}…"


def grades(scene: Scene) -> Iterator[Grade]:
    expect, told = scene.expect, scene.happened.told
    if expect.says:
        missing = [repr(pattern) for pattern in expect.says if not found(pattern, scene.said)]
        yield grade("says", [f"{', '.join(missing)} is not in {shortened(told)!r}"] if missing else [])
    if expect.never_says:
        said = [repr(pattern) for pattern in expect.never_says if found(pattern, told)]
        yield grade("never_says", [f"{', '.join(said)} is in {shortened(told)!r}"] if said else [])
    if expect.refuses is not None:
        yield grade("refuses", list(_refusal(scene, expect.refuses)))


def _refusal(scene: Scene, pattern: str) -> Iterator[str]:
    if not found(pattern, scene.said):
        yield f"expected a refusal with {pattern!r}, found {shortened(scene.happened.told)!r}"
    if scene.after.differs(scene.before):
        yield "something was written"
