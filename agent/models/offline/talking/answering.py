"""What a person's next words mean to an open question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from funnels.account import Entry
from funnels.mentions import mentions
from funnels.names import folded

from ..drawing.settling import countries_in
from ..outcome import Json
from ..recognising.addresses import assumed
from ..recognising.corrections import misspelled
from ..state import Pending
from ..tokens import Candidate, Sign, Token
from .openers import opener_of

_LIGHT = (
    Sign.FILLER, Sign.STOP, Sign.COMMA, Sign.IT, Sign.LANDER, Sign.OFFER, Sign.PAGE, Sign.GROUP, Sign.FUNNEL,
    Sign.SOURCE,
    Sign.NETWORK, Sign.YES, Sign.USE, Sign.IN, Sign.TO, Sign.FOR, Sign.AT, Sign.COLON, Sign.BUILD, Sign.WITH,
    Sign.THERE, Sign.AS,
    Sign.CALLED, Sign.PAYS, Sign.ROUTE, Sign.SPLIT, Sign.SET, Sign.OF, Sign.SLASH, Sign.AND, Sign.FROM,
)  # fmt: skip
_CONTENT = (
    Sign.ASSET,
    Sign.QUOTED,
    Sign.WORD,
    Sign.URL,
    Sign.MONEY,
    Sign.PERCENT,
    Sign.RATIO,
    Sign.NUMBER,
    Sign.ORDINAL,
)

_ASSETS = {"page": "page", "traffic_source": "traffic_source"}
"""What a question takes -> the family of the asset that answers it."""

_LONGEST = 120
"""Characters of an answer that names a choice."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The request goes on with this text and these answers."""

    text: str
    answers: dict[str, Json] = field(default_factory=dict)


_BY = " by {}"
"""How the answer is joined that says what takes a page's place."""

_CHOOSING = frozenset(["number", "no", "option", "one", "take", "pick", "choose", "select", "prefer"])
_PART = re.compile(r"[^,;()\u2013]+")
_LED = re.compile(r"^(?:(?:with|by|for|to|use|take|put|the|in)\s+)+", re.IGNORECASE)
_REST = "; everyone else to {}"
_OF_THE_REST = re.compile(
    r"^(?:(?:for|and|so) )?(?:every(?:one|body|thing) (?:else|other)|any(?:one|body) else|(?:the )?rest of the world"
    r"|(?:all )?(?:of )?the (?:others?|rest)|all others?|others|they|them|these)"
    r"(?: (?:people|visitors|traffic|countries|ones))?"
    r"(?: (?:can|could|should|shall|must|may|will|just|have to|all|please))*"
    r"(?: (?:go(?:es)?|be sent|are sent|gets?|sees?|lands?|comes?|is sent|being sent|takes?|uses?))?"
    r"(?: (?:direct(?:ly)?|straight|right|simply|also|too))*(?: (?:to|on|onto|at|into|for)| ?->| ?:| ?=)?\s+",
    re.IGNORECASE,
)
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_SEVERAL = re.compile(
    r"(?:use |take |i want |i mean |please )*(?:the )?(?:first (?P<first>two|three|four|[234])(?: of (?:them|those))?"
    r"|(?P<all>both|all)(?: of (?:them|those))?|(?P<numbers>(?:number |nr\.? )?\d+(?:(?:,|,? and|,? &| \+) ?\d+)+))"
    r"(?: please| evenly)*[ .!]*",
    re.IGNORECASE,
)
_VERBS = (
    Sign.UNDO, Sign.HELP, Sign.LINKS, Sign.CLONE, Sign.RENAME, Sign.REPLACE, Sign.REMOVE, Sign.ADD, Sign.SHOW,
    Sign.WHICH, Sign.CHECK, Sign.GROUP, Sign.CHANGE, Sign.NO,
)  # fmt: skip
"""With one of these, words are a request of their own."""


