"""Words of relations that the common table of words does not know, or takes for something else elsewhere."""

from collections.abc import Mapping
from functools import cache

from .items import Kind

_PHRASES: Mapping[Kind, str] = {
    Kind.ALL: """
        both|both of them|all of them|they all|all three|all four|all five|each of them|both landers|both pages
        both quizzes|both advertorials|both ways|all landers|all pages|all ways|every lander|every page|each lander
        each page|everybody|everyone|every visitor|all visitors|all traffic|all the traffic|all people|all users
        all the visitors|whatever they read|whatever they see|whichever they see|whichever they read
        whichever page they see|whichever lander they see|no matter which|no matter which one|either way
        either one|in both cases|in all cases|in any case|these two|those two|the two|the three|all the landers
        all clicks|all the clicks|every click|everyone who clicks|everybody who clicks|all these|all those
        all of these|all of those|all the pages|the landers|the pages|both arms|both variants|all variants
        all arms|both versions|all versions|each variant|each arm|both then|all then|all|each|either
        the clicks from both|clicks from both
    """,
    Kind.SOME: """
        the first two|first two|the first three|first three|the other two|other two|the last two|last two|the former
        the latter|the first one|the second one|the third one|the fourth one|the other one|the last one
        the other three
    """,
    Kind.EACH: """
        every country|each country|in every country|in each country|every geo|each geo
        every one of them|every market|each market|in every geo|in each geo|for every country|for each country
        for every geo|for each geo|every country gets|in every market|in each market
    """,
    Kind.WAY: """
        to|into|onto|->|=>|>|leads to|lead to|goes to|go to|sees|see|gets|get|reads|read|shows|show|receives|receive
        visits|visit|watches|watch|is for|starts with|start with|starts on|start on|starts at|begins with|begin with
        begins on|lands on|land on|takes them to|take them to|takes you to|takes him to|brings them to|bring them to
        leads them to|sends them to|send them to|takes people to|takes visitors to|redirects to|redirect to
        forwards to|forward to|clicks through to|click through to|feeds into|feed into|flows into|flow into
        feeds|feed|leads into|lead into|passes to|runs into|serves|serve|served|given|pointed at|point at|points at
        must go on|goes on|go on|goes|go|lands|land|has|have|gets to see|get to see|starts|start|link to|links to
        ends up on|end up on|ends on|end on|ends up at|end up at|ends at|end at|ends with|end with|is shown
        are shown
        gets sent to|get sent to|is sent to|are sent to|sent to|dump them on|dump on|throw them on
        opens|open|is followed by|are followed by|click to|clicks to|click on to|via|comes on|come on
        led to|divert to|diverts to|diverted to|drop on|dropped on|dropped at|enter via|enters via|enter through
        pass through|passes through
        opens up|open up|nach|zu|auf|end up|ends up|gets to|lands at|land at|sells|sell|promotes|promote|pushes|push
        links through to|link through to|pointing to|pointing at|leading to|leading into|going to|heading to|heads to
        head to|head for|heads for|routed to|directed to|forwarded to|redirected to|are served|is served|are given
        leads|lead|through|come to|comes to|arrive at|arrives at|arrive on|arrives on|continues on|continue on
    """,
    Kind.THEN: """
        then|then also|and then|later|and later|next|finally|after this|after that|behind it|and behind it
        afterwards
        and after that|and after this|after which|followed by|from there|and from there|subsequently|thereafter
        first then|after it|behind that|behind this|as next|as second|at the end|in the end|at last|lastly
        when they click|when people click|when visitors click|when clicked|if they click|on click|after the click
        after clicking|after reading|whoever clicks|who clicks|after that one|and on|on to
        dann|danach|und dann|whoever clicks through|who clicks through|those who click|people who click
        those who click through|whoever clicks through there|clickers|the clickers|those clicking
        and on to|that leads to|which leads to|that lead to|which lead to|from here|and from here
    """,
    Kind.FAVOUR: "in favour of|in favor of|in favour|for the benefit of|favouring|favoring",
    Kind.JOIN: "or|vs|vs.|versus|against|and|or else to|n|und|oder",
    Kind.EVEN: """
        fifty-fifty|fifty fifty|evenly|equally|half half|half and half|half-half|a third each|one third each
        a quarter each|one quarter each|in equal parts|same share each|even split|an even split|equal split
        equal shares|the same share|same share|same weight|the same weight|same weights|the same weights|equal weights
        equal weight|identical shares|identical weights|50-50|half each
    """,
    Kind.FORGET: "forget|scratch|leave out|skip|not|drop|strike|ignore",
    Kind.REST: """
        all other|any other|every other|the other countries|other countries|all other countries|anyone else
        anybody else|whoever else|everybody else|everyone else|everything else|all others|the others
        all other people
        all other peoples|other people|other visitors|all other visitors|any other country|every other country
        the remaining countries|remaining countries|rest of world|rest of the world|the rest of the world
        the rest|rest|other|others|all else|other traffic|all other traffic|visitors from anywhere else
        from anywhere else|anywhere else
        people from anywhere else|anywhere else in the world|all the rest|all the others|all other geos|other geos
        any other geo|every other geo|other devices|all other devices|any other device|every other device
        on any other device|on all other devices|on other devices|at any other time|at all other times
        any other time
        at other times|outside these hours|outside those hours|outside of these hours|outside of those hours
        outside that window|on all other days|on any other day|on other days|all other days|any other day
        on the other days|the other days|the rest of the week|for the rest of the week|the rest of the day
        the rest of the time|otherwise|in all other cases|in any other case|no tag|without the tag|without it
        without this tag|who does not have it|those without|all those without|the remaining visitors
        the remaining traffic|remaining traffic|whoever is left|who is left|all who are left|other nationalities
        all other nationalities|whatever else|whatever else comes|whatever else comes in|whatever is left
        whatever remains|whoever remains|all that is left|what is left|the remainder|remainder|rest of the planet
        the rest of the planet|rest of planet|rest of the globe|the rest of the globe|rest of the traffic
        the rest of the traffic|rest of the visitors|the rest of the visitors|rest of the people
        the rest of the people
        remaining all|remaining all countries|all remaining|all remaining countries|rest all|rest all countries
        the remaining world|remaining world|the balance countries|all the remaining|all the remaining countries
        everyone who is left|people elsewhere|visitors elsewhere|elsewhere
    """,
}

