"""Names, places and devices in a question, and which results they narrow it to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..outcome import Choice, Json, PuzzledError, QuestionError
from ..recognising import countries
from ..recognising.platforms import is_platform
from ..tokens import Candidate, Sign, Token
from .attributes import FIELD
from .inquiry import Filter

_OF_FAMILY = {
    "funnel": "Element: Funnel",
    "funnel_group": "Element: Funnel Group",
    "traffic_source": "Third Parties: Traffic Source",
    "offer_source": "Third Parties: Offer Source",
}
_SOURCE = "Third Parties: Traffic Source"
_OF_DEVICE = {"device": "Device: Type", "os": "Device: OS", "browser": "Device: Browser"}
_CALLED = {
    "Element: Funnel": "funnel",
    "Element: Funnel Group": "funnel group",
    "Third Parties: Traffic Source": "traffic source",
    "Third Parties: Offer Source": "offer source",
    "Element: Lander": "lander",
    "Element: Offer": "offer",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a question. `kind` is the attribute that stands beside it, as in `the lander Keto Story`."""

    token: Token
    kind: str = ""
    without: bool = False


def filters_of(names: Sequence[Named], by: Sequence[str], answers: Mapping[str, Json]) -> list[tuple[Filter, str]]:
    """What the names narrow results to, and how each was read where it says not all; names of one kind go together.

    Raises QuestionError where a name may be things of several kinds, and PuzzledError where it is nothing known.
    """
    found: dict[tuple[str, bool], tuple[Filter, list[str]]] = {}
    for named in names:
        attribute, values, read = _meant(named, by, answers)
        known, clauses = found.get((attribute, named.without), (Filter(attribute, (), named.without), []))
        values = (*known.values, *(value for value in values if value not in known.values))
        found[attribute, named.without] = Filter(attribute, values, named.without), [*clauses, read]
    return [(one, ", ".join(filter(None, clauses))) for one, clauses in found.values()]


def _meant(
    named: Named, by: Sequence[str], answers: Mapping[str, Json]
) -> tuple[str, tuple[tuple[str, str], ...], str]:
    token = named.token
    if token.sign is Sign.PLACE:
        codes = tuple((code, code) for code in token.values)
        return "Location: Country", codes, f"{token.text!r} as {', '.join(token.values)}" if len(codes) > 1 else ""
    if token.sign is Sign.DEVICE:
        return _OF_DEVICE[token.attribute], tuple((value, value) for value in token.values), ""
    if token.sign is Sign.UNSETTLED:
        return _region(token)
    if not token.candidates and named.kind.startswith((FIELD, "Tracking: ")):
        return named.kind, ((token.text, token.text),), ""
    return _asset(named, by, answers)


def _region(token: Token) -> tuple[str, tuple[tuple[str, str], ...], str]:
    codes = [code for code in token.attribute.replace(",", " ").split() if countries.by_code(code)]
    if not codes:
        raise PuzzledError(f"which countries {token.text!r} are")
    return "Location: Country", tuple((code, code) for code in codes), f"{token.text!r} as {', '.join(codes)}"


def _asset(
    named: Named, by: Sequence[str], answers: Mapping[str, Json]
) -> tuple[str, tuple[tuple[str, str], ...], str]:
    token = named.token
    if answer := answers.get(_key(token)):
        values = tuple((str(id), str(name)) for id, name in answer["values"])
        return str(answer["attribute"]), values, ""
    exact = [one for one in token.candidates if one.exact]
    kinds = _by_attribute(exact or token.candidates)
    for wanted in (named.kind, *by):
        if wanted in kinds:
            kinds = {wanted: kinds[wanted]}
            break
    if not kinds:
        raise PuzzledError(f"what {token.text!r} is: nothing in the account is called so")
    if len(kinds) > 1:
        kinds = _likely(token, kinds, by) or kinds
    if len(kinds) > 1:
        raise _question(token, kinds)
    ((attribute, ones),) = kinds.items()
    names = [one.name for one in ones]
    read = "" if exact else f"{token.text!r} as {' and '.join(names)}"
    return attribute, tuple((one.id, one.name) for one in ones), read


def _likely(token: Token, kinds: Mapping[str, list[Candidate]], by: Sequence[str]) -> dict[str, list[Candidate]]:
    """A platform is the traffic source; so is what has tracking fields."""
    fields = any(one.startswith(FIELD) for one in by)
    if _SOURCE in kinds and (fields or is_platform(token.text.split()[0])):
        return {_SOURCE: kinds[_SOURCE]}
    return {}


def _by_attribute(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    kinds: dict[str, list[Candidate]] = {}
    for one in candidates:
        page = "Element: Lander" if one.page_type == "lander" else "Element: Offer"
        kinds.setdefault(page if one.family == "page" else _OF_FAMILY[one.family], []).append(one)
    return kinds


def _question(token: Token, kinds: Mapping[str, Sequence[Candidate]]) -> QuestionError:
    choices = [
        Choice(
            f"the {_CALLED[attribute]}{'s' if len(ones) > 1 else ''} {' and '.join(one.name for one in ones)}",
            {"attribute": attribute, "values": [[one.id, one.name] for one in ones]},
        )
        for attribute, ones in kinds.items()
    ]
    return QuestionError(f"{token.text!r} may mean several things. Which?", _key(token), choices)


def _key(token: Token) -> str:
    return f"meant|{token.text.lower()}"
