"""One rule of a condition as a set of values of what it tests."""

from ..assets import Rule
from . import moments
from .matching import COMPARED, NEGATED, bounds, folded, is_version, values
from .terms import Constraint, Dimension, Literal, Pattern
from .values import Scale, Spans, Texts, compared, ranged
from .visitors import word

_YES_OR_NO = Scale(whole=True, lowest=0, highest=1)
_YES = compared(_YES_OR_NO, "is", 1)

OPAQUE = "opaque"
"""Marks the dimension of a test we cannot look into; it only meets itself and its opposite."""


def literal(rule: Rule) -> Literal | None:
    """None where the rule says too little to mean anything."""
    test = NEGATED.get(rule.test, rule.test)
    plain = _plain(rule, test)
    return plain if plain is None or test == rule.test else ~plain


def _plain(rule: Rule, test: str) -> Literal | None:
    if rule.attribute in moments.TIME_ATTRIBUTES:
        return _of_time(rule, test)
    if rule.visitor_tag_params:
        tag = rule.visitor_tag_params.tag_id
        return Literal(("tag", tag), _YES) if test == "is" else _opaque(rule, test, tag)
    if not values(rule):
        return None
    constraint = None if rule.attribute == "Connection: IP" else _of_texts(rule, test)
    return Literal(dimension(rule), constraint) if constraint else _opaque(rule, test)


def dimension(rule: Rule) -> Dimension:
    if rule.tracking_field_params:
        return ("field", rule.tracking_field_params.field_name)
    return (word(rule.attribute),)


def _of_time(rule: Rule, test: str) -> Literal | None:
    wanted = moments.wanted(rule)
    if wanted is None or rule.time is None:
        return None
    attribute = moments.TIME_ATTRIBUTES[rule.attribute]
    offset = rule.time.utc_offset_minutes
    on = (rule.attribute, "" if offset is None else str(offset))
    test = "is" if test == "any in" else test
    if test != "is" and test not in COMPARED:
        return _opaque(rule, test, *on, str(wanted))
    return Literal(on, compared(Scale(True, attribute.lowest, attribute.highest), test, wanted))


def _of_texts(rule: Rule, test: str) -> Constraint | None:
    texts = [folded(text) for text in values(rule)]
    if test == "any in" or (test == "is" and len(texts) == 1):
        return Texts(frozenset(texts))
    if test == "contains":
        return Pattern(frozenset(texts))
    return _of_numbers(rule, test)


def _of_numbers(rule: Rule, test: str) -> Spans | None:
    version = is_version(rule.attribute)
    numbers = bounds(test, values(rule), version=version)
    scale = Scale(whole=False, version=version)
    if numbers is None:
        return None
    if test == "in range":
        return ranged(scale, *numbers)
    return compared(scale, test, numbers[0]) if test in COMPARED else None


def _opaque(rule: Rule, test: str, *more: str) -> Literal:
    texts = sorted(folded(text) for text in values(rule))
    return Literal((OPAQUE, *dimension(rule), test, *more, *texts), _YES)
