"""Route groups of the tracker, read as rules in plain words."""

from ..assets import Route, Rule, RuleGroup
from .moments import MOMENTS
from .rules import ATTRIBUTES, TESTS, RuleGroupRef, RuleRef, When
from .spelling import Speller

_WORDS = {theirs: ours for ours, theirs in ATTRIBUTES.items()}


class UnsaidError(ValueError):
    """The language has no words for it."""


def read_when(route: Route, speller: Speller) -> When:
    """What a route asks for. Raises UnsaidError where the language has no words for it."""
    if not route.groups:
        return ()
    if len(route.groups) == 1 and (route.groups[0].operator == "and" or len(route.groups[0].rules) <= 1):
        return tuple(read_rule(rule, speller) for rule in route.groups[0].rules)
    groups = [_group(group, speller) for group in route.groups]
    if len(groups) == 1:
        return groups[0]
    parts = tuple((*group.all, *group.any)[0] if len(group.all + group.any) == 1 else group for group in groups)
    return RuleGroupRef(all=parts) if route.operator == "and" else RuleGroupRef(any=parts)


def _group(group: RuleGroup, speller: Speller) -> RuleGroupRef:
    rules = tuple(read_rule(rule, speller) for rule in group.rules)
    return RuleGroupRef(any=rules) if group.operator == "or" and len(rules) > 1 else RuleGroupRef(all=rules)


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
