"""Questions that name no number and no attribute, put as those that do."""

import re

from .line import Line

_HESITATIONS = r"(?:hm+|uh+m*|um+|er+m*|ah+|oh+)"

_PEOPLE = r"(?:most )?(?:people|visitors|they|customers|users|buyers|clients|leads|my visitors|our visitors)"
_BUY = r"(?:buy|convert|purchase|order|sign up|pay)(?: (?:the )?(?:most|best))?"
_SIDES = r"(?:landers?|landing pages|offers?|pages|variants|versions|arms|sides|of them|ones)(?!\S)"
_PUT = (
    (
        rf"(?:on )?(?:which|what) (?:weekdays?|days?(?: of (?:the )?week)?) do {_PEOPLE} {_BUY}",
        "conversions by weekday",
    ),
    (
        rf"(?:when|(?:at )?what (?:time|hour)s?(?: of (?:the )?day)?) do {_PEOPLE} {_BUY}",
        "conversions by hour of day",
    ),
    (r"(?:make|made|making|earn|earned) (?:any )?(?:money )?or (?:lose|lost|losing)(?: (?:any )?money)?", "profit"),
    (r"(?:up or down|plus or minus|in the (?:green|black) or (?:in the )?red|profit or loss)", "profit"),
    (
        (
            r"how much(?: money)? (?:did|do|have|has|are|were) (?:we|i|you|they) (?:already )?"
            r"(?:blow|blown|drop|dropped|sink|sunk|throw|thrown|pump|pumped|pour|poured|burn|burnt|burned|pay|paid|put)"
            r"(?: (?:on|into|at|for|to|in))?"
        ),
        "cost of",
    ),
    (
        (
            r"what (?:did|do|have|are) (?:we|i) (?:lose|losing|lost)"
            r"(?= (?:in total|in all|overall|altogether|,|$|last|this|yesterday))"
        ),
        "profit",
    ),
    (
        (
            r"(?:across |over |of |for |with )?all (?:of )?(?:the |our |my )?(?:funnels|sources|traffic sources"
            r"|offers|landers|countries|devices|pages)(?: are| being)? (?:taken |put |counted |added )?"
            r"(?:together|combined|summed up|in one|as one)"
        ),
        "",
    ),
    (r"(?:should )?(?:i|we) (?:should )?(?:be )?(?:worr(?:y|ied)|concerned) about", "worst"),
    (r"(?:total |overall )?(?:ad|traffic|media|advertising) (?:spend|spending|budget|costs?|expenses)", "cost"),
    (r"most expensive|priciest|costliest|most costly", "highest cost"),
    (r"how (?:does|did|do) (?:that|it|this|they) compare (?:to|with|against)", "compared to"),
    (r"(?:buy|bought|convert|converted|purchase|order|ordered) (?:more|less|better|worse) than", "conversions vs"),
    (r"how many (?:of (?:them|those|these) )?(?:have |had )?(?:converted|bought|ordered|signed up)", "conversions"),
    (r"(?:who|which one) is (?:making|bringing) (?:the )?money", "best"),
    (
        (
            r"(?:(?:is|are|was|were) )?(?:really |absolutely |totally )?(?:crush|kill|smash|slay|rock|nail|own)ing?"
            r" it|on fire|(?:doing|performing|running|going|did|does|do) (?:really |so )?"
            r"(?:great|well|awesome|amazing|brilliantly|nicely|super)"
            r"|(?:printing|minting|raking in|pulling in) (?:the )?(?:money|cash)|making bank|cashing in"
        ),
        "best",
    ),
    (
        (
            r"sucks?|(?:doing|performing|running|going|did|does|do) (?:really |so )?"
            r"(?:terribly|badly|poorly|bad|awful|awfully|horribly)|flopping|bombing|stinks?"
            r"|(?:is|are) (?:crap|rubbish|trash|garbage)"
        ),
        "worst",
    ),
    (r"how many (?:of them |people |visitors )?(?:came|come|arrived|showed up|turned up|visited)", "visits"),
    (rf"(?P<the>the|my|our|these|those|of) (?:two|three|four|[2-4])(?= {_SIDES})", r"\g<the>"),
    (r"(?:going|judging|deciding|judged|measured) by(?= (?:the |this |my |our )?\S+)", "in"),
    (r"should (?:get|have|take) (?:all |most of )?(?:the |my |our )?(?:traffic|visitors)", "is better"),
    (r"traffic(?= (?:by|per|for each|for every) )", "visits"),
)


def plainly(line: Line) -> Line:
    """With questions that name no number and no attribute put as those that do."""
    line.text = re.sub(rf"^(?:{_HESITATIONS}(?: ,)? )+", "", line.text)
    for pattern, plain in _PUT:
        line.mend(pattern, plain)
    return line
