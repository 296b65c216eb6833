"""Sentences and clauses that only tell a story, or why something is wanted.

A story is told by somebody who said, had, was or feels something. It holds nothing that could be part of what is
asked for: no command, no share, no amount, no address, nothing that should be. A name with a negation, a country that
is not spoken of again and a page that a later `it` may mean stay as well. A story that names something is told to be
passed over.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from ..recognising import countries
from ..recognising.devices import DEVICES
from ..rewriting import Edit, Plain, is_surely_named
from .sentences import STANDS, Piece, clauses, sentences

_JOINING = (
    r"and|but|so|well|also|ok|okay|now|anyway|then|because|cause|cuz|coz|since|as|though|although|yes|no|oh|honestly|"
    r"actually|basically|apparently|obviously|unfortunately|luckily|you know|i mean|like|plus|which|who|sorry|hang on"
)
_THINGS = r"traffic|visitors|funnels?|landers?|offers?|pages?|links?|campaigns?|shares?|payouts?|groups?|routes?"
_WHO = (
    r"i|we|he|she|they|it|this|that|there|which|who|someone|somebody|nobody|everybody|everyone|people|"
    rf"(?:my|our|his|her|their) (?!(?:{_THINGS})\b)[\w' -]{{1,40}}?|"
    r"(?:this|that|the|a|some) (?:guy|client|boss|partner|colleague|rep|network|team|manager|affiliate manager|"
    r"account manager|meeting|call|weekend|morning|week|month|numbers?|number it|compliance people|lawyers?)|"
    r"(?:the|this|that|our) (?:split[ -]?|a/b )?tests?(?: (?:in|of|on) (?-i:[A-Z][\w.]*))?|"
    r"yesterday|today|last (?:week|night|month)|(?-i:[A-Z][\w.]*(?: [A-Z][\w.]*)*)(?:'s [\w -]{1,30}?)?"
)
_HOW = (
    r"just|really|finally|also|already|still|always|never|kind of|sort of|probably|honestly|actually|obviously|"
    r"clearly|recently|apparently|totally|even|all"
)
_DID = (
    r"was|were|wasn't|weren't|had|got|said|told|promised|asked|heard|talked|spoke|met|bought|saw|read|thought"
    r"|felt|came|"
    r"went|took|made|gave|found|remembered|noticed|realized|realised|learned|learnt|worked|wrote|called|mentioned|"
    r"raised|rejected|declined|banned|mailed|emailed|phoned|rang|nagged|bugged|whined|moaned|pinged|texted|messaged|"
    r"warned|begged|urged|announced|confirmed|informed|reported|closed|capped|beat|won|screamed|shouted|"
    r"explained|complained|suggested|hoped|lost|looked|woke|slept|used to|swore|claimed|happened|tried|kept|ran|"
    r"'ve been|have been|has been|haven't|hasn't|'ve had|have had|'ve got a|have got a|'s been|didn't|couldn't"
)
_FEELS = (
    r"sorry|late|tired|happy|sure|afraid|worried|sick|busy|on holiday|on vacation|back|wide open|crazy|driving me|"
    r"such a|so|going to (?:grill|kill|ask|call|be)|not sure|pretty|super|converting|crushing|killing|talking|"
    r"thinking|working|running it|about time|nervous|mad|angry|brave|not brave|fed up|new here|curious|one of"
)
_PRESSES = (
    r"nagging|bugging|complaining|calling|mailing|writing|asking|pushing|begging|whining|moaning|stressing|pestering|"
    r"bothering|annoying|waiting|freaking|panicking|chasing|breathing|threatening|shouting|yelling|screaming|ranting"
)
_DOES = (
    r"says?|thinks?|swears?|claims?|keeps? (?:telling|saying|asking|nagging|bugging|seeing|hearing)|tells? me|feels?|"
    r"knows?|guess|hopes?|believes?|loves?|hates?|reckons?|suspects?|complains?|earns?|"
    rf"(?:am|'m|is|are|'s|'re) (?:{_FEELS})|"
    rf"(?:am|'m|is|are|'s|'re|was|were|keeps?|kept|has been|have been) (?:(?:always|again|just|still"
    rf"|constantly) )*(?:{_PRESSES})|"
    r"(?:is|are|was|were) (?:all |completely |totally |now )?(?:sold out|out of stock|gone|closed|capped"
    r"|maxed out|down|dead|"
    r"full|done|over|finished|through)|(?:is|are|'s|'re) doing (?:great|well|fine|ok|okay|badly|terribly|good)|"
    r"(?:runs|works|performs|converts|sells) (?:great|well|fine|nicely|like crazy|badly|poorly)|nags?|bugs"
    r"|complains?|rejects|(?:only )?accepts?(?: only)?|only takes?|takes? only|"
    r"(?:no longer|doesn't|does not|won't) (?:accepts?|takes?|allows?|pays?)|pays? (?:so |too |very |really )?"
    r"(?:late|badly|slowly|poorly|little|peanuts)|beats|wins|promise[sd]?|(?:target|handle|do|filter|set"
    r"|control)s? (?:the )?"
    r"(?:countr(?:y|ies)|geos?|targeting|regions?)(?: targeting)? (?:in|on|at|with|inside)|(?:have|'ve"
    r"|has) (?:this|that|no idea|no clue|had|never|heard|seen|read|"
    r"talked|just|all)|can't (?:stand|believe|wait|sleep)|don't (?:know|care|get it|understand|think|like|trust|mind)"
    r"|doesn't (?:know|care|like|trust|do anything)|will find out|'ll find out|'ll see"
)
_TELLS = re.compile(
    rf"^[\s(]*(?:(?:{_JOINING})[\s,]+)*(?:(?:{_WHO})(?:\s+(?:{_HOW}))*(?:\s+|(?='))(?:{_DID}|{_DOES})|"
    r"(?:bought|took|gave|told|promised|cost) (?:me|us)|"
    r"(?:just )?moved (?:the|my|our) (?:(?! to | into )[\w ]){1,40})(?!\w)",
    re.IGNORECASE,
)
_WHY = re.compile(
    r"^\s*(?:because|cause|cuz|coz|since (?:i|we|they|he|she|it|there|the)\b|"
    rf"(?:since|as|given that|seeing that|seeing as|considering(?: that)?) (?:(?:my|our|their|his|her|the) )?"
    rf"(?:[\w']+ ){{1,4}}?{STANDS}\b|"
    r"(?:so|so that) (?:i|we|he|they) (?:can|could|know|don't)\b|otherwise (?:i|we)\b)",
    re.IGNORECASE,
)
_EXCLAIMED = re.compile(
    r"^\s*(?:shall we|you know(?: how (?:he|she|it|they) (?:is|are))?|nice guy|long story|as always|whatever|right|"
    r"ok(?:ay)?|no idea why|don't ask|of course|i know|what a (?:day|week|mess)|fingers crossed|oh (?:boy|man|dear)"
    r"|oh no|haha+|lol|strange one|not great|my bad|what can i say|(?:big|good|bad) news|exciting times|wow|ugh|phew|"
    r"coffee's in|nothing fancy|hang on|hold on|(?:something|stuff) about [\w' -]{1,60}|"
    r"(?:they|he|she|you) (?:do|does) have a point|(?:they|he|she) ha(?:ve|s) a point)[\s.,!?;]*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:yesterday|today|tomorrow|week|month|days?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|since|last|this)\b",
    re.IGNORECASE,
)
_HARD = re.compile(r"\d[.,]\d\d\b|[%$\u20ac\u00a3\"{}]|https?://|\d+\s*[/:]\s*\d+|->|\w\.\w{2,}/")
_WISHES = re.compile(
    r"\b(?:should|shall|must|needs?|ha(?:s|ve) to|ought|supposed|wants?|wanted|would like|'d like|would love|wish|"
    r"please|(?:can|could|would|will) you|let's|lets|let us|instead|only|except|excluding|unless|until|if|when|"
    r"whenever|once|goes? to|gets? (?:\d|the)|replace|swap|remove|rename|archive|delete|undo|clone|duplicate|build|"
    r"create|add|set|change|switch|split|stays?|keep|leave|is now|are now|pays?(?! for it)|costs?|paid|spent|"
    r"moved to|named|called|everyone else|the rest|half|evenly|equally|new)\b|\?\s*$",
    re.IGNORECASE,
)
_ORDERED = re.compile(
    r"\b(?:should|shall|must|needs? to|ought|supposed|please|(?:can|could|would|will) you|let's|lets|let us"
    r"|instead|except|"
    r"excluding|unless|until|if|when|whenever|replace|swap|remove|rename|archive|delete|undo|clone|duplicate"
    r"|build|create|"
    r"add|set|change|switch|split|keep|leave|send|put|use|move|drop|make it|give|everyone else|the rest|half|evenly|"
    r"equally|named)\b|\?\s*$",
    re.IGNORECASE,
)
"""What even a reason may not hold."""

_PROMISED = re.compile(r"\b(?:promised|promise|owe|owed)\b.{0,60}?\b(?:new|fresh|another)\b", re.IGNORECASE)
_ASKS = re.compile(
    rf"^\s*(?:(?:{_JOINING})[\s,]+)*(?:(?:show|how|what|why|where|when|did|does|do|is|are|was|were|has"
    rf"|have)(?:'s)?\b|"
    r"(?:which|who)\b(?! (?:was|is) ))",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|no|never|without|nobody|none|nor|neither|\w+n't)\b", re.IGNORECASE)
_POINTS = re.compile(r"\b(?:it|them|that one|this one|those|these)\b", re.IGNORECASE)
_CALLS = re.compile(r"\b(?:on|over|by) the phone|by phone|phone calls?\b", re.IGNORECASE)
_JOINED = re.compile(r"\W*(?:so|and|but|then)\b[\s,]*", re.IGNORECASE)
_SO_BEHIND = re.compile(r"(?<=:)\s+so\b(?=\s)", re.IGNORECASE)
_MAKES = re.compile(r"\b(?:new|build|create|make|set up|launch|clone|copy|duplicate|another|second)\b", re.IGNORECASE)
_SO = re.compile(r"^\s*(?:so|therefore|hence|that's why|and now|anyway)\b", re.IGNORECASE)
_CONDITION_OPENS = re.compile(r"\b(?:as|so) (?:long|soon|far)\s*$", re.IGNORECASE)
"""`as long as A earns more` is no reason."""

_POINTED_AT = ("page", "funnel")


def without_story(plain: Plain) -> Plain:
    """What is left says all that is asked for; where nothing would be left, all of it stays."""
    told = [piece for sentence in sentences(plain) for piece in _told(plain, sentence)]
    told = [piece for piece in told if not _is_needed(plain, piece, told)]
    left = plain.edited([edit for one in told for edit in _dropped(plain, one, told)])
    lost = len(list(filter(is_surely_named, plain.mentions)))
    if len(re.findall(r"\w+", left.text)) < 2 or (lost and not left.mentions):
        return plain
    joined = _JOINED.match(left.text) if told and told[0].start == 0 else told and _SO_BEHIND.search(left.text)
    return left.edited([Edit(*joined.span(), "")]) if joined else left


def _dropped(plain: Plain, piece: Piece, told: Sequence[Piece]) -> list[Edit]:
    """All of it; the name of the only funnel that is spoken of stays where the rest may be about that funnel."""
    funnels = [one for one in plain.mentions if _is_exact_funnel(one)]
    inside = [one for one in funnels if _is_within(one, piece)]
    others = [one for one in funnels if not any(_is_within(one, other) for other in told)]
    if not inside or others or _MAKES.search(_left(plain, told, 0, len(plain.text))):
        return [Edit(piece.start, piece.end, " ", _note(plain, piece))]
    start, end = int(inside[0]["start"]), int(inside[0]["end"])
    return [Edit(piece.start, start, " in ", _note(plain, piece)), Edit(end, piece.end, ", ")]


def _is_exact_funnel(mention: Mapping[str, Any]) -> bool:
    return any(one["family"] == "funnel" and one.get("exact") for one in mention["candidates"])


def _told(plain: Plain, sentence: Piece) -> list[Piece]:
    parts = clauses(plain, sentence)
    stories = [is_story(plain, part) for part in parts]
    if all(stories):
        return [sentence]
    if stories[0] and (end := _turn(parts, stories)):
        stories[:end] = [True] * end
    return [part for part, story in zip(parts, stories, strict=True) if story]


def _turn(parts: Sequence[Piece], stories: Sequence[bool]) -> int:
    """Where a story that began with the sentence comes to its point: `…, so …`."""
    for number, part in enumerate(parts):
        if number and _SO.match(part.text):
            return number
        if _HARD.search(part.text) or (not stories[number] and _TIMES.search(part.text)):
            return 0
    return 0


def is_story(plain: Plain, part: Piece) -> bool:
    if part.text.count("(") != part.text.count(")"):
        return False  # half of it stands inside brackets, half of it outside
    if _CONDITION_OPENS.search(plain.text[: part.start]):
        return False
    if _EXCLAIMED.match(part.text):
        return True
    names = _names(plain, part)
    said = part.text
    for name in names:
        said = said.replace(name, "Name")
    why = _WHY.match(said)
    begun = why or (None if _ASKS.match(said) else _TELLS.match(said))
    wishes = _ORDERED if why or _PROMISED.search(said) else _WISHES
    if begun is None or _HARD.search(said) or wishes.search(said, begun.end()):
        return False
    return why is not None or not names or not (_NEGATED.search(said) or re.search(r"\d", said))


def _is_needed(plain: Plain, piece: Piece, told: Sequence[Piece]) -> bool:
    """Whether what is left leans on it: a page that `it` may mean, a country that is spoken of nowhere else."""
    if not _meant(piece.text) <= _meant(_left(plain, told, 0, len(plain.text))):
        return True
    if not any(_is_within(one, piece) and _is_pointed_at(one) for one in plain.mentions):
        return False
    dropped = [one for other in told for one in plain.mentions if _is_within(one, other)]
    later = [
        one for one in plain.mentions if one["start"] >= piece.end and _is_pointed_at(one) and one not in dropped
    ]
    end = min((int(one["start"]) for one in later), default=len(plain.text))
    return _POINTS.search(_left(plain, told, piece.end, end)) is not None


def _left(plain: Plain, told: Sequence[Piece], start: int, end: int) -> str:
    gone = {place for piece in told for place in range(piece.start, piece.end)}
    return "".join(" " if place in gone else plain.text[place] for place in range(start, end))


def _meant(text: str) -> set[str]:
    """The countries and devices that are spoken of."""
    words = re.findall(r"[^\W\d_][\w'-]*", _CALLS.sub("", text))
    found: set[str] = set()
    for count in (1, 2, 3):
        for place in range(len(words) - count + 1):
            run = words[place : place + count]
            low = tuple(word.lower() for word in run)
            if low != ("us",):
                found.update(countries.by_name().get(low, ()), DEVICES.get(" ".join(low), ("", ()))[1])
            if count == 1 and run[0].isupper() and len(run[0]) == 2:
                found.add(countries.by_code(run[0]))
    return found - {""}


def _is_within(mention: Mapping[str, Any], piece: Piece) -> bool:
    return piece.start <= int(mention["start"]) < piece.end


def _is_pointed_at(mention: Mapping[str, Any]) -> bool:
    return is_surely_named(mention) and any(one["family"] in _POINTED_AT for one in mention["candidates"])


def _names(plain: Plain, part: Piece) -> list[str]:
    return [str(one["text"]) for one in plain.mentions if _is_within(one, part) and is_surely_named(one)]


def _note(plain: Plain, part: Piece) -> str:
    return f"I pass over {part.text.strip(' ,.;:')!r}." if _names(plain, part) else ""
