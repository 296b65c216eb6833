"""Chat language, abbreviations and words of other languages, in the words of funnel talk."""

import re
from functools import cache
from itertools import pairwise

from ..rewriting import Edit, Plain

_LINES = """
please: pls plz plss pleas bitte por_favor s'il_vous_plait per_favore pleeease plis
with: w/ mit con avec
without: w/o wo/ ohne sans
and: n 'n' und nd et
or: oder
for: fuer für pour para fr
through: thru durch
from: frm von desde
to: 2_the
you: u
your: ur
yes: ja si sí oui jup yup yass yess yea yea_sure sure_thing aye yh
no: nein nop nee
okay: kk oki okey okie oke okidoki
give me: gimme giv_me gimmie
want to: wana
let me: lemme
have to: hafta gotta
yesterday: yday y'day yest ystd gestern
today: 2day tdy heute
tomorrow: tmrw tmr 2moro tmrrw morgen
conversions: convs conv convos cnvs
conversion rate: conv_rate
revenue: rev revs
traffic: traf trffc
campaign: cmpgn cpgn campain kampagne
campaigns: camps cmpgns
people: ppl peeps peoples folk leute persons
them: em 'em dem
everyone: every1 evry1
everyone else: every1_else evry1_else todos_los_demas alle_anderen
group: grp gruppe
source: src
button: butn knopf
account: acct
build a funnel: get_something_live put_something_live get_sth_live
thanks: tx tnx ta thankx thnx ty cheers_mate gracias merci danke grazie obrigado tak bedankt
hi: hola hallo bonjour ciao heya hiya sup
don't: dont do'nt
doesn't: doesnt
didn't: didnt
can't: cant
won't: wont
isn't: isnt
aren't: arent
wasn't: wasnt
haven't: havent
hasn't: hasnt
that's: thats
there's: theres
what's: wats wat's whats
how's: hows
where's: wheres
who's: whos
i'm: im
i've: ive
i'd: id_like
never mind: nvm nvmd nm
new: neu neue neuen nueva nuevo nouvelle
lander: lndr landingpage landig_page lading_page
landing page: ldp
split: spilt
cheap: cheep
all: al
duplicate: dupe dup dupl
remove: axe yeet zap
percent: prozent procent percents
dollars: dolares smackers
pounds: quid
british: brits
americans: yanks murica muricans
australians: aussies ozzies strayans
new zealanders: kiwis
germans: krauts
french: frenchies frogs
canadians: canucks
italians: italos
spanish: spaniards
dutch: dutchies cloggies
mexicans: mexis
scandinavia: scandis scandies
latam: lat-am latino_countries
put: chuck bung plonk slap lob whack
put it: stick_it chuck_it bung_it plonk_it pop_it slap_it toss_it lob_it
put that: stick_that chuck_that pop_that toss_that
put them: stick_them chuck_them pop_them toss_them stick_em
put this: stick_this chuck_this pop_this
add: chuck_in bung_in pop_in slap_in toss_in
send them to: dump_them_on shove_them_to dump_them_to dump_them_at dump_them_into shove_them_on send_them_over_to
build: knock_up whip_up cook_up rig_up cobble_together crank_out fire_up
build me: spin_me_up knock_me_up whip_me_up cook_me_up spin_us_up rig_me_up
build: spin_up
"""
"""Plain words, then how else they are said; `_` stands for a space."""


def _read() -> dict[tuple[str, ...], str]:
    known: dict[tuple[str, ...], str] = {}
    for line in filter(None, _LINES.split("\n")):
        plain, _, said = line.partition(": ")
        for phrase in said.split():
            words = tuple(filter(None, phrase.split("_")))
            known.setdefault(words, plain)
    return known


SLANG = _read()
_LONGEST = max(len(words) for words in SLANG)
_WORD = re.compile(r"w/o?(?=\s|$)|wo/(?=\s|$)|'n'|'em\b|\d?[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)")
_FOUR = re.compile(r"(?<=\s)4(?=\s+(?:the|my|our|all|a|an|\w*[^\W\d_]\w*))")
_TWO = re.compile(r"(?<=\s)2(?=\s+\w)")
_RENAMES = re.compile(r"\W*(?:please |pls )?(?:rename|retitle|move)\b", re.IGNORECASE)
_LED = re.compile(r"\b(?:to|into|as|in)\b|->", re.IGNORECASE)
_MORE_NUMBERS = re.compile(r"\d")


def without_slang(plain: Plain) -> Plain:
    return plain.edited([*_phrases(plain), *_fours(plain), *_twos(plain)])


def _phrases(plain: Plain) -> list[Edit]:
    words = [found for found in _WORD.finditer(plain.text) if plain.is_free(*found.span())]
    edits: list[Edit] = []
    place = 0
    while place < len(words):
        count = _fit(plain, words, place)
        if count:
            start, end = words[place].start(), words[place + count - 1].end()
            said = tuple(word[0].lower() for word in words[place : place + count])
            edits.append(Edit(start, end, SLANG[said]))
        place += count or 1
    return edits


def _fit(plain: Plain, words: list[re.Match[str]], place: int) -> int:
    """How many words from here are one phrase of slang."""
    for count in range(min(_LONGEST, len(words) - place), 0, -1):
        run = words[place : place + count]
        said = tuple(word[0].lower() for word in run)
        if said in SLANG and _together(plain.text, run) and not _may_be_name(plain, run[0]):
            return count
    return 0


def _together(text: str, run: list[re.Match[str]]) -> bool:
    return all(text[one.end() : two.start()] == " " for one, two in pairwise(run))


def _may_be_name(plain: Plain, word: re.Match[str]) -> bool:
    """A capital within a sentence speaks for a name or a country's code: `FR`."""
    if word[0].islower() or plain.shouted:
        return plain.shouted and len(word[0]) < 3
    before = plain.text[: word.start()].rstrip(" ")
    return word[0].isupper() or bool(before and before[-1] not in ".!?\n")


def _fours(plain: Plain) -> list[Edit]:
    """`swap X 4 Y`: a lone 4 between words, in a text without other numbers."""
    found = [one for one in _FOUR.finditer(plain.text) if plain.is_free(*one.span())]
    others = [one for one in _MORE_NUMBERS.finditer(plain.text) if plain.is_free(*one.span())]
    if len(found) != 1 or len(others) != 1 or _counted(plain.text[found[0].end() :]):
        return []
    return [Edit(*found[0].span(), "for")]


def _twos(plain: Plain) -> list[Edit]:
    """`rename X 2 Y`, which has no other `to`."""
    if not _RENAMES.match(plain.text) or _LED.search(plain.text):
        return []
    found = [one for one in _TWO.finditer(plain.text) if plain.is_free(*one.span())]
    return [Edit(*found[0].span(), "to")] if len(found) == 1 else []


@cache
def _things() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:new |other |more |different )*(?:landers?|offers?|pages?|buttons?|funnels?|ways?|routes?|countries|"
        r"days?|weeks?|months?|hours?|times|percent|dollars|bucks|euros|pounds|conversions?|sales|clicks|visits)\b",
        re.IGNORECASE,
    )


def _counted(behind: str) -> bool:
    return _things().match(behind) is not None
