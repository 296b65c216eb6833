"""One rule in plain words, written as a rule of the tracker."""

from typing import Any

from ..assets import Rule
from ..assets.condition import GenericParams, TimeParams, TrackingFieldParams, VisitorTagRuleParams
from ..countries import COUNTRIES
from ..names import nearest
from ..wire import Json
from .bench import Bench
from .moments import MOMENTS
from .rules import ATTRIBUTES, RuleRef

DEVICES = ("desktop", "mobile", "tablet", "tv", "console", "wearable")
"""Our ruling: no source prints the tracker's list."""

_COUNTRY_ALIASES = {"UK": "GB", "EN": "GB", "EL": "GR"}
_CODE_OF = {name: code for code, name in COUNTRIES.items()}


def write_rule(rule: RuleRef, place: str, bench: Bench) -> Rule:
    """Faults, such as an unknown attribute or country, go to the bench."""
    word = rule.attribute.strip().lower()
    attribute = ATTRIBUTES.get(word)
    if attribute is None:
        near = tuple(nearest(rule.attribute, list(ATTRIBUTES), most=3))
        bench.fault(f"{place}.attribute", f"{rule.attribute!r} is no attribute", near or tuple(ATTRIBUTES))
        return Rule(attribute=rule.attribute, test=rule.test)
    if not rule.values:
        bench.fault(f"{place}.{rule.test}", "needs a value")
        return Rule(attribute=attribute, test=rule.test)
    _refuse_strangers(rule, word, place, bench)
    return Rule(attribute=attribute, test=rule.test, **_params(rule, word, place, bench))


def _refuse_strangers(rule: RuleRef, word: str, place: str, bench: Bench) -> None:
    if word == "tracking field" and not rule.field:
        bench.fault(place, "a rule on a tracking field says which one with 'field'")
    if word != "tracking field" and rule.field is not None:
        bench.fault(f"{place}.field", f"only rules on a 'tracking field' have a field, not those on {word!r}")
    if word not in MOMENTS and rule.utc_offset_minutes is not None:
        bench.fault(f"{place}.utc_offset_minutes", f"only rules on times have an offset, not those on {word!r}")


def _params(rule: RuleRef, word: str, place: str, bench: Bench) -> dict[str, Any]:
    place = f"{place}.{rule.test}"
    if word == "tracking field":
        return {"tracking_field_params": TrackingFieldParams(field_name=rule.field or "", field_values=rule.values)}
    if word == "visitor tag":
        return {"visitor_tag_params": VisitorTagRuleParams(tag_id=_tag(rule, place, bench))}
    if word in MOMENTS:
        return _time(rule, word, place, bench)
    return {"generic_params": GenericParams(values=_values(rule, word, place, bench))}


def _tag(rule: RuleRef, place: str, bench: Bench) -> str:
    if rule.test not in ("is", "is not") or len(rule.values) != 1:
        bench.fault(place, "a visitor tag is tested with 'is' (the visitor has it) or 'is not', one tag a rule")
        return ""
    return bench.find(place, "visitor_tag", rule.values[0])


def _time(rule: RuleRef, word: str, place: str, bench: Bench) -> Json:
    moment = MOMENTS[word]
    fields = moment.write(rule.values[0]) if len(rule.values) == 1 else None
    if fields is None:
        said = ", ".join(rule.values)
        bench.fault(place, f"one {word} such as {moment.example}, not {said!r}; for a range use two rules")
        return {}
    offset = {} if rule.utc_offset_minutes is None else {"utc_offset_minutes": rule.utc_offset_minutes}
    return {moment.block: TimeParams.model_validate({**fields, **offset})}


def _values(rule: RuleRef, word: str, place: str, bench: Bench) -> tuple[str, ...]:
    spots = [(f"{place}[{index}]", value) for index, value in enumerate(rule.values)]
    if word == "traffic source":
        return tuple(bench.find(spot, "traffic_source", value) for spot, value in spots)
    if rule.test in ("is", "is not", "any in", "not in"):
        if word == "country":
            return tuple(_country(spot, value, bench) for spot, value in spots)
        if word == "device":
            return tuple(_device(spot, value, bench) for spot, value in spots)
    return rule.values


def _country(place: str, value: str, bench: Bench) -> str:
    code = value.strip().upper()
    if code not in COUNTRIES:
        near = [_CODE_OF[name] for name in nearest(value, list(_CODE_OF), most=3)] if len(code) > 3 else []
        alias = _COUNTRY_ALIASES.get(code)
        near = [alias] if alias else near or nearest(code, list(COUNTRIES), most=3)
        bench.fault(place, f"{value!r} is no ISO code of a country, such as 'US'", tuple(near))
    return code


def _device(place: str, value: str, bench: Bench) -> str:
    device = value.strip().lower()
    if device not in DEVICES:
        near = tuple(nearest(value, DEVICES, most=2)) or DEVICES
        bench.fault(place, f"{value!r} is no kind of device", near)
    return device