_NOTHING = """
    one more|another one|sent|brings|bring|brought|taken|gets shown|choose|chooses|steps|step|stage|stages|pick
    picks
    answering|answers|answer|press|presses|pressing|tap|taps|ways|parts|equal parts|in three|in two|follows
    comes next
    entry|entrance|end page|final|final page|first page|landing there|result|people there|kind|regards|best regards
    all of them is|whose|smth|something|sth|real|really|we'd like|we'd like to|we would like|like to|like|i'd|we'd
    per country|per geo|per market|but|while|and then|sends|send|sending|a|an|the|it|this|that|these|those|they
    them|there|here|who|which|whoever|one|ones|is|are|be|was|on|at|with|for
    from|in|if|when|whenever|once|as soon as|and if|between|among|over|across|by|as|per|own|its own|their own
    his own
    the country's own|country's own|our|my|same|the same|existing|different|following|also|too|again|then
    person|persons|the person|a person
    people|peoples|folks|visitors|visitor|users|traffic|countries|country|geos|geo|markets|market|guys
    click|clicks|clicking|clicked|arrive|arrives|arriving|arrived|come|comes|coming|came|read|reading|seeing
    watching
    of the visitors|of visitors|of the traffic|of traffic|of the clicks|of clicks|of people|of the people|of all
    of them|of those|of these|of users|of the users|share|shares|weight|weights|split|splits|rotate|rotating
    distributed|distribute|divided|divide|in total|total|altogether|together|each other|against each other
    any device|all devices|on any device|any country|page|thing|thingy|smartlink|homepage|way out|the way out
    outside|the order|in this order|as now|each with|respectively|to begin with|first of all|in the order
    test|testing|ab|experiment|pit|compare|try|i'd like to try|plan|setup|rollout|campaign|spin|spin me up|spin up
    direct|directly|straight|immediately|right away|at once|plain|normal|simple|simply|quick|quickly|classic
    standard
    belongs|belong|goes in|put it|put this|put|chuck it|stick it|file it|filed|usual|as usual|continue|continues
    buying|buy|run|running|runs|runs on|works
    comes from|come from|coming from|launch|launching|open|opening|rolling out|rolling|roll|roll out
    want|need|would|shall|should|must|have to|has to|needs to|need to|supposed|let|lets|let's|make|so|ok|okay
    i'm thinking|i am thinking
    i think|i'd like|i would like|i'd say|kind of|sort of|basically|proceed|proceeds|move|moves|moving|landing
    nothing else|nothing more|that's it|that's all|that is all|that is it|it's simple|very simple|nothing fancy
    obviously|of course|naturally|just|only|purely|exactly|well|right|fine|yeah|yes|alright|cheers|ta|mate|please
    pls
    plz|thanks|thank you|gracias|danke|merci|hola|hi|hello|hey|dear|today|asap|now|visit|visits|hits|hit|carry
    carries
"""


@cache
def meanings() -> dict[tuple[str, ...], Kind | None]:
    """Words in lower case -> what they do; None for those that do nothing."""
    known: dict[tuple[str, ...], Kind | None] = {}
    for kind, text in _PHRASES.items():
        for phrase in _split(text):
            known.setdefault(phrase, kind)
    for phrase in _split(_NOTHING):
        known.setdefault(phrase, None)
    return known


def _split(text: str) -> list[tuple[str, ...]]:
    phrases = (tuple(one.split()) for one in text.replace("\n", "|").split("|"))
    return [phrase for phrase in phrases if phrase]
