"""Why conversions are missing: what is known of an offer, judged in the order in which things break.

The order is the vendor's own [documentation]: whether visitors get to the offer, whether its address carries the
click id, whether the network sends it back, whether what it sends can be understood.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

State = Literal["fault", "fine", "unknown"]

_SURE = Decimal(3)
"""So many conversions have to be due before their absence says something: by chance alone none of three comes in one
case of twenty."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """Postbacks that came and were refused for one reason."""

    why: str
    count: int
    first: str
    """When the first of them came, as the log says."""
    example: str
    """One of them, as it came: a stranger's text."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of one offer, in a period and in the time before it."""

    offer: str
    id: str
    views: int
    conversions: int
    views_before: int
    conversions_before: int
    last_conversion: date | None = None
    views_since_last: int = 0
    faults: Sequence[str] = ()
    """What the checks of its funnels say about its click id and payout."""
    network: str = ""
    postback: str = ""
    """The address its network has to call."""

    @property
    def rate(self) -> Decimal:
        """Of conversions to views, as long as there were any."""
        views = self.views + self.views_before - self.views_since_last
        return Decimal(self.conversions + self.conversions_before) / views if views > 0 else Decimal(0)

    @property
    def due(self) -> Decimal:
        """Conversions that should have come since the last one."""
        return self.views_since_last * self.rate


@dataclass(frozen=True, slots=True)
class Reason:
    offer: str
    step: str
    state: State
    said: str
    example: str = ""


def reasons(evidence: Evidence, rejections: Sequence[Rejection]) -> tuple[Reason, ...]:
    """Step by step; the first fault is the one to mend first."""
    return tuple(
        Reason(evidence.offer, step, state, said, example)
        for step, (state, said, example) in _steps(evidence, rejections).items()
    )


def is_missing(evidence: Evidence) -> bool:
    """Whether conversions stopped, and chance does not explain it; also of an offer that never had any."""
    if not evidence.conversions + evidence.conversions_before:
        return evidence.views >= _MANY_VIEWS
    return evidence.due >= _SURE


_MANY_VIEWS = 100
"""Of an offer that never converted."""


def _steps(one: Evidence, rejections: Sequence[Rejection]) -> Mapping[str, tuple[State, str, str]]:
    return {
        "visitors reach the offer": (*_reached(one), ""),
        "its address carries the click id": (*_carried(one), ""),
        "conversions come in": (*_coming(one), ""),
        "postbacks are understood": _understood(one, rejections),
    }


def _reached(one: Evidence) -> tuple[State, str]:
    if one.views:
        return "fine", f"{one.views:,} views of it"
    if one.views_before:
        return "fault", f"nobody came in this period; {one.views_before:,} views before it. Look at what leads there"
    return "fault", "nobody ever came: look at the links, the weights and the conditions before it"


def _carried(one: Evidence) -> tuple[State, str]:
    if one.faults:
        return "fault", " ".join(one.faults)
    return "fine", "the click id and a payout are handed over"


def _coming(one: Evidence) -> tuple[State, str]:
    known = one.conversions + one.conversions_before
    if not one.views + one.views_before:
        return "unknown", "nothing could convert"
    if not known:
        views = one.views + one.views_before
        state: State = "fault" if is_missing(one) else "unknown"
        return state, f"none ever came for {views:,} views{'' if state == 'fault' else ', too few to tell'}"
    last = f"the last one on {one.last_conversion:%Y-%m-%d}; " if one.last_conversion else ""
    since = f"{last}{one.views_since_last:,} views since, of which {one.due:.1f} should have converted"
    if is_missing(one):
        return "fault", f"they stopped: {since}"
    if one.conversions:
        return "fine", f"{one.conversions:,} in this period; {since}"
    return "unknown", f"none in this period, which may be chance: {since}"


def _understood(one: Evidence, rejections: Sequence[Rejection]) -> tuple[State, str, str]:
    refused = sum(each.count for each in rejections)
    if refused and is_missing(one):
        worst = max(rejections, key=lambda each: each.count)
        count = "1 postback was" if refused == 1 else f"{refused:,} postbacks were"
        since = worst.first[:16].replace("T", " ")
        return "fault", f"{count} refused since {since} UTC, mostly because {worst.why}. {_ask(one)}", worst.example
    if is_missing(one):
        return "fault", f"no postback came that could be for it. {_ask(one)}", ""
    if refused:
        return "unknown", f"{refused:,} were refused in the account, which may be others' conversions", ""
    return "fine", "none was refused", ""


def _ask(one: Evidence) -> str:
    whom = one.network or "the network"
    return f"Ask {whom} to call {one.postback}" if one.postback else f"Ask {whom} what it sends"


def summary(found: Sequence[tuple[Evidence, Sequence[Reason]]]) -> str:
    """One paragraph: where conversions are missing, and why at first."""
    missing = [(one, said) for one, said in found if is_missing(one)]
    if not found:
        return "There is no offer to look at."
    if not missing:
        few = [one.offer for one, _ in found if not one.conversions]
        doubt = f" Of {', '.join(few[:3])} there is too little traffic to tell." if few else ""
        return f"Nothing says that conversions are missing.{doubt}"
    return " ".join(_first_fault(one, said) for one, said in missing)


def _first_fault(one: Evidence, said: Sequence[Reason]) -> str:
    faults: Iterator[Reason] = (each for each in said if each.state == "fault")
    told = "; ".join(f"{each.step}: no, {each.said}" for each in faults)
    return f"Conversions of {one.offer!r} are missing. {told}."
