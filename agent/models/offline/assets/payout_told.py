"""What offers pay now, told in any words: `X got a payout bump`, `X pays 26 now, update it`, `bump X to 6.25 payout`.

They are told where a payout is spoken of, each offer stands beside at most one amount, and no other word could be a
condition, a time that is not now, or a part of a funnel.
"""

import re
from collections.abc import Sequence

from ..recognising.ordinary import is_ordinary
from ..tokens import Sign, Token
from .jobs import Job
from .kinds import Kind

_SPEAKS = re.compile(r"\b(?:payouts?|pays?|paying|commissions?|cpa)\b", re.IGNORECASE)
_SUGGESTS = re.compile(
    r"\b(?:rates?|(?:gives?|offers|grants?) (?:us|me)|(?:get|earn|receive"
    r"|make)s? \W?\d[\d.,]*\W? (?:\w+ )?(?:per|for each)"
    r"|raised|bump(?:ed)?|rais(?:e|ed))\b",
    re.IGNORECASE,
)
"""With an order to write it down, these speak of a payout as well."""
_ELSE = re.compile(
    r"\b(?:if|unless|when|whenever|once|until|till|while|only|except|not(?! (?:whatever|before|the old))|never|"
    r"without|remove|drop it|drop them|kill|\w+n't|maybe|would|could|might)\b",
    re.IGNORECASE,
)
"""With one of these, more is asked for, or less."""
_ORDERS = re.compile(
    r"\b(?:fix|update|change|correct|adjust|set|bump|raise|lower|put|enter|note|save|record|reflect)\b", re.IGNORECASE
)
_DO = r"(?:fix|update|change|correct|adjust|set|put|enter|reflect|edit|note|save|record|type|get)"
_HERE = r"(?:in|on) (?:the|our|my) (?:tracker|account|system)"
_UNSURE = re.compile(
    r"\d\S* (?:(?:dollars?|bucks|usd|eur|euros?|%|percent) )?(?:more|less|higher|lower|extra|on top|better|or"
    r"|and a half)\b"
    r"|\b(?:up to|at least|at most|almost|nearly|about|around|roughly|between|approximately|more than|less than"
    r"|another"
    r"|by|up|plus|minus|extra) \W?\d",
    re.IGNORECASE,
)
"""An amount that is not what the offer pays, but more, less or about that."""
_ASKS_NICELY = re.compile(r"(?:^|[.!?,;]\s+)(?:could|would)(?= (?:you|the|someone|we|please)\b)", re.IGNORECASE)
_NOW = re.compile(
    r"\b(?:from now on|as of (?:now|today)|starting (?:now|today)|from today(?: on)?|effective immediately|now|today|"
    r"(?:instead of|not|rather than) (?:whatever (?:it was|we had)(?: before)?|before|the old (?:one|payout))|"
    r"per (?:lead|sale|conversion|action|deposit|signup|sign-up|order)|flat|each|a pop|"
    rf"{_DO} (?:it|that|this|them|those|the payouts?|what (?:it|they|he) pays?)(?: in| down| right| straight)?"
    rf"(?: {_HERE})?(?: accordingly)?|{_HERE}|(?:will|can|could|would) you|be set right|"
    r"(?:since|as of|starting) (?:last |this )?(?:yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|week|month)|"
    r"so (?:that )?the numbers are (?:right|correct)|new (?=payout|rate|deal|commission|cpa))\b",
    re.IGNORECASE,
)
_WORDS = """
a an the of for to is are was at in on has have had got gets get getting now its it's it that this our my us we me be
been old want wants need needs raise raised rise increase increased decrease decreased bump bumped bumps cut cuts
lower lowered higher up down went gone go goes set change changed update updated adjust adjusted fix put make made
should must will pays paying pay payout payouts commission cpa offer offers please so and with as from out better deal
more gives give given new rates rate moved moves jumped dropped drop fell rose they i hey just says said both all 's s
"""
_LIGHT = frozenset(_WORDS.split())
_ALLOWED = (
    Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.COLON, Sign.IT, Sign.SET, Sign.CHANGE, Sign.PAYS, Sign.OFFER, Sign.OF,
    Sign.FOR, Sign.AS, Sign.AT, Sign.TO, Sign.AND, Sign.IN, Sign.WITH, Sign.FROM, Sign.YES,
)  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?\n]+(?=\s|$)|$|[.!?](?=\S))", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:\w+day|tomorrow|next|weeks?|months?|from|start(?:s|ing)?|later|soon|january|february|march|april|may|june|"
    r"july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_AMOUNTS = (Sign.MONEY, Sign.NUMBER)


