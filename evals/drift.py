"""The numbers in a document, between two marks that only a run of the evaluation writes between."""

from pathlib import Path

from .errors import CaseError

_BEGIN = "<!-- numbers of `make evals`: written by funnelwright-evals --write -->"
_END = "<!-- end of the numbers -->"


def written(file: Path, numbers: str) -> bool:
    """Put the numbers into the document and say whether they were others before."""
    before, old, after = _parts(file)
    if old.strip() != numbers.strip():
        file.write_text(f"{before}{_BEGIN}\n{numbers.strip()}\n{_END}{after}", encoding="utf-8")
    return old.strip() != numbers.strip()


def drifted(file: Path, numbers: str) -> bool:
    """Whether the document says other numbers."""
    return _parts(file)[1].strip() != numbers.strip()


def _parts(file: Path) -> tuple[str, str, str]:
    text = file.read_text(encoding="utf-8")
    before, begin, rest = text.partition(_BEGIN)
    old, end, after = rest.partition(_END)
    if not begin or not end:
        raise CaseError(f"{file} has no place for the numbers.", hint=f"Put {_BEGIN} and {_END} where they belong.")
    return before, old, after
