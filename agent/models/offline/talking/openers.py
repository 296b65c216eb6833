"""How people begin to answer: hesitations, apologies and short judgements in front of what they want.

`Hm, nah, my bad. The wrong network, sorry: …`: a stretch up to a mark that holds nothing but such words wants
nothing. What it does tell is how the person takes what was said or planned before.
"""

import re
from dataclasses import dataclass

_HESITATES = """
hm hmm hmmm mm mmm um umm uh uhm uhh er erm eh ehm ah ahh aha oh ohh ooh oof ouch ugh argh gah yikes whoa wow phew
ok okay okey okeydokey k kk alright right well so now then anyway anyways hey yo man dude mate bro lol haha hahaha
nice great cool perfect super lovely excellent brilliant good fine sweet awesome wonderful amazing better
thanks thank thx ty cheers sure yes yeah yep yup yea ya jo please pls honestly listen look
"""
_DENIES = frozenset(["no", "nope", "nah", "naw", "noo", "nooo"])
_ERRS = """
wrong mistake mistaken error typo fault mixed confused incorrect misread misspoke mistyped misclicked correction
forgot forget forgotten missed overlooked
"""
_REGRETS = """
wait stop hold hang sorry sry oops ops whoops woops pardon apologies damn dammit crap shit shoot darn actually bad
silly stupid dumb hasty thoughts changed
"""
_AROUND = """
i we you it its it's that thats that's this i'm im i've a an the was is were are be been did do done have has had got
get my our me us to of for in at and or but with as all one on just think thinking thought guess mean sec second
moment minute mind final answer much very really quite bit little up there again go take took taken pick picked
choose chose chosen type typed write wrote say said give gave put use used name named tell told day long brain head
fingers
"""
_KINDS = """
lander landers offer offers page pages source sources network networks group groups name names traffic funnel share
shares button buttons country countries number numbers order
"""
"""Of what was wrong; without a word of error they are the matter itself."""

_ERRORS = frozenset(_ERRS.split())
_CORRECTS = _DENIES | _ERRORS | frozenset(_REGRETS.split())
_MOODS = _CORRECTS | frozenset(_HESITATES.split())
_LIGHT = _MOODS | frozenset(_AROUND.split())
_BLAMED = _LIGHT | frozenset(_KINDS.split())
_NOT = re.compile(
    r"(?:(?:that's|that is|thats|it's|it is) )?not (?:that|this|it|like (?:that|this)|so|quite(?: right)?|right|good"
    r"|(?:that|this) (?:one|way)|(?:really )?what i (?:meant|wanted|said|asked for|had in mind))|too "
    r"(?:much|little|many|few|high|low)|close|nearly|almost|on second thoughts?|(?:i )?changed my mind"
    r"|(?:hi|hello|hey)?(?: ?(?:me|it's me))?(?: ?(?:again|once more))"
    r"|(?:just )?(?:(?:one|a|another|the|my) )?(?:more |last )?(?:small|little|quick|tiny|minor|last|final|short)"
    r" (?:change|tweak|thing|correction|edit|request|update|fix|adjustment|addition|one)",
    re.IGNORECASE,
)
_FORGETS = re.compile(
    r"(?:(?:please|just|let's|lets|oh|ok|okay|well|no|wait|stop) )*"
    r"(?:forget|scratch|scrap|drop|skip|never ?mind|cancel|leave)(?: about)?(?: (?:it|that|this|all that))?"
    r"(?: (?:one|idea|change|plan))?(?: (?:then|please|again))*",
    re.IGNORECASE,
)
_MARK = re.compile(r"[,;:.!?\n\u2026]+|\s[-\u2013\u2014]+(?=\s)|\s*[\u2013\u2014]")
_GAP = re.compile(r"[\s,;:.!?\u2026\u2013\u2014-]*")
_WORD = re.compile(r"[^\W\d_][\w'\u2019]*")
_ALONE = re.compile(
    r"(?:hm+|u+h+m*|um+|er+m*|o+h+|a+h+|oof|ugh|argh|nah|nope|oops|whoops|sorry|wait|ok(?:ay)?|k|yeah|yep|well)"
    r"(?=\s+\S)(?! (?:for|to|with|in|on|of|and|is|are|until|till|a|an|the)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Opener:
    end: int = 0
    """Where what is wanted begins."""

    corrects: bool = False
    """Something was not as it should be."""

    denies: bool = False
    forgets: bool = False
    """What was planned is let go."""


def opener_of(said: str) -> Opener:
    """The front of what was said; it ends at 0 where there is none, and never takes all of it."""
    place = corrects = denies = forgets = 0
    while True:
        start = _gap(said, place)
        if found := _stretch(said, start):
            text = said[start:found]
            words = set(_words(text))
            corrects |= bool(words & _CORRECTS or _NOT.fullmatch(text) or _FORGETS.fullmatch(text))
            denies |= bool(words & _DENIES or text.lower().startswith(("not", "wrong")))
            forgets |= bool(_FORGETS.fullmatch(text))
            place = found
        elif alone := _ALONE.match(said, start):
            corrects |= alone[0].lower() in _CORRECTS
            denies |= alone[0].lower() in _DENIES
            place = alone.end()
        else:
            return Opener(start, bool(corrects), bool(denies), bool(forgets)) if place else Opener()


def _gap(said: str, place: int) -> int:
    found = _GAP.match(said, place)
    return found.end() if found and place else place


def _stretch(said: str, start: int) -> int:
    """The end of a stretch that wants nothing; 0 where it wants something, or nothing stands behind it."""
    mark = _MARK.search(said, start)
    if mark is None or not re.search(r"\w", said[mark.end() :]):
        return 0
    text = said[start : mark.start()].strip()
    return (
        mark.start()
        if _NOT.fullmatch(text) or _FORGETS.fullmatch(text) or _wants_nothing(text, said[mark.end() :])
        else 0
    )


def _wants_nothing(text: str, behind: str) -> bool:
    """What was wrong or forgotten may be named, where it is spoken of again."""
    words = {*_words(text)}
    known = _BLAMED | {*_words(behind)} if words & _ERRORS else _LIGHT
    return bool(words & _MOODS) and words <= known and re.search(r"\d", text) is None


def _words(text: str) -> list[str]:
    return [found[0].lower().replace("\u2019", "'") for found in _WORD.finditer(text)]