def payouts_told(text: str, tokens: Sequence[Token]) -> list[Job]:
    """One for each offer; without an amount where none was said. None where anything else may be meant."""
    if not _is_spoken_of(text) or _UNSURE.search(text) or _ELSE.search(_ASKS_NICELY.sub(" ", text)):
        return []
    now = [found.span() for found in _NOW.finditer(text)]
    said = [token for token in tokens if not any(start <= token.start < end for start, end in now)]
    offers = _offers(said)
    paid = [
        token for token in said if token.sign in (*_AMOUNTS, Sign.ASSET) and (token in offers or not token.candidates)
    ]
    aside = _asides(_NOW.sub(lambda found: " " * len(found[0]), text), paid)
    others = [token for token in said if token not in paid and not _is_aside(token, aside)]
    if not offers or not all(_is_light(token) for token in others):
        return []
    values = _values(offers, paid, said)
    return [
        Job("payout", offer.text, offer.start, offer.end, len(text), Kind("page", "offer"), value)
        for offer, value in zip(offers, values, strict=False)
    ]


def _is_spoken_of(text: str) -> bool:
    orders = _ORDERS.search(text) is not None
    return (bool(_SPEAKS.search(text)) and (orders or "?" not in text)) or (orders and bool(_SUGGESTS.search(text)))


def _offers(said: Sequence[Token]) -> list[Token]:
    """Beside a whole name, a plain word that is like a part of another is just a word."""
    named = [token for token in said if token.sign is Sign.ASSET and _may_pay(token)]
    whole = [token for token in named if any(one.exact for one in token.of("page"))]
    return [token for token in named if token in whole or not is_ordinary(token.text)] if whole else named


def _asides(text: str, paid: Sequence[Token]) -> list[tuple[int, int]]:
    """Sentences that name neither an offer nor an amount, nor a time."""
    spans = [found.span() for found in _SENTENCE.finditer(text)]
    empty = [one for one in spans if not any(one[0] <= token.start < one[1] for token in paid)]
    return [(start, end) for start, end in empty if not _TIMES.search(text[start:end])]


def _is_aside(token: Token, asides: Sequence[tuple[int, int]]) -> bool:
    talk = token.sign in (*_ALLOWED, Sign.WORD, Sign.WHICH)
    return talk and any(start <= token.start < end for start, end in asides)


def _may_pay(token: Token) -> bool:
    return any(one.page_type != "lander" for one in token.of("page"))


def _values(offers: Sequence[Token], paid: Sequence[Token], said: Sequence[Token]) -> list[str]:
    """The amount of each offer, in turn; nothing where they do not go together."""
    amounts = [token for token in paid if token.sign in _AMOUNTS]
    if len(amounts) == 2 and len(offers) == 1 and _goes_from(amounts, said):
        amounts = amounts[1:]
    if len(amounts) <= 1 and (len(offers) == 1 or (amounts and any(token.sign is Sign.BOTH for token in said))):
        return [amounts[0].text if amounts else ""] * len(offers)
    in_turn = [token in offers for token in paid]
    alternate = in_turn in ([True, False] * len(offers), [False, True] * len(offers))
    return [token.text for token in amounts] if alternate else []


def _goes_from(amounts: Sequence[Token], said: Sequence[Token]) -> bool:
    """`from 24 to 26`."""
    before = [said[said.index(amount) - 1].sign for amount in amounts if said.index(amount)]
    return before == [Sign.FROM, Sign.TO]


def _is_light(token: Token) -> bool:
    if token.sign is Sign.ASSET and not is_ordinary(token.text):
        return bool(token.of("offer_source")) and not token.of("page", "funnel")
    plain = token.sign in (Sign.WORD, Sign.FILLER) and is_ordinary(token.text)
    return (
        plain
        or token.sign in (*_ALLOWED, Sign.BOTH)
        or all(word in _LIGHT for word in re.findall(r"[\w']+", token.text.lower()))
    )
