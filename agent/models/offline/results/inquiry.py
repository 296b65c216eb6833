"""A question about results, as it was understood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self

from ..outcome import Json

MARK = "offline_inquiry"
"""Names the block in which a reply keeps the question it answers, for what is asked next."""

Kind = Literal[
    "results",
    "change",
    "variants",
    "when sure",
    "what if",
    "highest cost",
    "simulate",
    "missing",
    "cut",
    "scale",
    "daily",
    "reweight",
    "events",
    "visitor",
    "hit",
    "fields",
]


@dataclass(frozen=True, slots=True)
class Filter:
    """Only what has one of the values of the attribute. A value is an id, or the value itself, and its name."""

    attribute: str
    values: tuple[tuple[str, str], ...]
    without: bool = False

    @property
    def names(self) -> str:
        return " and ".join(name for _, name in self.values)

    @property
    def is_of_time(self) -> bool:
        return self.attribute.startswith("Time: ")

    def argument(self) -> Json:
        return {"attribute": self.attribute, "none" if self.without else "any": [id for id, _ in self.values]}


@dataclass(frozen=True, slots=True)
class Inquiry:
    kind: Kind = "results"
    by: tuple[str, ...] = ()
    """Attributes of the contract; `field:section` for what only traffic sources know."""

    metrics: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = ()
    having: tuple[str, ...] = ()
    sort: str = ""
    """A metric, the highest first; `-` before it for the lowest. `best` and `worst` where none is said."""

    limit: int = 0
    period: str = ""
    compare_to: str = ""
    zone: str = ""
    chart: bool = False
    about_it: bool = False
    """The funnel in talk is meant."""

    subject: str = ""
    """Words that belong to the kind: an id, a number of visitors, the change of a what-if."""

    ranked: tuple[str, ...] = ()
    """Names of the pages that the answer told, the best first; `the winner` and `the loser` mean them next."""

    read: tuple[str, ...] = ()
    """How words were read, each a clause such as `'section' as c1 (section_id) of Outbrain`."""

    def filter(self, attribute: str) -> Filter | None:
        return next((one for one in self.filters if one.attribute == attribute and not one.without), None)

    @property
    def is_narrowed(self) -> bool:
        """To things, not only to times."""
        return any(not one.is_of_time for one in self.filters)

    def only(self, *more: Filter) -> Self:
        """With these filters too; each takes the place of one on the same attribute."""
        new = {(one.attribute, one.without) for one in more}
        kept = tuple(one for one in self.filters if (one.attribute, one.without) not in new)
        return replace(self, filters=(*kept, *more))

    def noting(self, *clauses: str) -> Self:
        return replace(self, read=tuple(dict.fromkeys((*self.read, *filter(None, clauses)))))

    def block(self) -> Json:
        filters = [[one.attribute, [list(value) for value in one.values], one.without] for one in self.filters]
        return {
            "type": MARK, "kind": self.kind, "by": list(self.by), "metrics": list(self.metrics), "filters": filters,
            "having": list(self.having), "sort": self.sort, "limit": self.limit, "period": self.period,
            "compare_to": self.compare_to, "zone": self.zone, "chart": self.chart, "about_it": self.about_it,
            "subject": self.subject, "ranked": list(self.ranked), "read": list(self.read),
        }  # fmt: skip

    @classmethod
    def from_block(cls, block: Json) -> Self:
        filters = tuple(
            Filter(attribute, tuple((id, name) for id, name in values), without)
            for attribute, values, without in block["filters"]
        )
        return cls(
            kind=block["kind"],
            by=_texts(block["by"]),
            metrics=_texts(block["metrics"]),
            filters=filters,
            having=_texts(block["having"]),
            sort=block["sort"],
            limit=block["limit"],
            period=block["period"],
            compare_to=block["compare_to"],
            zone=block["zone"],
            chart=block["chart"],
            about_it=block["about_it"],
            subject=block["subject"],
            ranked=_texts(block.get("ranked", ())),
            read=_texts(block["read"]),
        )


def _texts(raw: Sequence[object]) -> tuple[str, ...]:
    return tuple(map(str, raw))
