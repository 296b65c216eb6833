"""What is said of a new page, in whatever order and words: `it is called N, pays 12 bucks, AdNet, at https://…`."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..recognising import countries
from ..recognising.addresses import address_at
from ..recognising.devices import DEVICES
from ..rewriting import Plain

WORD = r"[A-Z0-9][\w'+&/]*(?:[.-]\w+)*"
RUN = rf"(?=[A-Z]){WORD}(?: (?:{WORD}|(?:&|\+|-|vs\.?|of|the)(?= {WORD}))){{0,7}}"
"""Words with capitals."""

_GLUE = r"(?:[\s,(\[]|-+\s|(?:and|with|which|that|it|is|has|having|where|here)(?!\w)|it's)*"
_PRONOUN = (
    r"(?:it(?!\w)(?:'s)?|its(?!\w)|(?:that|this|the) (?:new )?(?:one|offer|lander|page)(?!\w)(?:'s)?"
    r"|(?=(?:the |its )?(?:tracking |affiliate )?"
    r"(?:link|url|address|payout|network|name|offer source|pays|from)(?!\w)))"
)
_NEXT = re.compile(rf"(?:\)?[.;]\s*|\)?\s*\n\W*){_PRONOUN}", re.IGNORECASE)
_GLUED = re.compile(_GLUE, re.IGNORECASE)
_AT = re.compile(
    r"(?:(?:sits|lives|lies|runs|stands|found|hosted|online|live|its|the|is|tracking|affiliate|address|link|url|landing|"
    r"under|on|at|via|here|being|be|can|you|find)(?!\w)[\s:=]*)*",
    re.IGNORECASE,
)
_MONEY = (
    r"(?P<sign>[$\u20ac\u00a3]\s?)?(?P<amount>\d+(?:[.,]\d{1,2})?)(?![\w%]|\s?%|[:/]\d)"
    r"(?P<unit>\s*(?:dollars?|bucks?|usd|euros?|eur|pounds?|gbp|[$\u20ac\u00a3])(?!\w))?"
    r"(?P<per>\s*(?:(?:per|a|an|for each|for every|for a) "
    r"(?:sale|lead|conversion|sign-?up|install|order|action|deposit)"
    r"|each|fixed|flat|cpa|payout|commission|for it)(?!\w))*"
)
_PAYS = re.compile(
    r"(?:(?:the|its|a|at|and|us|me)\s)*"
    r"(?P<told>(?:payouts?|pays?|paying|commission|cpa|earns?|earning|we get|i get|we earn)"
    rf"(?!\w)(?:\s*(?:is|of|are|us|me|out|with|[:=]))*\s*)?{_MONEY}",
    re.IGNORECASE,
)
_UNPAID = re.compile(r"(?:no|without(?: a)?) payout(?!\w)|payout unknown", re.IGNORECASE)
_OF_NETWORK = re.compile(
    r"(?P<told>(?:from|by|of|belongs to|belonging to|comes from|coming from|offered by|run by|(?:affiliate )?network"
    r"|offer source|a|an|the|our|my)(?!\w)[\s:=]*(?:is )?)*(?P<new>new )?"
    r"(?P<noun>(?:affiliate )?network |offer source )?",
    re.IGNORECASE,
)
_CALLED = re.compile(r"(?:the |its )?(?:called|named|titled|entitled|name(?: is|:|=)?)\s*[:=]?\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:url|link|address|payout|pays?|network|from|at|it|its|the|that|this|which|with|and|then|to|offers?|landers?|page|rest|others"
    r"|everyone|everybody|visitors|people|traffic|exit|fallback|default|landing|destination|target|redirect|source|group|button"
    r"|name|new|run|put|send|use|add|a|an|or|for|in|on|first|second|otherwise|home|homepage|website|site|all|both|new|whoever)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Properties:
    name: str = ""
    url: str = ""
    payout: str = ""
    unpaid: bool = False
    network: Mapping[str, Any] | None = None
    """As it was mentioned."""

    new_network: str = ""
    end: int = 0
    across: bool = False
    """Whether more than one sentence tells of it."""


class Reading:
    """Reads on from a place as long as something is said of the page."""

    def __init__(self, plain: Plain, start: int) -> None:
        self._plain = plain
        self._text = plain.text
        self._exact = {
            int(one["start"]): one for one in plain.mentions if any(each.get("exact") for each in one["candidates"])
        }
        self.found = Properties(end=start)
        self.exists = False
        """Whether the name is that of a page the account has."""

        self._first = True
        while self._one():
            self._first = False

    def _one(self) -> bool:
        place = self.found.end
        glued = _GLUED.match(self._text, place)
        assert glued is not None
        if any(read(glued.end()) for read in self._readers()):
            return True
        onward = _NEXT.match(self._text, place)
        if onward is None or not (self.found.name or self._first):
            return False
        after = _GLUED.match(self._text, onward.end())
        assert after is not None
        self.found.across = any(read(after.end()) for read in self._readers())
        return self.found.across

    def _readers(self) -> tuple[Callable[[int], bool], ...]:
        return (self._url, self._network, self._pays, self._name)

    def _url(self, place: int) -> bool:
        lead = _AT.match(self._text, place)
        place = lead.end() if lead else place
        address = None if self.found.url or place >= len(self._text) else address_at(self._text, place)
        if address is None:
            return False
        self.found.url, self.found.end = self._text[address.start : address.end], address.end
        return True

    def _pays(self, place: int) -> bool:
        if self.found.payout or self.found.unpaid:
            return False
        if unpaid := _UNPAID.match(self._text, place):
            self.found.unpaid, self.found.end = True, unpaid.end()
            return True
        found = _PAYS.match(self._text, place)
        if found is None or not (
            found["told"] or found["sign"] or found["unit"] or found["per"] or self._in_a_list(found)
        ):
            return False
        self.found.payout, self.found.end = found["amount"].replace(",", "."), found.end()
        return True

    def _in_a_list(self, found: re.Match[str]) -> bool:
        """`(https://…, AdNet, 12)`, `12.00 from AdNet`: an amount beside an address is what it pays."""
        behind = self._text[found.end() :]
        ends = re.match(r"\s*(?:\)|[.;](?!\w)|\n|$|from (?!\d))", behind)
        before = self._text[: found.start()].rstrip()
        return bool(self.found.url) and before.endswith((",", "-", "(")) and bool(ends)

    def _network(self, place: int) -> bool:
        if self.found.network or self.found.new_network:
            return False
        lead = _OF_NETWORK.match(self._text, place)
        assert lead is not None
        if (known := self._exact.get(lead.end())) and _is(known, "offer_source"):
            self.found.network = known
            self.found.end = int(known["end"])
            offered = re.match(r" (?:offer|product)(?!\w)", self._text[self.found.end :])
            self.found.end += offered.end() if offered else 0
            return True
        if lead["new"] and lead["noun"]:
            return self._new_network(lead.end())
        return False

    def _new_network(self, place: int) -> bool:
        named = re.compile(rf"\"(?P<quoted>[^\"\n]+)\"|(?P<bare>{RUN})").match(self._text, place)
        if named is None:
            return False
        self.found.new_network, self.found.end = named["quoted"] or named["bare"], named.end()
        return True

    def _name(self, place: int) -> bool:
        if self.found.name:
            return False
        called = _CALLED.match(self._text, place)
        if called is None and not self._first:
            return False
        start = called.end() if called else place + (len(self._text[place:]) - len(self._text[place:].lstrip(" :-")))
        named = name_at(self._plain, start)
        if named is None:
            return False
        self.found.name, self.found.end = named
        quotes = self._text[start] in "\"'"
        known = self._exact.get(start + quotes)
        self.exists = known is not None and int(known["end"]) >= named[1] - quotes and _is(known, "page")
        return True


def name_at(plain: Plain, place: int) -> tuple[str, int] | None:
    """A name in quotes or with capitals, and where it ends."""
    quoted = re.compile(r"\"(?P<name>[^\"\n]+)\"|'(?P<more>[^'\n]+)'(?!\w)").match(plain.text, place)
    if quoted:
        return quoted["name"] or quoted["more"], quoted.end()
    run = re.compile(RUN).match(plain.text, place)
    if run is None or plain.shouted or not may_be_name(run[0]):
        return None
    inside = [one for one in plain.mentions if run.start() <= int(one["start"]) < run.end()]
    families = ("traffic_source", "funnel_group", "offer_source", "funnel")
    if any(each["family"] in families and each.get("exact") for one in inside for each in one["candidates"]):
        return None
    return run[0], run.end()


def may_be_name(said: str) -> bool:
    """Neither a label nor people: `Link`, `Germany`, `Mobile`."""
    words = said.split()
    if _LABEL.fullmatch(words[0]) or (said.lower() in DEVICES):
        return False
    return tuple(said.lower().split()) not in countries.by_name() and not all(
        countries.by_code(word) and word.isupper() for word in words
    )


def _is(mention: Mapping[str, Any], family: str) -> bool:
    return any(each["family"] == family and each.get("exact") for each in mention["candidates"])
