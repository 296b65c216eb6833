"""What is remembered of a visitor for a day: their visits, tags, picks, and parameters of their links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

from .asked import place

MOST_VISITS = 8
MOST_SEEN = 12
"""Pages of a visit that a click may come from."""

_MOST_DATA = 60
_MOST_TEXT = 8_000
"""Parameters kept of a visit, and the characters of all of them; what comes later is left out."""


@dataclass(slots=True)
class Seen:
    """A page that was shown: one hit."""

    node: str
    page: str
    hit: str
    host: str
    path: str
    is_confirmed: bool = False
    """Whether the script on the page has said that it is there."""


@dataclass(slots=True)
class Visit:
    id: str
    funnel: str
    source: str
    seen: list[Seen] = field(default_factory=list)
    """The latest last: that is where the visitor is."""
    data: dict[str, str] = field(default_factory=dict)
    """Parameters of links that are no tracking fields, for `{data-NAME}`."""
    cost: str = ""
    """`c` of the link, for sources that pay by conversion."""

    @property
    def at(self) -> Seen | None:
        return self.seen[-1] if self.seen else None

    def show(self, node: str, page: str, hit: str, url: str, *, is_confirmed: bool = False) -> None:
        host, path = place(url.partition("?")[0])
        self.seen.append(Seen(node, page, hit, host, path, is_confirmed))
        del self.seen[:-MOST_SEEN]

    def keep(self, data: Mapping[str, str]) -> None:
        size = sum(map(len, self.data.values()))
        for name, value in data.items():
            size += len(value) - len(self.data.get(name, ""))
            if size > _MOST_TEXT:
                break
            if name in self.data or len(self.data) < _MOST_DATA:
                self.data[name] = value


@dataclass(slots=True)
class Session:
    visits: dict[str, Visit] = field(default_factory=dict)
    """The latest last."""
    tags: frozenset[str] = frozenset()
    picks: dict[str, Any] = field(default_factory=dict)

    def enter(self, visit: Visit) -> None:
        self.visits[visit.id] = visit
        while len(self.visits) > MOST_VISITS:
            del self.visits[next(iter(self.visits))]

    def latest(self, funnel: str = "") -> Visit | None:
        """Of the funnel, where one is given."""
        return next((one for one in self._newest() if funnel in ("", one.funnel)), None)

    def origin(self, referrer: str) -> tuple[Visit, Seen] | None:
        """The page a click comes from, after the back button or from a second tab as well.

        Our ruling: the latest page seen at the address of the referrer; where browsers tell its host alone, the
        latest on that host; and where it tells neither, the page the visitor came to last.
        """
        latest = self.latest()
        host, path = place(referrer)
        pages = [(visit, seen) for visit in self._newest() for seen in reversed(visit.seen)]
        if host:
            for found in (one for one in pages if (one[1].host, one[1].path) == (host, path)):
                return found
        if host and not path:
            for found in (one for one in pages if one[1].host == host):
                return found
        return (latest, latest.at) if latest and latest.at else next(iter(pages), None)

    def text(self) -> str:
        document = {
            "t": sorted(self.tags),
            "p": self.picks,
            "v": [
                [one.id, one.funnel, one.source, one.cost, one.data, [_row(seen) for seen in one.seen]]
                for one in self.visits.values()
            ],
        }
        return orjson.dumps({name: value for name, value in document.items() if value}).decode()

    def _newest(self) -> Iterable[Visit]:
        return reversed(self.visits.values())


def session(text: str | None) -> Session:
    """What `Session.text` gave; a new one for None."""
    if not text:
        return Session()
    document = orjson.loads(text)
    visits = [
        Visit(id, funnel, source, [Seen(*row) for row in seen], data, cost)
        for id, funnel, source, cost, data, seen in document.get("v", ())
    ]
    return Session({one.id: one for one in visits}, frozenset(document.get("t", ())), document.get("p", {}))


def _row(seen: Seen) -> list[Any]:
    return [seen.node, seen.page, seen.hit, seen.host, seen.path, *([True] if seen.is_confirmed else [])]
