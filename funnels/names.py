"""Which asset a name means. Near matches are ranked and offered, never picked."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from .account import Entry
from .errors import AmbiguousError, NotFoundError
from .ids import is_id

_LIKENESS = 60
"""Below this of 100, a name is no candidate."""

_LONGEST = 300
"""Characters of what is looked for; no name is longer, and the search takes as long as it is."""


@lru_cache(maxsize=1 << 16)
def folded(name: str) -> str:
    """The name without what people do not mean: case, and which and how many spaces, dashes or underscores.

    All names of an account are folded whenever one is looked for, so they are kept.
    """
    return " ".join(name.casefold().replace("-", " ").replace("_", " ").split())


def resolve(wanted: str, entries: Iterable[Entry], *, what: str) -> Entry:
    """The one entry that is meant: by id, by exact name, or by name without case and spacing.

    Raises AmbiguousError when two or more fit equally well, and NotFoundError with the nearest names otherwise.
    """
    known = list(entries)
    id = _id_in(wanted)
    by_id = next((entry for entry in known if entry.id == id), None) if id else None
    if by_id:
        return by_id
    for found in _fitting(wanted, known):
        active = [entry for entry in found if entry.is_active] or found
        if len(active) == 1:
            return active[0]
        if active:
            raise AmbiguousError(
                f"{len(active)} {what}s are called {wanted!r}.",
                candidates=[f"{entry.name} [{entry.id}]" for entry in active],
                hint="Say which one by its id.",
            )
    near = nearest(wanted, [entry.name for entry in known if entry.is_active])
    hint = f"Nearest: {', '.join(map(repr, near))}." if near else f"There is no {what} like it."
    raise NotFoundError(f"No {what} is called {wanted!r}.", candidates=near, hint=hint)


def nearest(wanted: str, names: Sequence[str], *, most: int = 5) -> list[str]:
    """The names most like it, best first; each once. Words in another order or missing count little."""
    ranked = process.extract(
        wanted[:_LONGEST],
        list(dict.fromkeys(names)),
        scorer=fuzz.WRatio,
        processor=folded,
        limit=most,
        score_cutoff=_LIKENESS,
    )
    return [name for name, _, _ in ranked]


def _id_in(wanted: str) -> str | None:
    """The id in `0abcDEF12345` or in `Some name [0abcDEF12345]`, which is how candidates are spelled."""
    last = wanted.rpartition("[")[2].removesuffix("]").strip()
    return last if is_id(last) else None


def _fitting(wanted: str, known: Sequence[Entry]) -> Iterator[list[Entry]]:
    """Those of exactly this name, then those of it but for case and spacing."""
    yield [entry for entry in known if entry.name == wanted]
    plain = folded(wanted)
    yield [entry for entry in known if folded(entry.name) == plain]
