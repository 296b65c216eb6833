"""What was sent, in as much detail as every metric of a report needs."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from server.traffic import Arrival, Ledger
from server.traffic.sites import Seen

from .funnel import STEPS
from .people import person
from .ways import Way, facts, pages, place, way

ALL = ""
"""In place of the name of a funnel."""


@dataclass
class Sums:
    """Of one funnel, or of all."""

    counts: Counter[str] = field(default_factory=Counter)
    people: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    cost: Decimal = Decimal(0)

    def add(self, what: str, who: str, number: int = 1) -> None:
        self.counts[what] += number
        self.people[what].add(who)

    def merge(self, other: "Sums") -> None:
        self.counts.update(other.counts)
        self.cost += other.cost
        for what, people in other.people.items():
            self.people[what] |= people


@dataclass
class Journal(Ledger):
    names: Mapping[str, str] = field(default_factory=dict)
    """Of pages and funnels, by id."""
    sums: dict[str, Sums] = field(default_factory=lambda: defaultdict(Sums))
    nodes: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Visits of each step, by funnel and key."""
    clicked: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Clicks by page and button."""
    shown: Counter[str] = field(default_factory=Counter)
    bought: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Hit of an offer -> person, funnel, offer."""
    _at: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Visit -> the step it is on and the button it clicked there."""
    _tagged: set[str] = field(default_factory=set)

    def merge(self, other: "Journal") -> None:
        """Take in what another process sent."""
        for name in ("visits", "visitors", "lander_views", "lander_clicks", "offer_views", "offer_clicks"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.sent_outside += other.sent_outside
        self.repeated += other.repeated
        self.unmatched += other.unmatched
        self.cost += other.cost
        for status, number in other.refused.items():
            self.refused[status] = self.refused.get(status, 0) + number
        for mine, theirs in ((self.booked, other.booked), (self.events, other.events)):
            mine.update(theirs)
        self.bought.update(other.bought)
        for counted, more in (
            (self.nodes, other.nodes),
            (self.clicked, other.clicked),
            (self.shown, other.shown),
        ):
            counted.update(more)  # type: ignore[arg-type]
        for name, sums in other.sums.items():
            self.sums[name].merge(sums)

    def enter(self, arrival: Arrival, *, is_new: bool) -> None:
        super().enter(arrival, is_new=is_new)
        self._at[arrival.seed] = "", 0
        for sums in self._of(arrival):
            sums.add("visits", person(arrival))
            sums.add("nodeViews", person(arrival))
            sums.cost += arrival.cost or 0

    def view(self, arrival: Arrival, seen: Seen) -> None:
        super().view(arrival, seen)
        page, who = self.names[seen.page], person(arrival)
        self._walked(arrival, page)
        self.shown[page] += 1
        for sums in self._of(arrival):
            sums.add("offerViews" if seen.is_offer else "landerViews", who)
        if seen.is_offer:
            self.bought[seen.hit] = who, self._funnel(arrival), page

    def click(self, arrival: Arrival, seen: Seen, number: int) -> None:
        super().click(arrival, seen, number)
        page = self.names[seen.page]
        self._at[arrival.seed] = place(self._funnel(arrival), page), number
        self.clicked[page, number] += 1
        for sums in self._of(arrival):
            sums.add("offerClicks" if seen.is_offer else "landerClicks", person(arrival))

    def leave(self, arrival: Arrival) -> None:
        super().leave(arrival)
        self._walked(arrival, "")

    def forget(self, arrivals: Iterable[Arrival]) -> None:
        """Where visitors are who have gone."""
        for one in arrivals:
            for visit in filter(None, (one, one.then)):
                self._at.pop(visit.seed, None)
                self._tagged.discard(visit.seed)

    def visits_of(self, funnel: str, step: str, *, is_root: bool) -> int:
        return self.sums[funnel].counts["visits"] if is_root else self.nodes[funnel, step]

    def purchases(self) -> Counter[str]:
        """Conversions by offer."""
        return Counter(self.bought[hit][2] for hit, _, _ in self.booked)

    def buttons(self, key: str) -> list[tuple[str, int]]:
        """Page and button of every click on the step."""
        return [one for one in self.clicked if one[0] in pages(STEPS["Main"][key])]

    def _walked(self, arrival: Arrival, page: str) -> None:
        from_step, button = self._at[arrival.seed]
        found = self._way(arrival, from_step, button, page)
        if found.tagged:
            self._tagged.add(arrival.seed)
        funnel = self._funnel(arrival)
        self.nodes.update((funnel, key) for key in found.steps)
        for sums in self._of(arrival):
            sums.add("nodeViews", person(arrival), len(found.steps))

    def _way(self, arrival: Arrival, from_step: str, button: int, page: str) -> Way:
        funnel = self._funnel(arrival)
        start = STEPS[funnel][from_step]["on"][button] if from_step else ""
        return way(funnel, facts(arrival, is_tagged=arrival.seed in self._tagged), start, button, page)

    def _funnel(self, arrival: Arrival) -> str:
        return arrival.campaign.names["funnel"]

    def _of(self, arrival: Arrival) -> tuple[Sums, Sums]:
        return self.sums[ALL], self.sums[self._funnel(arrival)]
