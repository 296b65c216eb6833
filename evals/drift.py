"""The numbers in documents, between marks that only a run of the evaluation writes between."""

import re
from collections.abc import Mapping
from pathlib import Path

from .errors import CaseError

_BLOCK = re.compile(r"(<!-- evals: (?P<name>[a-z]+) -->\n)(?P<text>.*?)(<!-- end of evals -->)", re.DOTALL)
_NAMES = frozenset({"table", "summary", "variants"})


def written(file: Path, blocks: Mapping[str, str]) -> bool:
    """Put the numbers into the document and say whether they were others before; what this run lacks stays."""
    old = _text(file)
    new = _BLOCK.sub(lambda match: f"{match[1]}{_now(match, blocks)}\n{match[4]}", old)
    if new != old:
        file.write_text(new, encoding="utf-8")
    return new != old


def drifted(file: Path, blocks: Mapping[str, str]) -> bool:
    """Whether the document says other numbers, as far as this run has them."""
    return any(match["text"].strip() != _now(match, blocks) for match in _BLOCK.finditer(_text(file)))


def _now(match: re.Match[str], blocks: Mapping[str, str]) -> str:
    return blocks.get(match["name"], match["text"]).strip()


def _text(file: Path) -> str:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise CaseError(f"{file} cannot be read: {error.strerror}.") from error
    names = {match["name"] for match in _BLOCK.finditer(text)}
    if not names or not names <= _NAMES:
        raise CaseError(
            f"{file} has no place for the numbers.",
            hint="Put <!-- evals: table --> (or summary, or variants) and <!-- end of evals --> where they belong.",
        )
    return text