def settle(pending: Pending, said: str, tokens: Sequence[Token]) -> Settled | None:
    """The request with the question answered; None where the words are no answer to it."""
    if several := _several(pending, said):
        return several
    value = _exactly_named(pending.takes, tokens) or _choice(pending, said, tokens)
    if value is None and pending.takes:
        value = _open(pending.takes, said, tokens)
    if value is None:
        return None
    if "say" in value:
        return Settled(str(value["say"]))
    if pending.joins and "join" in value:
        return Settled(_joined(pending, str(value["join"])), pending.answers)
    if pending.key.startswith("page|") and "join" in value:
        return None
    return Settled(pending.text, {**pending.answers, pending.key: value}) if pending.key else None


def _several(pending: Pending, said: str) -> Settled | None:
    """`both`, `the first two`, `1 and 2`: all of them stand where one name stood, and share its visitors."""
    found = _SEVERAL.fullmatch(said)
    if found is None or not pending.key.startswith("page|") or len(pending.choices) < 2:
        return None
    names = [str(value.get("name", "")) for _, value in pending.choices]
    if found["first"]:
        chosen = names[: _COUNTS[found["first"].lower()]]
    elif found["numbers"]:
        numbers = [int(one) for one in re.findall(r"\d+", found["numbers"])]
        chosen = [names[number - 1] for number in numbers if 0 < number <= len(names)]
    else:
        chosen = names if found["all"].lower() != "both" or len(names) == 2 else []
    word = pending.key.split("|")[1]
    place = pending.text.lower().find(word)
    if len(chosen) < 2 or place < 0 or len(set(names)) < len(names) or any('"' in name for name in names):
        return None
    quoted = " and ".join(f'"{name}"' for name in chosen)
    return Settled(f"{pending.text[:place]}{quoted}{pending.text[place + len(word) :]}", pending.answers)


def is_plain(pending: Pending, said: str) -> bool:
    """Whether the words are a choice itself or its number, so that no name need be looked up."""
    wanted = folded(said.strip(" .!?\"'"))
    return wanted in {folded(label) for label, _ in pending.choices} or (bool(pending.choices) and wanted.isdigit())


def _joined(pending: Pending, said: str) -> str:
    """The answer at its place in the request: in front where the question says so, else behind."""
    text = pending.text.rstrip(" .!?;,")
    if pending.joins == _BY:
        said = _LED.sub("", said)
    if pending.joins == _REST:
        said = _OF_THE_REST.sub("", said[opener_of(said).end :])
    added = pending.joins.replace("{}", said)
    return f"{added}{text}" if pending.joins.startswith("{}") else f"{text}{added}"


def _choice(pending: Pending, said: str, tokens: Sequence[Token]) -> Json | None:
    """A choice by its number, its place in the list, or its name."""
    labels = [label for label, _ in pending.choices]
    if not labels:
        return None
    wanted = folded(said.strip(" .!?\"'"))
    for label, value in pending.choices:
        if (
            folded(label) == wanted
            or (wanted and wanted == folded(str(value.get("name", ""))))
            or value.get("id") == said.strip()
        ):
            return value
    holding = [value for label, value in pending.choices if wanted.removeprefix("the ") in folded(label)]
    if len(holding) == 1 and len(wanted) >= 5:
        return holding[0]
    if left := _without(pending, said):
        return left
    number = _number(tokens)
    if number and -1 <= number <= len(labels):
        return pending.choices[number - 1 if number > 0 else -1][1]
    if (
        len(labels) == 1
        and tokens
        and all(token.sign in (Sign.YES, Sign.FILLER, Sign.IT, Sign.STOP) for token in tokens)
    ):
        return pending.choices[0][1]
    if found := _for_those(pending, said, tokens) or _in_parts(pending, said, tokens):
        return found
    return _by_words(pending, said, tokens) or _by_parts(pending, tokens) or _by_country(pending, tokens)


