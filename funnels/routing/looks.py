"""What a decision looks at: visitors who agree in it take the same way."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from ..assets import Condition, Rule
from ..checks.moments import TIME_ATTRIBUTES
from ..checks.visitors import word
from .trip import Trip


@dataclass(frozen=True)
class Looks:
    attributes: tuple[str, ...] = ()
    """By our word, as in `Visitor.attributes`."""
    fields: tuple[str, ...] = ()
    """Names of tracking fields."""
    tags: frozenset[str] = field(default_factory=frozenset)
    data: tuple[str, ...] = ()
    """Names of what is submitted with an action."""
    time: bool = False
    """Whether it looks at the clock, to the minute."""

    def key(self, trip: Trip) -> tuple[Hashable, ...]:
        """Equal for visitors who cannot be told apart."""
        known, fields = trip.attributes, trip.fields
        key: list[Hashable] = [known.get(name, "") for name in self.attributes]
        if self.fields:
            key += [fields.get(name, "") for name in self.fields]
        if self.data:
            key += [trip.data.get(name, "") for name in self.data]
        if self.tags:
            key.append(self.tags & trip.tags)
        if self.time and trip.time:
            now = trip.time
            key.append((now.toordinal(), now.hour, now.minute, now.utcoffset()))
        return tuple(key)


def of_condition(condition: Condition) -> Looks:
    rules = [rule for route in condition.routes for group in route.groups for rule in group.rules]
    timed = [rule for rule in rules if rule.attribute in TIME_ATTRIBUTES]
    tagged = [rule for rule in rules if rule.visitor_tag_params]
    named = [rule for rule in rules if rule.tracking_field_params]
    others = [rule for rule in rules if rule not in timed and rule not in tagged and rule not in named]
    return Looks(
        attributes=_distinct(word(rule.attribute) for rule in others),
        fields=_distinct(map(_field_name, named)),
        tags=frozenset(rule.visitor_tag_params.tag_id for rule in tagged if rule.visitor_tag_params),
        time=bool(timed),
    )


def _field_name(rule: Rule) -> str:
    return rule.tracking_field_params.field_name if rule.tracking_field_params else ""


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))
