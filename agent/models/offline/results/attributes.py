"""Words for what results are told apart by."""

import re
from functools import cache

FIELD = "field:"
"""Before a word that only the tracking fields of a traffic source explain."""

_WORDS = """
Element: Funnel Group = funnel group|group
Element: Funnel = funnel|flow
Element: Node Type = node type|step type
Element: Node = node|step
Element: Page Group = page group
Element: Lander = lander|landing page|landingpage|lp|prelander|pre-lander|presell|advertorial
Element: Offer = offer|product
Element: Category = category|categories
Third Parties: Traffic Source = traffic source|source|ad platform|platform|channel
Third Parties: Offer Source = offer source|network|affiliate network|aff network|advertiser
Tracking: Campaign = campaign|ad campaign
Tracking: External ID = external id|click id
Tracking: Domain = tracking domain|domain
Click: Action Number = button|action number|cta
Hit: Event Type = event type
Hit: Transaction ID = transaction id|transaction
Insight: Visitor Journey = journey|visitor journey|path|way through the funnel
Location: Continent = continent
Location: Country = country|countries|geo
Location: Region = region|state|province
Location: City = city|cities|town
Device: Type = device|device type
Device: Brand = brand|device brand|phone brand|manufacturer
Device: Model = model|device model
Device: OS Version = os version
Device: OS = os|operating system|system
Device: Browser Version = browser version
Device: Browser = browser
Device: Language = language
Device: User Agent = user agent
Connection: Type = connection type|connection
Connection: ISP = isp|internet provider|provider
Connection: Mobile Carrier = mobile carrier|carrier
Connection: IP = ip|ip address
Connection: Referrer Domain = referrer domain|referrer|referer
Connection: Referrer Path = referrer path
Time: Date = date|day|daily
Time: Day of Week = day of week|weekday|day of the week|day of a week|day in the week
Time: Hour of Day = hour of day|hour|hourly|time of day|time|hour of the day|hour of a day|time of the day
Time: Month = month|monthly
"""

_FIELDS = """
section|site|zone|placement|widget|publisher|spot|site id|zone id|section id|publisher id|ad|creative|banner|keyword
ad set|adset|ad group|adgroup|item|ad id|ad set id|creative id|banner id|placement id|sub id|subid
"""

_SLOT = r"c(?:1\d|20|[1-9])"
_ALIAS = r"[a-z]+_id|[a-z]+_[a-z_]+"


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for line in _WORDS.strip().split("\n"):
        name, _, words = line.partition(" = ")
        known |= dict.fromkeys(words.split("|"), name)
    known |= {word: f"{FIELD}{word}" for word in _FIELDS.strip().replace("\n", "|").split("|")}
    return known | {_plural(word): name for word, name in known.items() if not word.endswith(("ies", "ly"))}


def _plural(word: str) -> str:
    if found := re.fullmatch(r"(day|hour|time)( (?:of|in) .+)", word):
        return f"{found[1]}s{found[2]}"
    return f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"


@cache
def attribute_pattern() -> str:
    words = sorted(_known(), key=len, reverse=True)
    return rf"(?P<attribute>{'|'.join(map(re.escape, words))}|{_SLOT}|{_ALIAS})"


def attribute(said: str) -> str:
    """The attribute of the contract, or `field:` and the word."""
    return _known().get(said) or f"{FIELD}{said}"


def in_words(name: str) -> str:
    """`country` for `Location: Country`, and what was said of a field."""
    if name.startswith(FIELD):
        return name.removeprefix(FIELD)
    label = name.partition(": ")[2] or name
    return label if label.isupper() else label.lower()


ATTRIBUTE_WORDS = frozenset(word for phrase in _known() for word in phrase.split())
