"""What a route asks for, less the visitors from some countries."""

from collections.abc import Iterator, Sequence

from ..rules import RuleGroupRef, RuleOrGroup, RuleRef, When

COUNTRY = "country"

_NAMING = ("is", "any in")
_EXCEPTING = ("is not", "not in")


def barred(when: When, countries: Sequence[str]) -> When | None:
    """Holds for whom it held before, but for nobody from these countries; None where nobody is left."""
    if not isinstance(when, RuleGroupRef):
        return _all(when, countries)
    if when.any and not when.all:
        return _any(when, countries)
    left = _all(when.all, countries)
    return None if left is None else when.model_copy(update={"all": left})


def lets_in(when: When, countries: Sequence[str]) -> bool:
    """Whether a country rule, wherever it stands, takes visitors from one of these countries."""
    parts = (*when.all, *when.any) if isinstance(when, RuleGroupRef) else when
    return any(_takes(rule, countries) for rule in _rules(parts) if rule.attribute == COUNTRY)


def _rules(parts: Sequence[RuleOrGroup]) -> Iterator[RuleRef]:
    for part in parts:
        if isinstance(part, RuleRef):
            yield part
        else:
            yield from _rules((*part.all, *part.any))


def _takes(rule: RuleRef, countries: Sequence[str]) -> bool:
    named = _named(rule)
    if rule.test in _NAMING:
        return not named.isdisjoint(countries)
    return rule.test not in _EXCEPTING or not named.issuperset(countries)


def _all(parts: tuple[RuleOrGroup, ...], countries: Sequence[str]) -> tuple[RuleOrGroup, ...] | None:
    """Of parts that all hold, one that is of countries is enough to keep these out."""
    if not parts:
        return parts  # holds for nobody
    place = next((place for test in (_NAMING, _EXCEPTING) for place, one in enumerate(parts) if _is(one, test)), None)
    if place is None:
        return (*parts, _none_of(countries))
    less = _less(parts[place], countries)
    return None if less is None else (*parts[:place], less, *parts[place + 1 :])


def _any(when: RuleGroupRef, countries: Sequence[str]) -> When | None:
    """Of parts of which one is enough, each has to keep them out."""
    if all(isinstance(part, RuleRef) and part.attribute != COUNTRY for part in when.any):
        return (when, _none_of(countries))
    left = tuple(one for part in when.any for one in _alternatives(part, countries))
    return when.model_copy(update={"any": left}) if left else None


def _alternatives(part: RuleOrGroup, countries: Sequence[str]) -> Iterator[RuleOrGroup]:
    if isinstance(part, RuleGroupRef) and part.any:
        for one in part.any:
            yield from _alternatives(one, countries)
        return
    left = _all(part.all if isinstance(part, RuleGroupRef) else (part,), countries)
    if left:
        yield left[0] if len(left) == 1 else RuleGroupRef(all=left)


def _less(part: RuleOrGroup, countries: Sequence[str]) -> RuleRef | None:
    """A country rule that takes none of them; None where it would take nobody at all."""
    assert isinstance(part, RuleRef)
    if part.test in _NAMING:
        left = tuple(value for value in part.values if value.upper() not in countries)
        return part.model_copy(update={"values": left}) if left else None
    missing = tuple(country for country in countries if country not in _named(part))
    return part.model_copy(update={"test": "not in", "values": (*part.values, *missing)}) if missing else part


def _none_of(countries: Sequence[str]) -> RuleRef:
    return RuleRef(attribute=COUNTRY, test="not in", values=tuple(countries))


def _is(part: RuleOrGroup, tests: Sequence[str]) -> bool:
    return isinstance(part, RuleRef) and part.attribute == COUNTRY and part.test in tests


def _named(rule: RuleRef) -> frozenset[str]:
    return frozenset(value.upper() for value in rule.values)
