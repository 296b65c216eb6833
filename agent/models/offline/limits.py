"""What is asked for and cannot or will not be done, told from the words alone; names of assets do not count."""

import re
from collections.abc import Sequence

from .tokens import Sign, Token

_BLANK = "\u00a7"
"""Stands where a name stood."""

_PIECE = re.compile("<([A-Z]+)>")

_PIECES = {
    "NETWORKS": r"facebook|fb|google|meta|tiktok|taboola|outbrain|platform|network|review",
    "WATCHERS": r"reviewers?|moderators?|crawlers?|spiders?|bots?|review (?:team|bot)s?|inspectors?|spy tools?",
    "CLEAN": r"(?:safe|white|clean|compliant|harmless|fake|decoy|money|black)[ -]?(?:hat )?pages?",
    "ROUTES": (
        r"show|send|route|redirect|serve|hide|filter|block|point|direct|drive|let|give|deliver|keep|exclude|detect|"
        r"bounce|forward|push|land|landing|goe?s?|sees?|gets?|away|from"
    ),
    "PLACE": (
        r"(?:zone|section|widget|site|placement|publisher|sub-?id|source id|app|ad ?set|ad|creative|banner|keyword|"
        r"domain|ip|audience)s?"
    ),
    "PAUSE": (
        r"(?:un)?pause|black ?list|white ?list|ban|(?:un)?block|mute|(?:turn|switch) (?:off|on)|disable|deactivate|"
        r"stop|kill|exclude|cut|cut off|shut (?:off|down)|resume"
    ),
    "MEASURE": (
        r"roi|roas|cpa|epc|ctr|cvr|cr|profit|loss|costs?|spend|conversions?|leads|sales|revenue|performance|"
        r"results?"
    ),
    "MOVES": (
        r"below|under|over|above|beyond|drops?|falls?|gets?|goes?|rises?|reach(?:es)?|exceeds?|is|are|turns?|hits?|"
        r"los(?:es?|ing)|wins?|performs?|converts?|looks?|stops?|does"
    ),
    "DAY": r"day|morning|evening|night|hour|week|month|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "TIMES": (
        r"(?:every|each) (?:<DAY>|\d+ (?:minutes?|hours?|days?))|tomorrow|tonight|"
        r"at midnight|at \d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)?|next (?:week|monday|month)|"
        r"in \d+ (?:minutes?|hours?|days?)|later today"
    ),
    "ACTS": r"send|email|give|post|run|pause|stop|start|switch|change|check|apply",
    "TELLS": r"show|give|tell|print|read|export|send|list|reveal|display|what(?:'s| is| are)|dump|get|copy",
    "SECRET": (
        r"api[ -]?keys?|secret keys?|passwords?|passwd|credentials?|secrets?|the tokens?|private keys?|login data|"
        r"(?:api|access|auth|bearer|session|refresh)[ -]?tokens?|env(?:ironment)? variables?"
    ),
    "FAKE": r"faked?|false|bogus|dummy|phon(?:y|ey)|made[- ]up|invented|artificial|pretend(?:ed)?|fabricated",
    "HITS": r"(?:conversion|click|visit|visitor|lead|sale|hit|impression|view|number)s?|traffic|revenue|stats?",
    "MINE": r"my (?:ok|okay|approval|yes|consent|permission)|a yes",
    "IF": r"if|when|whenever|once|as soon as|unless|until",
    "SETS": r"change|set|lower|raise|increase|decrease|adjust|cut|reduce|bump|double|halve|drop|update",
    "YOURSELF": r"yourself|on my behalf",
    "THE": r"(?:the |this |that |these |all |my |our )*",
    "ELSE": r"another|other|someone else'?s|somebody else'?s|[a-z]+'s",
}

