"""`and on mobile?`, `by country instead`, `same for last week`: a question that leaves out what was said before."""

from dataclasses import replace

from .inquiry import Inquiry
from .slots import Understood


def carried_on(found: Understood, last: Inquiry) -> Inquiry:
    """The last question with what is new. Filters by name are added where names are read."""
    said = found.inquiry
    by = (*last.by, *(one for one in said.by if one not in last.by)) if found.adds else said.by or last.by
    return (
        replace(
            last,
            by=by,
            metrics=said.metrics or last.metrics,
            having=said.having or last.having,
            sort=said.sort or _kept_sort(last, said),
            limit=said.limit or last.limit,
            period=said.period or last.period,
            compare_to=said.compare_to or last.compare_to,
            zone=said.zone or last.zone,
            chart=said.chart or last.chart,
            read=last.read if by == last.by else (),
        )
        .only(*said.filters)
        .noting(*said.read)
    )


def _kept_sort(last: Inquiry, said: Inquiry) -> str:
    """Other numbers are sorted by themselves."""
    named = last.sort.removeprefix("-")
    return "" if said.metrics and named in last.metrics else last.sort
