"""Route groups of the tracker, read as rules in plain words."""

from ..assets import Route, Rule, RuleGroup
from ..assets.condition import Joined
from .moments import MOMENTS
from .rules import ATTRIBUTES, TESTS, RuleGroupRef, RuleRef, When
from .spelling import Speller

_WORDS = {theirs: ours for ours, theirs in ATTRIBUTES.items()}


class UnsaidError(ValueError):
    """The language has no words for it."""


def read_when(route: Route, speller: Speller) -> When:
    """What a route asks for. Raises UnsaidError where the language has no words for it."""
    groups = [(_joined(group), tuple(read_rule(rule, speller) for rule in group.rules)) for group in route.groups]
    if not all(rules for _, rules in groups):
        raise UnsaidError(route.route_name)
    joined = route.operator if len(groups) > 1 else groups[0][0] if groups else "and"
    if all(len(rules) == 1 or word == joined for word, rules in groups):
        flat = tuple(rule for _, rules in groups for rule in rules)
        return flat if joined == "and" or len(flat) == 1 else RuleGroupRef(any=flat)
    parts = tuple(rules[0] if len(rules) == 1 else _group(word, rules) for word, rules in groups)
    return RuleGroupRef(all=parts) if joined == "and" else RuleGroupRef(any=parts)


def _joined(group: RuleGroup) -> Joined:
    return group.operator if len(group.rules) > 1 else "and"


def _group(joined: Joined, rules: tuple[RuleRef, ...]) -> RuleGroupRef:
    return RuleGroupRef(all=rules) if joined == "and" else RuleGroupRef(any=rules)


def read_rule(rule: Rule, speller: Speller) -> RuleRef:
    word = _WORDS.get(rule.attribute)
    if word is None or rule.test not in TESTS:
        raise UnsaidError(rule.attribute)
    fields = {"attribute": word, "test": rule.test}
    if rule.tracking_field_params:
        params = rule.tracking_field_params
        return RuleRef.model_validate({**fields, "values": params.field_values, "field": params.field_name})
    return RuleRef.model_validate(
        {**fields, "values": _values(rule, word, speller), "utc_offset_minutes": _offset(rule)}
    )


def _offset(rule: Rule) -> int | None:
    return rule.time.utc_offset_minutes if rule.time else None


def _values(rule: Rule, word: str, speller: Speller) -> tuple[str, ...]:
    if word == "visitor tag" and rule.visitor_tag_params:
        return _names("visitor_tag", (rule.visitor_tag_params.tag_id,), speller)
    if word == "traffic source" and rule.generic_params:
        return _names("traffic_source", rule.generic_params.values, speller)
    if rule.time:
        return (_moment(rule, word),)
    if rule.generic_params is None:
        raise UnsaidError(rule.attribute)
    return rule.generic_params.values


def _names(family: str, ids: tuple[str, ...], speller: Speller) -> tuple[str, ...]:
    texts = speller.texts(family, ids)
    if texts is None:
        raise UnsaidError(family)
    return texts


def _moment(rule: Rule, word: str) -> str:
    """The time a rule names, if it has the block of its own attribute."""
    params = getattr(rule, MOMENTS[word].block) if word in MOMENTS else None
    words = MOMENTS[word].read(params) if params else None
    if words is None:
        raise UnsaidError(rule.attribute)
    return words