_SPOKEN: dict[str, tuple[str, ...]] = {
    "cloaking": (
        r"(?:de-?)?cloak\w*",
        r"<CLEAN> .*<WATCHERS>|<WATCHERS> .*<CLEAN>",
        r"<ROUTES> .*<WATCHERS>|<WATCHERS> .*<ROUTES>",
        rf"hide .*from (?:the )?(?:<NETWORKS>|{_BLANK})",
    ),
    "secrets": (r"<TELLS> .*<SECRET>",),
    "approval": (
        r"without (?:asking|approval|approving|confirm(?:ation|ing)|checking(?: with me)?|<MINE>)",
        r"(?:skip|bypass|ignore|disable|turn off|forget|no need for) <THE>(?:approval|confirmation|consent)s?",
        r"(?:approve|confirm|accept|apply|say yes)(?: to)?(?: it| this| that| them| the plan)? <YOURSELF>",
        r"(?:approve|confirm|accept|say yes to) (?:it|this|that|them|the plan|everything) (?:for me|automatically)",
        r"auto-?approve\w*|say yes for me|always (?:approve|say yes)",
        r"(?:don't|do not|dont|never|stop) ask(?:ing)? (?:me|again|for)",
    ),
    "fake": (
        r"<FAKE> .*<HITS>|<FAKE> <HITS>",
        r"(?:invent|fabricate|fake|inflate|forge|manufacture) .*<HITS>",
        r"click (?:on )?<THE>(?:own )?(?:competitor's )?(?:links?|ads?|offers?|landers?|competitors?)",
        r"(?:generate|create|produce|buy) (?:me )?(?:some |a few |more |\d+ )?(?:clicks|conversions|leads|sales)",
    ),
    "others": (
        r"<ELSE> (?:account|workspace|tracker|login)s?",
        r"(?:switch|log ?in|change|connect|sign in) (?:to|into|as) (?:a different|my other) (?:account|user)",
    ),
    "rules": (
        r"automatic(?:ally)?|auto-?(?:pause|stop|scale|optimi[sz]e|kill|cut|rules?)",
        r"<IF> .*<MEASURE>.{0,20}(?: <MOVES>| ?[<>=] ?\S+)",
        r"(?:notify|alert|warn|remind|e-?mail|ping|message|text|slack|page) me",
        (
            r"<IF> (?:it|they) (?:loses?|drops?|falls?|(?:goes?|gets?|turns?) (?:red|bad|negative|under|below)|"
            r"stops? converting|(?:isn't|is not|is no longer) profitable)"
        ),
        r"(?:e-?mail|send) .*(?:dai|hour|week|month)ly",
        r"<ACTS> .*<TIMES>",
        r"<TIMES> .*<ACTS>",
        r"schedul(?:e|ed|ing)|set (?:up )?a (?:rule|trigger|timer|alarm|reminder|cron)",
    ),
    "ai": (
        r"ai .*(?:rotat\w+|optimi[sz]\w*|split\w*|weights?|distribut\w+|offers|landers|decide)",
        r"(?:rotators?|optimi[sz]\w*|split|rotation|weights?|decide|add|use) .*ai|ai rotat\w+",
        r"machine learning|multi-?armed bandit|(?:self|auto)[- ]?optimi[sz]\w+|smart (?:rotation|rotator)",
        r"let (?:the )?(?:tracker|it|system|ai) (?:decide|choose|optimi[sz]e)",
    ),
    "people": (
        r"invite (?:a |the )?(?:new )?(?:users?|someone)|(?:invite|add|remove) .*team ?(?:mate|member)s?",
        r"billing|invoices?|subscription",
    ),
}
"""Which limit -> how it is spoken of, anywhere in a request."""

_BEGUN: dict[str, tuple[str, ...]] = {
    "bids": (
        r"<SETS> <THE>(?:max )?(?:bid|budget|daily (?:cap|budget)|bid price|spend limit|cap)s?",
        r"(?:bid|spend) (?:more|less|\$?\d+)",
    ),
    "network": (
        r"<PAUSE> <THE>(?:bad |worst |losing )*<PLACE>(?! (?:called|named))",
        rf"<PAUSE> .*<PLACE> .*(?:at|on|in) (?:the )?(?:network|source|{_BLANK})",
        r"(?:black|white)-?list",
        r"(?:upload|create|launch|write|design|generate|make) .*(?:creatives?|ad cop(?:y|ies)|ad ?sets?|banners?)",
    ),
    "pause": (
        (
            r"(?:(?:un)?pause|resume|disable|(?:turn|switch) (?:off|on)|deactivate|halt|freeze|stop) <THE>"
            rf"(?:(?:funnel|campaign|flow)s?.*|it|them|everything|{_BLANK}(?: (?:funnel|campaign|offer|lander))?)$"
        ),
    ),
}
"""The same, where a request begins so."""


def _pattern(words: str, *, begins: bool) -> re.Pattern[str]:
    while _PIECE.search(words):
        words = _PIECE.sub(lambda found: f"(?:{_PIECES[found[1]]})", words)
    words = words.replace(".*", ".{0,120}")
    before = "^" if begins else r"(?<![-\w])"
    return re.compile(rf"{before}(?:{words})(?!\w)", re.IGNORECASE)


_COMPILED = tuple(
    (limit, _pattern(words, begins=begins))
    for begins, spoken in ((False, _SPOKEN), (True, _BEGUN))
    for limit, ways in spoken.items()
    for words in ways
)
_POLITE = re.compile(
    r"^(?:(?:please|pls|can you|could you|would you|can i|can we|i want to|i want you to|i'd like to|i need to|let's|"
    r"now|ok|okay|and|also|then|hey|hi|just|is it possible to|how (?:do|can) i)\b[, ]*)+",
    re.IGNORECASE,
)


_ASKS = re.compile(r"(?:what|which|how|who|where|is|are|does|do|did|was|were)\b", re.IGNORECASE)


def limit_of(text: str, tokens: Sequence[Token]) -> str:
    """The limit that the request runs into; empty for all others."""
    said = _POLITE.sub("", _without_names(text, tokens)).strip(" .!?")
    asks = _ASKS.match(said) is not None
    return next(
        (limit for limit, pattern in _COMPILED if pattern.search(said) and not (asks and limit == "rules")), ""
    )


def _without_names(text: str, tokens: Sequence[Token]) -> str:
    for token in reversed(tokens):
        named = token.sign is Sign.QUOTED or (token.sign is Sign.ASSET and any(one.exact for one in token.candidates))
        if named or token.sign is Sign.URL:
            text = f"{text[: token.start]}{_BLANK}{text[token.end :]}"
    return text
