"""The name that a new funnel is given where it is announced, put as every reader knows it.

`a funnel Sleep Tab in Nutra for Taboola: …` becomes `a funnel called "Sleep Tab" in Nutra for Taboola: …`. A name is
a run of words with capitals in the place of a name; what the account knows, and what may say who comes, is none.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..recognising import countries
from ..recognising.devices import DEVICES
from ..recognising.platforms import is_platform
from ..rewriting import Edit, Plain

_NOUN = r"(?i:funnel|campaign|flow)"
_PREPOSITION = r"(?i:in|of|to|into|from|inside|within|onto|for|on|with|at|by|via|where|that|which|and|or|then)"
_VERB = r"(?i:build|create|make|set ?up|launch|start|spin up|prepare|put together|knock up|throw together|open|do)"
_WANTS = r"(?i:need|want|would like|'d like|'d love|would love|have|get)"
_MANNER = r"(?i:me|us|up|please|now|then|also|quickly|just)"
_WORD = r"[A-Z0-9][\w'+&/]*(?:[.-]\w+)*"
_RUN = rf"(?=[A-Z]){_WORD}(?: (?:{_WORD}|(?:&|\+|-|vs\.?|of|the)(?= {_WORD}))){{0,7}}"
_NAME = rf"(?P<name>{_RUN})"
_QUOTE = r"(?P<name>\"[^\"\n]+\"|'[^'\n]+'(?!\w))"
_ENDS = (
    r"(?=\s*(?:[,:;(\n]|\.(?!\w)|-+\s|$)"
    r"|\s(?i:in|for|on|from|with|under|via|using|where|that|which|please|pls)(?!\w))"
)
_BEGINS = r"(?:^|(?<=[.!?;:\n])\s*|(?<=[.!?;:,\n]\s))"

_A_FUNNEL = re.compile(
    rf"(?:(?<!\w){_VERB}(?: {_MANNER})* |(?<!\w){_WANTS}(?: {_MANNER})* "
    rf"|{_BEGINS}(?=(?i:the |a |one |another |please )?(?i:new ))|{_BEGINS}(?=(?i:an? |one |another )))"
    rf"(?:(?!{_PREPOSITION}\s)[\w&'.+-]+ ){{0,6}}?{_NOUN}(?P<gap>,? \(?|:? - |: ){_NAME}{_ENDS}"
)
_MADE = re.compile(rf"{_BEGINS}(?i:please |now |and |so )*(?P<verb>{_VERB}|(?i:new))(?P<gap> ){_NAME}{_ENDS}")
_MADE_QUOTED = re.compile(
    rf"(?<!\w)(?P<verb>{_VERB})(?: {_MANNER})*(?P<gap> ){_QUOTE}"
    r"(?=[,:]?\s(?i:in|for|on|from|with|under|group)(?!\w)|:\s|\s?\()"
)
_IS_ONE = re.compile(
    rf"(?:{_BEGINS}|(?<!\w){_WANTS} ){_QUOTE}(?:,| (?i:is|will be|shall be|should be)) (?i:an?|the|our|my) (?i:new )?"
    rf"(?=(?:[\w&'.+-]+ ){{0,4}}?{_NOUN}(?!\w))"
)
_TOLD = re.compile(
    rf"(?<!\w)(?i:and |with )?(?:(?i:the|its|our|my) (?:(?i:new )?{_NOUN}'s )?"
    rf"|(?i:the |this |our )?{_NOUN}'s |{_BEGINS})"
    rf"(?i:name|title)(?: (?i:of (?:the|this|that|our|my)) (?i:new )?{_NOUN})?(?i: then)?"
    r"(?: (?i:is|shall be|should be|will be|would be|must be|to be|being|can be)(?i: simply| just| then)*:?| ?[:=]) "
    rf"(?P<name>\"[^\"\n]+\"|{_RUN}){_ENDS}"
)
_SAVED = re.compile(
    r"(?<!\w)(?:(?i:and |please )*(?i:save|store|list|enter|register|keep) "
    r"(?i:it|this|that|the thing|this one|the funnel) (?i:as|under the name(?: of)?)"
    rf"|(?i:(?:the |its )?(?:working )?title:?)) (?P<name>\"[^\"\n]+\"|{_RUN}){_ENDS}"
)
_LABELLED = re.compile(rf"(?:^|(?<=\n))\W*{_NOUN}: +{_NAME}(?=\s*\n)")
_WISHED = re.compile(
    rf"{_QUOTE} (?i:is what (?:i|we) (?:want|would like|'d like) it (?:to be )?(?:called|named)"
    r"|(?:is|shall be|should be|will be) (?:its|the) (?:name|title)(?: of it| of the funnel)?)"
)
_NAMED = re.compile(r"(?<!\w)(?:called|named|titled|entitled|call it|name it|title it)(?!\w)", re.IGNORECASE)
_COPIES = re.compile(
    r"(?<!\w)(?:cop(?:y|ies|ying)|clon(?:e|es|ing)|duplicat\w+|replicat\w+|same as|(?<!would )(?<!d )like|rename\w*"
    r"|again|once more)(?!\w)",
    re.IGNORECASE,
)
_SLOTS = ("funnel_group", "traffic_source", "offer_source")
_PAGE_WORDS = re.compile(r"(?<!\w)(?:landers?|offers?|pages?|groups?|sources?|networks?)(?!\w)", re.IGNORECASE)
_OF_A_PAGE = re.compile(rf"{_NOUN}|{_PAGE_WORDS.pattern}", re.IGNORECASE)
_ONE_WORD = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today|Tomorrow|Everyone|Everybody|All|People|Visitors|Traffic|It|This|The"
    r"|Whoever|Anyone|Both|Each|Here|Please|Thanks|Group|Name|Lander|Offer|Page|Button|First|Then|And|Or|Funnel|Source",
    re.IGNORECASE,
)


def announced(plain: Plain) -> Plain:
    """With the first name that is given so; where a name is told in plain words already, nothing is done."""
    if plain.shouted or _COPIES.search(_outside(plain)):
        return plain
    readers: tuple[Callable[[Plain], Iterator[Edit]], ...] = (_told, _wished, _is_one)
    for read in readers:
        if edit := next(read(plain), None):
            return plain.edited([edit])
    if _NAMED.search(_outside(plain)):
        return plain
    edit = next((one for reader in (_behind_the_noun, _behind_the_verb) for one in reader(plain)), None)
    return plain.edited([edit]) if edit else plain


def _told(plain: Plain) -> Iterator[Edit]:
    """`the funnel's name should be Debt Delta`."""
    for found in (*_TOLD.finditer(plain.text), *_SAVED.finditer(plain.text), *_LABELLED.finditer(plain.text)):
        if _has_capitals(found["name"]) and not _known(plain, *found.span("name"), exact=True):
            start = found.end() - len(found[0].lstrip())
            yield Edit(start, found.end(), f'call it "{_bare(found["name"])}"')


def _wished(plain: Plain) -> Iterator[Edit]:
    for found in _WISHED.finditer(plain.text):
        yield Edit(*found.span(), f'call it "{_bare(found["name"])}"')


def _is_one(plain: Plain) -> Iterator[Edit]:
    """`"Sunday Spins" is a Push House funnel in Gaming: …`."""
    for found in _IS_ONE.finditer(plain.text):
        if not _known(plain, *found.span("name"), exact=True):
            yield Edit(*found.span(), f'a new funnel called "{_bare(found["name"])}", ')


def _behind_the_noun(plain: Plain) -> Iterator[Edit]:
    for found in _A_FUNNEL.finditer(plain.text):
        if _is_name(plain, found):
            start = found.start("gap")
            yield Edit(start, found.end("name"), f' called "{found["name"]}"')


def _behind_the_verb(plain: Plain) -> Iterator[Edit]:
    """`create Debt Search: …`, `build "Debt Beta" on Outbrain: …`."""
    for found in _MADE_QUOTED.finditer(plain.text):
        if not _known(plain, *found.span("name"), exact=True) and not _is_of_a_page(plain.text[found.end() :]):
            yield _made(found)
    for found in _MADE.finditer(plain.text):
        head = re.match(r"[^:.;\n]*:(?= |\n)(?!\s*https?:)", plain.text[found.end() :])
        if (
            head
            and not re.search(rf"{_NOUN}|{_PAGE_WORDS.pattern}", head[0], re.IGNORECASE)
            and _is_name(plain, found)
        ):
            yield _made(found)


def _made(found: re.Match[str]) -> Edit:
    opened = "a new funnel" if found["verb"].lower() != "new" else "funnel"
    return Edit(found.start("gap"), found.end("name"), f' {opened} called "{_bare(found["name"])}"')


def _is_of_a_page(behind: str) -> bool:
    return bool(re.match(r"[^.;\n]{0,30}https?:|\s*:?\s*(?:a |the )?(?:new )?(?:lander|offer|page)", behind))


def _bare(name: str) -> str:
    return name.strip("\"'")


def _is_name(plain: Plain, found: re.Match[str]) -> bool:
    """Whether the words with capitals are a name, and neither pages nor who comes nor from where."""
    name, (start, end) = found["name"], found.span("name")
    if not _has_capitals(name) or _ONE_WORD.fullmatch(name) or _is_place(f"{found[0].split()[0]} {name}"):
        return False
    if _PAGE_WORDS.search(name) or (not plain.is_free(end, end + 1) and '"' in plain.text[end : end + 2]):
        return False
    exact = _known(plain, start, end, exact=True)
    if any(not _is_told_elsewhere(plain, one, start, end) for one in exact) or _may_be_the_source(plain, start, end):
        return False
    if ":" in found["gap"] and not re.match(r"\s*(?:[.;\n]|-\s)", plain.text[end:]):
        return False
    return not _tells_who(name) and _is_not_a_page(plain, end)


def _has_capitals(name: str) -> bool:
    """Of all words that are not light."""
    words = [word for word in name.strip("\"'").split() if word not in ("of", "the", "vs", "vs.", "&", "+", "-")]
    return name[0] in "\"'" or all(not word[0].isalpha() or word[0].isupper() for word in words)


def _known(plain: Plain, start: int, end: int, *, exact: bool) -> list[Mapping[str, Any]]:
    inside = [one for one in plain.mentions if start < int(one["end"]) and int(one["start"]) < end]
    return [one for one in inside if not exact or any(each.get("exact") for each in one["candidates"])]


def _is_told_elsewhere(plain: Plain, mention: Mapping[str, Any], start: int, end: int) -> bool:
    """A source in the name is no slot that is filled by it, where another place of the text fills it."""
    families = {each["family"] for each in mention["candidates"] if each.get("exact")} & {*_SLOTS}
    others = [one for one in plain.mentions if not (start <= int(one["start"]) < end)]
    told = {each["family"] for one in others for each in one["candidates"] if each.get("exact")}
    return bool(families) and families <= told


def _may_be_the_source(plain: Plain, start: int, end: int) -> bool:
    """`Facebook Keto`, where no source is told beside it."""
    if not any(map(is_platform, plain.text[start:end].split())):
        return False
    others = plain.text[:start] + plain.text[end:]
    known = any(_is_source(one) for one in plain.mentions if not start <= int(one["start"]) < end)
    return not known and not any(map(is_platform, re.findall(r"\w+", others)))


def _is_source(mention: Mapping[str, Any]) -> bool:
    return any(each["family"] == "traffic_source" and each.get("exact") for each in mention["candidates"])


def _tells_who(name: str) -> bool:
    """`Germany VPN`: a country or a device by its name, and a code in front, may say who comes."""
    words = name.split()
    if countries.by_code(words[0]) and words[0].isupper() and len(words[0]) == 2:
        return True
    return any((_is_place(word) and len(word) > 3) or word.lower() in DEVICES for word in words) or _is_place(name)


def _is_place(name: str) -> bool:
    return tuple(name.lower().split()) in countries.by_name()


def _is_not_a_page(plain: Plain, end: int) -> bool:
    """Behind a comma, the next page would make the run a page: a slot, or the end of the heading, must come first."""
    behind = plain.text[end:]
    if not behind.startswith(","):
        return not re.match(r"\s*\(?\s*(?:->|→|=>|>|https?:|then\b|to\b)", behind)
    heading = re.match(r"[^.;\n]*?(?::(?=\s)|[.;\n](?!\w)|$)", behind)
    length = heading.end() if heading else 0
    if heading and heading[0].endswith((":", "\n", ".")) and not _pages(plain, end, end + length):
        return True
    slot = re.match(rf",\s*(?:{_PREPOSITION}|group)\s", behind)
    return bool(slot) or _slot_at(plain, end + len(behind) - len(behind.lstrip(", ")))


def _pages(plain: Plain, start: int, end: int) -> bool:
    return any(
        each["family"] == "page" and each.get("exact")
        for one in _known(plain, start, end, exact=True)
        for each in one["candidates"]
    )


def _slot_at(plain: Plain, place: int) -> bool:
    found = [one for one in plain.mentions if int(one["start"]) == place]
    return any(each["family"] in _SLOTS and each.get("exact") for one in found for each in one["candidates"])


def _outside(plain: Plain) -> str:
    """The text without the names that the account knows letter by letter, and without what is quoted."""
    text = re.sub(r"\"[^\"\n]*\"", lambda found: " " * len(found[0]), plain.text)
    for one in plain.mentions:
        if any(each.get("exact") for each in one["candidates"]):
            start, end = int(one["start"]), int(one["end"])
            text = text[:start] + " " * (end - start) + text[end:]
    return text
