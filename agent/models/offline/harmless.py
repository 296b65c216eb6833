"""Words that people put around a request and that change nothing about it.

Nobody is in this list who could be an audience, no time, no negation, no condition and no amount: a word that may
narrow down what is asked for must never be passed over.
"""

from functools import cache

_WORDS = """
able about absolutely actual advance ago ahead aim alright amazing amigo annoying anyhow anyway apologies
apparently appreciate appreciated around asap ask asked asks assume attached awesome basic beautiful because
been being believe bit bla blah boring bother brilliant bro brother bruh btw buddy bunch buying bye came careful
carefully certain certainly chat cheers chief chuck clearly coffee colleague colleagues conversation cool couple
course crazy cup currently damn decent decided definitely described description detail details dirty discussed
dude dump dunno easily easy effort email enjoy especially etc eventually ever exciting expect explain explained
eye feel feeling felt fine fingers firstly forgive forgot forward fun fyi getting gives giving glad goal god
gonna gotta grab grateful great guess guy had haha hahaha happy hard he head hear heard heck hectic him hmm hola
hope hopefully hoping however huge hurry idea ideally ideas imagine imo important indeed information instance
instructions interesting itself ive job joke jump kinda known launching learn learned learnt lemme likely
literally ll lol look looked looking looks lot lots love lovely luck lunch m'kay made mainly makes making
manager matter matters mean means meant meeting mention mentioned mentionned message might mood mr mrs mucho
myself namely neat necessary needed needing needs nervous nice nicely normally obvious obviously occasion ofc
officially often oh omg opinion ordinary ought outta partner patience perfect personally plain planning plenty
possibly pretty probably process project promise promised proper properly purpose putting question questions
quick quickly quiet quite ran rather re reason recommend regarding regards related remember rep request requests
required requires rn rough roughly said saw say saying says scared schon seem seems sense serious seriously sets
setting she shit shortly sigh silly simple sir slack smooth somehow someone something sometimes somewhat soon
sorry speak speed starting still strange strategy strong stuff stupid such suddenly suggest suggested super
suppose supposed surely swear taken takes talk talked talking task team tell telling terms th things thingy
think thinking thinks tho though thought thoughts tiny tired together told took totally tried tries trouble true
truly trust trying typical ugh uh um understand understood unfortunately urgent urgently useful usual usually
vacation very voila walk wanted wanting wants was ways weird went whos wish wonder wonderful wondering worked
working worried worry worth wow write wrote ya yall yea yo your yours yourself yup
"""


@cache
def harmless() -> frozenset[str]:
    return frozenset(_WORDS.split())
