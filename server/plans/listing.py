from collections.abc import Sequence

from .clean import clean


def listed(names: Sequence[str], *, most: int) -> str:
    """`A, B and C`, or `A, B and 12 more`; a stranger's names, cleaned."""
    shown = [clean(name) for name in names[:most]]
    more = [f"{len(names) - most} more"] if len(names) > most else shown[-1:]
    before = shown if len(names) > most else shown[:-1]
    return f"{', '.join(before)} and {more[0]}" if before else "".join(more)
