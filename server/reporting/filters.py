"""What a report is narrowed to: asset names become ids, country names codes, everything else stays as it is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from funnels.account import Entry
from funnels.countries import COUNTRIES
from funnels.errors import InputError
from funnels.names import folded, nearest, resolve

from ..tracker.reporting_questions import By
from .attributes import Wanted, attribute
from .known import Known
from .strangers import said

SOURCE = "Third Parties: Traffic Source"
NODE = "Element: Node"
COUNTRY = "Location: Country"

_KEYS = ("attribute", "any", "none")
_ALIASES = {"UK": "GB", "USA": "US", "ENGLAND": "GB", "AMERICA": "US"}
_CODES = {folded(name): code for code, name in COUNTRIES.items()}
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class Filter:
    wanted: Wanted
    by: By
    words: str
    """`country “DE” or “AT”`, `not traffic source “Taboola”`."""


def read(raw: Sequence[Mapping[str, Any]], known: Known) -> list[Filter]:
    """Those of traffic sources go first: they say whose tracking fields the others mean."""
    parsed = [_parsed(one, f"filters[{number}]") for number, one in enumerate(raw)]
    chosen = [one for one in parsed if _is_source(one[0])]
    own = [_filter(one, known) for one in chosen]
    scoped = within(known, own)
    others = iter([_filter(one, scoped, scoped=bool(own)) for one in parsed if not _is_source(one[0])])
    sources = iter(own)
    return [next(sources) if _is_source(one[0]) else next(others) for one in parsed]


def within(known: Known, filters: Sequence[Filter]) -> Known:
    """As known, with only the sources whose visits pass."""
    sources = list(known.sources)
    for one in filters:
        if one.by.attribute == SOURCE:
            sources = [source for source in sources if not one.by.any or source.id in one.by.any]
            sources = [source for source in sources if source.id not in one.by.none]
    return replace(known, sources=sources)


def mentions_node(raw: Sequence[Mapping[str, Any]]) -> bool:
    return any(folded(str(one.get("attribute", ""))) in ("node", "step", "element: node") for one in raw)


_Parsed = tuple[str, tuple[str, ...], tuple[str, ...], str]


def _parsed(raw: Any, place: str) -> _Parsed:
    if not isinstance(raw, Mapping):
        raise InputError(f"{place}: an object with attribute and any or none, not {said(raw)!r}.")
    for key in raw:
        if key not in _KEYS:
            near = nearest(str(key), _KEYS, most=1)
            guess = f"Did you mean {near[0]!r}?" if near else "It takes attribute, any and none."
            raise InputError(f"{place}.{said(key, 40)}: no such key here.", hint=guess)
    words = raw.get("attribute")
    if not isinstance(words, str) or not words.strip():
        raise InputError(f"{place}.attribute: say what to filter by.", hint="For example country, offer or c1.")
    any, none = _texts(raw, "any", place), _texts(raw, "none", place)
    if not any and not none:
        raise InputError(f"{place}: say which values of {words!r}.", hint="In any or in none.")
    return words, any, none, place


def _texts(raw: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
    given = raw.get(key)
    values = [given] if isinstance(given, str | int) and not isinstance(given, bool) else given or []
    if not isinstance(values, list | tuple) or not all(isinstance(one, str | int) for one in values):
        raise InputError(f"{place}.{key}: a list of texts, not {said(given)!r}.")
    return tuple(str(one) for one in values if str(one).strip())


def _is_source(words: str) -> bool:
    try:
        return attribute(words, ()).attribute.name == SOURCE
    except InputError:
        return False


def _filter(parsed: _Parsed, known: Known, *, scoped: bool = False) -> Filter:
    words, any, none, place = parsed
    wanted = attribute(words, known.sources, scoped=scoped, what=f"{place}.attribute")
    meant = [list(_values(some, wanted, known, place)) for some in (any, none)]
    by = By(wanted.attribute.name, wanted.slot.number, *(tuple(dict.fromkeys(id for id, _ in one)) for one in meant))
    return Filter(wanted, by, _told(wanted, *([name for _, name in one] for one in meant)))


def _values(texts: Sequence[str], wanted: Wanted, known: Known, place: str) -> Iterator[tuple[str, str]]:
    """The value to send and the one to tell."""
    entries = _entries(wanted, known)
    for text in texts:
        if entries is None:
            value = _country(text, place) if wanted.attribute.name == COUNTRY else text
            yield value, value
        elif "*" in text:
            yield from ((one.id, one.name) for one in _matching(text, entries, wanted, place))
        else:
            found = resolve(text, entries, what=wanted.attribute.label.casefold())
            yield found.id, found.name


def _entries(wanted: Wanted, known: Known) -> list[Entry] | None:
    """What it can be one of; None for what is no asset."""
    one = wanted.attribute
    if one.name == NODE:
        return list(known.nodes)
    return list(known.account.entries(one.family, page_type=one.page_type)) if one.family else None


def _matching(text: str, entries: Sequence[Entry], wanted: Wanted, place: str) -> list[Entry]:
    pieces = [folded(one) for one in text.split("*")]
    found = [one for one in entries if _fits(folded(one.name), pieces)]
    if not found:
        raise InputError(f"{place}: no {wanted.attribute.label.casefold()} is called like {text!r}.")
    return found


def _fits(name: str, pieces: Sequence[str]) -> bool:
    if not name.startswith(pieces[0]) or not name.endswith(pieces[-1]):
        return False
    at = 0
    for piece in pieces:
        at = name.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return True


def _country(text: str, place: str) -> str:
    code = _ALIASES.get(text.strip().upper(), text.strip().upper())
    if code in COUNTRIES or "*" in text:
        return code
    if found := _CODES.get(folded(text)):
        return found
    near = nearest(text, list(COUNTRIES.values()), most=1)
    guess = f"Did you mean {near[0]!r}?" if near else "Say a code such as DE."
    raise InputError(f"{place}: there is no country {text!r}.", hint=guess)


def _told(wanted: Wanted, any: Sequence[str], none: Sequence[str]) -> str:
    label = wanted.label if wanted.slot.slot else wanted.attribute.label.casefold()
    parts = [f"{prefix}{label} {_listed(names)}" for prefix, names in (("", any), ("not ", none)) if names]
    return ", ".join(parts)


def _listed(names: Sequence[str]) -> str:
    told = [f"“{said(one, 60)}”" for one in names[:_MOST_TOLD]]
    rest = len(names) - len(told)
    return " or ".join([*told, *([f"{rest} more"] if rest else [])])
