"""What people say around a request: greetings, politeness, thanks, pictures."""

import re
import unicodedata

from ..rewriting import Edit, Plain

_GREETED = r"(?: (?:there|all|again|guys|team|everyone|everybody|folks|mate|bro|man|dude|buddy|funnelwright))?"
_FREE = r"when you (?:have|get) (?:a )?(?:minute|moment|chance|time)"
_OPENERS = (
    rf"(?:hi|hello|hey|yo|hiya|howdy|greetings|dear|hullo){_GREETED}",
    rf"good (?:morning|afternoon|evening|day){_GREETED}|morning{_GREETED}(?=\s*[,.!:])|evening(?=\s*[,.!])",
    r"(?:ok(?:ay)?|alright|all right|right|well|now|so|anyway|anyways|listen|look|hmm+|uh+m*|ah|oh)(?=\s*[,.!:-])",
    r"(?:ok(?:ay)?|alright|right|well|oh) so|so(?= (?:hear|here|listen|basically|i|we|the|what|can|could|please)\b)",
    (
        r"(?:(?:it(?:'s| is) )?my first time(?: here)?|first time (?:here|user|using this)|(?:i(?:'m| am) )?new here)"
        r"(?=\s*[,.!:;])"
    ),
    r"hear me out|bear with me|listen up|quick one|quick question|small one|one quick thing|one thing|just quick",
    r"here(?:'s| is) (?:the |my |an? )?(?:deal|idea|plan|thing|task|job|request|question|situation)",
    r"(?:the |my )(?:idea|plan|thing|task|request|question) is(?: this| simple| the following)?(?=\s*[:,])",
    r"(?:one more|another|last|next) thing(?: before i forget)?|before i forget|almost forgot|by the way|btw|fyi",
    r"i(?:'d| would) (?:like|love|want) you to (?:do (?:this|the following|something))(?: for me)?",
    r"(?:can|could) you do (?:this|the following|something|me a favou?r)(?: for me)?(?: and)?",
    r"do me a favou?r(?: and)?",
    r"(?:i have|i've got) (?:a|another|one|one more) (?:quick |small )?(?:request|question|task|job)(?: for you)?",
    rf"sorry(?: to (?:bother|disturb|bug) you)?(?: again)?|excuse me|pardon|no rush|{_FREE}",
    r"(?:as (?:discussed|agreed|promised|said|mentioned|usual)|to be honest|honestly|basically|frankly)(?=\s*[,:])",
)
_ASKING = (
    r"(?:can|could) (?:you|u)(?: guys)?(?: please| maybe| perhaps| possibly| kindly| just| quickly)*",
    r"would you (?:please|kindly|mind|be so kind (?:as )?(?:to|and)|be able to)",
    r"(?:i was wondering|i wonder) if you (?:could|can|would)(?: please| maybe)?",
    r"i wanted to ask (?:you )?(?:to|if you (?:could|can))|(?:is it|would it be) possible (?:for you )?to",
    r"(?:is there )?any chance you (?:could|can)|do you think you (?:could|can)",
    r"i (?:need|want) you to|i(?:'d| would) (?:like|love) you to|you (?:should|must|need to|have to) please",
    r"what (?:i|we)(?:'d| would)? (?:like|want|need)(?: to do)?(?: (?:now|next|before [\w' ]{1,40}?))? is(?: to)?",
    r"(?:so )?(?:i'm|i am) afraid i have to ask you to|(?:so )?i have to ask you to",
    r"please be so kind (?:as )?(?:to|and)|be so kind (?:as )?(?:to|and)|if you (?:could|can|would) please|kindly",
)
_TRAILERS = (
    r"(?:(?:k|ok|okay|right),? )?(?:thx|ty|tx)(?: mate| bro| man| a lot| so much)*",
    r"(?:k|ok|okay),? (?:thanks|cheers|bye)",
    r"(?:many |lots of )?thanks?(?: you)?(?: a lot| so much| very much| again| in advance| mate| bro| guys| all)*",
    r"(?:and )?(?:many |kind |best |warm )?(?:greetings|regards)|cheers(?: mate)?|much appreciated",
    r"appreciate it|bye|ta|love you",
    r"please|asap|(?:mate|bro|dude|buddy)|lol|haha+|if (?:you can|possible|that's ok(?:ay)?|you don't mind)",
    rf"(?:right|straight) away|for me please|no rush|thank god|{_FREE}",
)
_OPENING = re.compile(rf"\s*(?:{'|'.join(_OPENERS)})(?!\w)[\s,.:!\u2013-]*", re.IGNORECASE)
_ASKED = re.compile(rf"(?:^|(?<=[.!?\n]))(?P<gap>\s*(?:so )?)(?:{'|'.join(_ASKING)})\s+(?=\w)", re.IGNORECASE)
_TRAILING = re.compile(rf"(?:[\s,;.!?:)-]+(?:and )?(?:{'|'.join(_TRAILERS)}))+[\s.!?:)]*$", re.IGNORECASE)
_POINTING = "\U0001f449\u27a1\u25b6\u2b95"


def without_chatter(plain: Plain) -> Plain:
    return _without_thanks(_without_fronts(_without_pictures(plain)))


def _without_pictures(plain: Plain) -> Plain:
    """A hand that points is an arrow; all other pictures only show a mood."""
    edits = [
        Edit(place, place + 1, " -> " if char in _POINTING else " ")
        for place, char in enumerate(plain.text)
        if _is_picture(char) and plain.is_free(place, place + 1)
    ]
    return plain.edited(edits)


def _is_picture(char: str) -> bool:
    return char >= "\u2600" and unicodedata.category(char) in ("So", "Sk", "Mn", "Cf")


def _without_fronts(plain: Plain) -> Plain:
    end = 0
    while found := _OPENING.match(plain.text, end):
        end = found.end()
    if end and plain.is_free(0, end) and plain.text[end:].strip():
        plain = plain.edited([Edit(0, end, "")])
    asked = [found for found in _ASKED.finditer(plain.text) if plain.is_free(*found.span())]
    return plain.edited([Edit(*found.span(), found["gap"]) for found in asked])


def _without_thanks(plain: Plain) -> Plain:
    found = _TRAILING.search(plain.text)
    if found is None or not found.start() or not plain.is_free(*found.span()):
        return plain
    return plain.edited([Edit(*found.span(), "?" if "?" in found[0] else "")])
