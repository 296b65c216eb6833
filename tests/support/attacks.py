"""What is tried on the product, said beside the test that tries it; SAFETY.md is made of that and of nothing else.

`python tests/support/attacks.py` writes the tables of SAFETY.md anew.
"""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "SAFETY.md"
FOLDER = ROOT / "tests" / "safety"

_HEAD = ("| What is tried | What happens | Tried in |", "|---|---|---|")

Test = TypeVar("Test", bound=Callable[..., object])


def attack(tried: str, happens: str) -> Callable[[Test], Test]:
    """Marks a test of tests/safety: what an attacker tries there, and what happens."""

    def marked(test: Test) -> Test:
        return test

    return marked


@dataclass(frozen=True, slots=True)
class Attack:
    tried: str
    happens: str
    file: str
    test: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One file of attacks."""

    about: str
    """The first line of its docstring."""
    attacks: tuple[Attack, ...]
    unmarked: tuple[str, ...]
    """Tests that say nothing; there must be none."""


def tried() -> list[Tried]:
    """Every attack, read from the sources of the tests."""
    return [_read(file) for file in sorted(FOLDER.glob("test_*.py"))]


def tables() -> str:
    """The part of SAFETY.md that is generated."""
    found = [one for one in tried() if one.attacks]
    count = sum(len(one.attacks) for one in found)
    lines = [f"{count} attacks, with {_texts()} injected texts of {_techniques()} techniques."]
    for one in found:
        lines += [
            "",
            f"### {one.about.rstrip('.')}",
            "",
            "| What is tried | What happens | Tried in |",
            "|---|---|---|",
        ]
        lines += [
            f"| {_cell(each.tried)} | {_cell(each.happens)} | [{each.test.removeprefix('test_')}]({each.file}) |"
            for each in one.attacks
        ]
    return "\n".join(lines)


def generated(page: str) -> str:
    """The page with its tables as they are now."""
    begin, end = "<!-- attacks: begin -->", "<!-- attacks: end -->"
    return re.sub(f"(?s){begin}.*{end}", lambda _: f"{begin}\n\n{tables()}\n\n{end}", page)


def _read(file: Path) -> Tried:
    module = ast.parse(file.read_text(encoding="utf-8"))
    tests = [
        node
        for node in module.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    ]
    marks = {test.name: _mark(test) for test in tests}
    place = file.relative_to(ROOT).as_posix()
    return Tried(
        (ast.get_docstring(module) or "").split("\n")[0],
        tuple(Attack(*said, place, name) for name, said in marks.items() if said),
        tuple(name for name, said in marks.items() if not said),
    )


def _mark(test: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[str, str] | None:
    for one in test.decorator_list:
        if isinstance(one, ast.Call) and isinstance(one.func, ast.Name) and one.func.id == "attack":
            tried, happens = (ast.literal_eval(argument) for argument in one.args)
            return tried, happens
    return None


def _rows() -> Iterator[str]:
    yield from re.findall(r"^- \{id: \S+, technique: (\S+),", _corpus(), re.MULTILINE)


def _corpus() -> str:
    return (ROOT / "evals" / "injections.yaml").read_text(encoding="utf-8")


def _texts() -> int:
    return sum(1 for _ in _rows())


def _techniques() -> int:
    return len(set(_rows()))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(generated(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name} is written.\n")
