"""The cases, read from their files."""

from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from .case import Case
from .errors import CaseError
from .yaml_text import read_yaml

Half = Literal["open", "held_out"]
HALVES: tuple[Half, ...] = ("open", "held_out")

_CASES: TypeAdapter[tuple[Case, ...]] = TypeAdapter(tuple[Case, ...])


def cases(half: Half) -> tuple[Case, ...]:
    """CaseError names the file and the place in it that cannot be read."""
    folder = files(__package__).joinpath("cases", half)
    found = tuple(case for file in _sorted(folder) for case in _read(half, file))
    twice = [id for id, count in Counter(case.id for case in found).items() if count > 1]
    if twice:
        raise CaseError(f"The ids {', '.join(twice)} stand twice in {half}.", hint="Give each case an id of its own.")
    return found if half == "open" else tuple(_held_out(case) for case in found)


def cases_in(file: Path) -> tuple[Case, ...]:
    """Cases of somebody's own. CaseError where the file cannot be read."""
    try:
        return read_cases(file.read_text(encoding="utf-8"), str(file))
    except OSError as error:
        raise CaseError(f"{file} cannot be read: {error.strerror}.") from error


def read_cases(text: str, name: str) -> tuple[Case, ...]:
    """The cases of a file's text; `name` is for complaints."""
    try:
        return _CASES.validate_python(read_yaml(text, name) or [])
    except ValidationError as error:
        raise CaseError(f"{name}: {_said(error)}", hint="evals/CASES.md has the language.") from error


def _read(half: Half, file: Traversable) -> tuple[Case, ...]:
    return read_cases(file.read_text(encoding="utf-8"), f"{half}/{file.name}")


def _held_out(case: Case) -> Case:
    """Two authors who do not read each other give the same ids."""
    return case.model_copy(update={"id": f"held-{case.id}"})


def _sorted(folder: Traversable) -> Sequence[Traversable]:
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _said(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']} (found {str(first.get('input'))[:80]!r})"
