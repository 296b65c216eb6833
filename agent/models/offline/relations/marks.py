"""What visitors carry: tags of theirs, and tracking fields of the click that brought them."""

import re
from collections.abc import Iterator, Mapping

from ..knowledge import Knowledge
from ..outcome import Json
from ..results.fields import Fields, alike, exactly
from .crowd import Crowd, named
from .span import Span

_WHOEVER = (
    r"(?:(?:for |if |when |where )?(?:the |all |those |any )?"
    r"(?:people|visitors|users|folks|anyone|everyone|everybody|anybody|those|whoever|somebody|someone|visitor|they|he|clicks)?\s*"
    r"(?:who |that |which )?(?:already |previously |once )?)"
)
_CARRY = (
    r"(?:carry|carries|have|has|had|with|wear|wears|bear|bears|got|gets|are|is|were|was|being|holding|holds|having)?\s*"
    r"(?P<no>without|no|not|don't have|do not have|doesn't have|lack|lacks|lacking)?\s*"
    r"(?:already |been |yet )*(?:the |a )?"
)
_VALUE = r"[^\W_][\w.-]*"
_MOST_TAGS = 100


def tag_marks(text: str, know: Knowledge) -> Iterator[Span]:
    """`people who carry the tag Buyer`, `tagged Buyer`, `with the Buyer tag`."""
    if not re.search(r"\btag", text, re.IGNORECASE):
        return
    for tag in know.all_of("visitor_tag", limit=_MOST_TAGS):
        name = rf"[\"']?{re.escape(tag.name)}[\"']?"
        told = rf"(?:visitor )?tag(?:ged)?(?: (?:as|with|called|named|of))?:? {name}|{name} tag(?:ged)?"
        for found in re.finditer(rf"(?<!\w){_WHOEVER}{_CARRY}(?:{told})(?!\w)", text, re.IGNORECASE):
            rule: Json = {"attribute": "visitor tag", "is not" if found["no"] else "is": tag.name}
            words = found[0].strip()
            name_ = named(f"{'not ' if found['no'] else ''}{tag.name}")
            yield Span(found.start(), found.end(), words, Crowd(name_, words, None, ((rule,),)))


def field_marks(text: str, know: Knowledge) -> Iterator[Span]:
    """`if zone_id is 5512`, `c1 = sports`, `zone 5512`; and `every other zone` behind it."""
    text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    if not _MAY_TELL.search(text):
        return
    fields = _of_sources(know.data("report_fields").get("fields", {}), text)
    for said in _names_in(text, fields):
        slots = {one.slot for one in exactly(said, fields) or alike(said, fields)}
        if len(slots) != 1:
            continue
        values = rf"(?P<values>[\"']?{_VALUE}[\"']?(?:\s*(?:,|or|and)\s*{_DIGITS})*)"
        for found in re.finditer(
            rf"(?<!\w){_WHOEVER}{_CARRY}(?:{re.escape(said)}){_TEST}{values}", text, re.IGNORECASE
        ):
            if not _is_word(found):
                yield _of_field(found, next(iter(slots)))
        noun = re.escape(re.split(r"[_\s]|id$", said.lower())[0])
        other = rf"{_ANY}others?\s+(?:{noun}s?|{re.escape(said)}s?|values?|ids?)(?!\w)"
        for found in re.finditer(rf"(?<!\w){other}", text, re.IGNORECASE):
            yield Span(found.start(), found.end(), found[0], rest=True)


def _of_sources(fields: Fields, text: str) -> Fields:
    """The fields of the sources that the request names, where it names some."""
    named_here = {source: slots for source, slots in fields.items() if source.lower() in text.lower()}
    return named_here or fields


_ADDRESS = re.compile(r"https?://\S+|\S*[{}]\S*")
_MAY_TELL = re.compile(
    r"\bc\d\d?\b|[^\W_]_[^\W_]|\b(?:zone|site|widget|placement|keyword|section|publisher|subid|adset|adgroup)s?\b",
    re.IGNORECASE,
)
_TEST = r"s?\s*(?:id|number|no\.?|#)?\s*(?P<test>is not|isn't|!=|is|==?|:|equals|equal to|of)?\s*(?:in )?#?"
_ANY = r"(?:for |on |in |from |with )?(?:any|all|every|the)?\s*"
_DIGITS = r"[\"']?\d[\w.-]*[\"']?"


def _is_word(found: re.Match[str]) -> bool:
    """`zone to …` tells no value."""
    return not found["test"] and not any(char.isdigit() for char in found["values"])


def _of_field(found: re.Match[str], slot: str) -> Span:
    values = [value.strip("\"' ") for value in re.split(r"\s*(?:,|\bor\b|\band\b)\s*", found["values"])]
    negated = bool(found["no"]) or found["test"] in ("is not", "isn't", "!=")
    rule: Json = {"attribute": "tracking field", "field": slot, "not in" if negated else "any in": values}
    words = found[0].strip()
    name = named(f"{'not ' if negated else ''}{slot} {' '.join(values)}")
    return Span(found.start(), found.end(), words, Crowd(name, words, None, ((rule,),)))


def _names_in(text: str, fields: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The slots and what sources call them, as far as the text says them; long ones first."""
    names = {alias for slots in fields.values() for alias in slots.values() if alias and not alias.isdigit()}
    names |= {f"c{number}" for number in range(1, 21)} | {
        "zone",
        "site",
        "widget",
        "placement",
        "section",
        "publisher",
    }
    said = [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]
    return sorted(said, key=lambda name: (-len(name), name))
