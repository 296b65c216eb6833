"""Words that people put around a request and that change nothing about it.

Nobody is in this list who could be an audience, no time, no negation, no condition and no amount: a word that may
narrow down what is asked for must never be passed over.
"""

from functools import cache

_WORDS = """
able about absolutely actual advance afaik aha ahead ahoy aight aim alas alright alrighty amazing amigo annoying
anyhow anyway anyways apologies apologise apologize apparently appreciate appreciated appreciation around asap
ask asked asks assume assuming attached aware awesome babe basic beautiful because been being believe besides
bla blah blimey bonjour boring bother brilliant bro brother bruh bruv btw buddy bye came carefully certainly
champ chap cheerio cheers chief chuck clarify clearly coffee colleague colleagues comment confess confident
conversation convinced cool cordially course crap cripes cup currently damn darn dear decent decided definitely
defo delighted described detail details discussed dope doubt downside dude dunno easily easy effort enjoy
etc eventually ever exciting excuse expect explain explained eye eyeballing fab fabulous fair fam fancy
fantastic favor favour feedback feel feeling felt ffs figured fine firstly folks forgive forgot forward frankly
freaking fun fyi gah gee geez genius getting gives giving glad goal god gonna gosh gotcha gotta gotten
grab grand grateful great greet greetings groovy guess guessing gut guy had haha hahah hahaha hallo hassle he
head hear heard heck hectic hehe him hiya hmm hmmm hola honest honestly hooking hooray hope hopeful hopefully
hoping howdy however hullo hunch hurrah hurry idea ideally ideas iirc ikr imagine imho imo indeed inform
information instance instruct instructions intend intended interesting itself ive jeez job joke jump kidding
kinda kindness known kudos launching learn learned legend legit lemme likely lil listen literally ll lmao lmk
lol look looked looking looks love lovely lovin luck luckily lunch m'kay m8 made magic makes making manager mate
mates matter matters mean means meant meanwhile meeting mention mentioned mentioning mentionned mercy message
mhm might mighty mind mindful mistake moan moin mood mr mrs mucho myself namely neat necessary needed needing
needs nerd nice nicely nicer nifty noob normally noted noticed nudge obliged obvious obviously obvs ofc
officially oh ohh oi okey omg ooh oomph oops opinion ordinary ouch ought outta pal pals pardon partner patience
perfect personally phew plain planning pleasantly pleased pleasure politely possible possibly pps pray
preferably preferred pretty probably process project prolly promise promised promptly proper properly ps purpose
putting question questions quick quicker quickest quickly quiet quite ran rather re reason recap reckon
recommend regarding regards related remark remember remind rep request requests required requires respectfully
rn rock rofl roughly said sake salut saw say saying says schon sec seem seems sense seriously servus sets
setting shame she shit shortly shout sigh silly simple sincere sincerely sir slick smh smooth solid someday
somehow someone something somewhat soon sorry sorta speak speed starting still strange strategy stuff stupid
such sucks suddenly suggest suggested sup super suppose supposed surely swear sweet sweetheart swell swift taken
takes talk talked talking task tbf tbh team tedious tell telling terms terrific th thankful thankfully thee
thingamajig things thingy think thinking thinks tho though thought thoughtful thoughts thrilled tldr together
told took totally totes tricky tried tries trouble true truly trust truthfully trying tweak typo ugh uh um umm
ummm understand understood unfortunately urgent urgently useful very vibe vibes voila walk wanted wants was
wassup ways weird welcome went whatsoever whew whos wish wished woah wonder wondered wonderful wondering
wondrous woohoo wording worked working worry worth wow write wrote wtf ya yall yay yea yeehaw yikes yippee yo
your yours yourself
"""


@cache
def harmless() -> frozenset[str]:
    return frozenset(_WORDS.split())