def _in_parts(pending: Pending, said: str, tokens: Sequence[Token]) -> Json | None:
    """`the first, the story one`: every part means the same choice."""
    parts = [found for found in _PART.finditer(said) if found[0].strip()]
    if len(parts) < 2:
        return None
    meant = [
        _choice(
            pending,
            f"{' ' * part.start()}{part[0]}",
            [token for token in tokens if part.start() <= token.start < part.end()],
        )
        for part in parts
    ]
    return meant[0] if meant[0] is not None and all(one == meant[0] for one in meant) else None


def _without(pending: Pending, said: str) -> Json | None:
    """`not the CA one`: the only choice that is left."""
    found = re.fullmatch(r"(?:but )?(?:not|anything but|no,? not) (?:the )?(.+?)(?: one)?[ .!]*", said, re.IGNORECASE)
    words = set(folded(found[1]).split()) if found else set()
    left = [value for label, value in pending.choices if not words <= set(folded(label).split())]
    return left[0] if words and len(left) == 1 and len(pending.choices) == 2 else None


def _number(tokens: Sequence[Token]) -> int:
    """`2`, `the second one`, `number two`, `the last`; nothing else may be said."""
    counted = [token for token in tokens if token.sign in (Sign.ORDINAL, Sign.NUMBER)]
    counted = [token for token in counted if token.sign is Sign.ORDINAL] or counted
    others = [
        token
        for token in tokens
        if token.sign not in (Sign.ORDINAL, Sign.NUMBER)
        and token.sign not in _LIGHT
        and token.text.lower() not in _CHOOSING
    ]
    plural = len([token for token in tokens if token.sign in (Sign.ORDINAL, Sign.NUMBER)]) > 1
    return int(counted[0].amounts[0]) if len(counted) == 1 and not others and not plural else 0


def _for_those(pending: Pending, said: str, tokens: Sequence[Token]) -> Json | None:
    """`for Canada take FlirtZone US`: the only choice that is named, and beside it only who was spoken of."""
    spans = [(said.lower().find(label.lower()), label, value) for label, value in pending.choices]
    named = [(start, start + len(label), value) for start, label, value in spans if start >= 0]
    if len(named) != 1:
        return None
    start, end, value = named[0]
    beside = [token for token in tokens if token.end <= start or token.start >= end]
    known = {code for token in beside if token.sign is Sign.PLACE for code in token.values}
    told = all(
        token.sign in _LIGHT or token.sign is Sign.PLACE or token.text.lower() in _CHOOSING for token in beside
    )
    return value if told and known and known <= countries_in(pending.text) else None


def _by_words(pending: Pending, said: str, tokens: Sequence[Token]) -> Json | None:
    """The one choice that the words mean, all of them."""
    entries = [Entry("choice", str(number), label) for number, (label, _) in enumerate(pending.choices)]
    found = mentions(said, entries) if len(said) <= _LONGEST else []
    meant = {
        one.entry.id
        for mention in found
        for one in mention.candidates
        if one.exact or not mention.candidates[0].exact
    }
    within = {place for mention in found for place in range(mention.start, mention.end)}
    covered = all(
        place in within
        for token in tokens
        if token.sign not in _LIGHT
        for place in range(token.start, token.end)
        if said[place].isalnum()
    )
    return pending.choices[int(meant.pop())][1] if len(meant) == 1 and covered else None


def _by_parts(pending: Pending, tokens: Sequence[Token]) -> Json | None:
    """`the US one`: the only choice that holds these words, however short they are."""
    said = [token for token in tokens if token.sign not in _LIGHT and token.text.lower() not in _CHOOSING]
    words = {word for token in said for word in folded(token.text).split()}
    fitting = [value for label, value in pending.choices if words <= set(folded(label).split())]
    return fitting[0] if words and len(fitting) == 1 else None


def _open(takes: str, said: str, tokens: Sequence[Token]) -> Json | None:
    content = [token for token in tokens if token.sign in _CONTENT]
    match takes:
        case "page" | "traffic_source":
            return _asset(takes, content)
        case "url":
            urls = [token for token in tokens if token.sign is Sign.URL]
            return {"url": urls[0].text, "said": list(assumed(urls))} if len(urls) == 1 else None
        case "amount":
            return _amount(tokens, content)
        case "shares":
            return _shares(tokens, content)
        case "countries":
            codes = [code for token in tokens if token.sign is Sign.PLACE for code in token.values]
            return {"codes": list(dict.fromkeys(codes))} if codes and not content else None
        case "new group":
            name = said.strip(" .!?\"'")
            return (
                {"name": name.removeprefix("new group ").strip("\"' "), "new": True}
                if _is_new_group(tokens, name)
                else None
            )
        case _ if _is_request(tokens):
            return None
        case _:
            return (
                {"join": said.strip(" .!?"), "name": said.strip(" .!?\"'")} if content and len(said) <= 400 else None
            )


def _by_country(pending: Pending, tokens: Sequence[Token]) -> Json | None:
    """`the German one`: the only choice whose name carries that country, and nothing else may be said."""
    said = [token for token in tokens if token.sign not in _LIGHT and token.text.lower() not in _CHOOSING]
    codes = {code for token in said for code in token.values}
    if not codes or any(token.sign is not Sign.PLACE for token in said):
        return None
    fitting = [value for label, value in pending.choices if countries_in(label) & codes]
    return fitting[0] if len(fitting) == 1 else None


def _asset(family: str, content: Sequence[Token]) -> Json | None:
    """The one asset that is named, and nothing else."""
    named = [one for token in content for one in token.of(family) if one.exact or _is_only(one, token, family)]
    one = named[0] if len(named) == len(content) == 1 else None
    return {"id": one.id, "name": one.name, "page_type": one.page_type} if one else None


def _is_only(one: Candidate, token: Token, family: str) -> bool:
    """A part of one name; with a typing error in it, it is asked again."""
    return len(token.of(family)) == 1 and not misspelled(token.text, one.name)


def _exactly_named(takes: str, tokens: Sequence[Token]) -> Json | None:
    """The asset with exactly this name, whether it is among the choices or not; a twin is for the choices to tell."""
    content = [token for token in tokens if token.sign in _CONTENT]
    if takes not in _ASSETS or any(token.sign not in (*_CONTENT, *_LIGHT) for token in tokens):
        return None
    named = [one for token in content for one in token.of(_ASSETS[takes]) if one.exact]
    if len(content) != 1 or len(named) != 1:
        return None
    return {"id": named[0].id, "name": named[0].name, "page_type": named[0].page_type}


def _is_request(tokens: Sequence[Token]) -> bool:
    """Whether the person asks for something else rather than answering."""
    if len(tokens) == 1 and tokens[0].sign is Sign.QUOTED:
        return False
    return any(token.sign in _VERBS or (token.of("traffic_source") and not token.of("page")) for token in tokens)


def _is_new_group(tokens: Sequence[Token], name: str) -> bool:
    return (
        bool(name)
        and len(name) <= 80
        and tokens[0].sign is Sign.NEW
        and not any(token.sign is Sign.URL for token in tokens)
    )


def _amount(tokens: Sequence[Token], content: Sequence[Token]) -> Json | None:
    if any(token.sign is Sign.UNPAID for token in tokens):
        return {"amount": None}
    amounts = [token.amounts[0] for token in content if token.sign in (Sign.MONEY, Sign.NUMBER)]
    return {"amount": str(amounts[0])} if len(amounts) == len(content) == 1 else None


def _shares(tokens: Sequence[Token], content: Sequence[Token]) -> Json | None:
    if any(token.sign is Sign.EVENLY for token in tokens):
        return {"amounts": []}
    amounts = [
        amount
        for token in content
        for amount in token.amounts
        if token.sign in (Sign.PERCENT, Sign.RATIO, Sign.NUMBER)
    ]
    return {"amounts": [str(amount) for amount in amounts]} if amounts else None
