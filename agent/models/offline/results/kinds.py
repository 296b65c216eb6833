"""Which kind of question a sentence is, by the phrase that only such questions have."""

from .inquiry import Kind
from .light import LIGHT
from .line import NAME, TAKEN, Line, Taken

_N = r"\u00a7\d+"
_ANY = r"(?P<mid>(?:\S+ ){0,6}?)"
"""What the question is about may stand inside the phrase, and is looked at again."""
_ME = r"(?:i|we|you|us)"
_CAN = r"(?:can|could|should|must|shall|may|would|do|might)"
_CONV = r"(?:conversions?|sales|leads|postbacks?|callbacks?|pixels?)"
_PART = r"(?:landers?|offers?|pages?|variants?|variations?|arms?|versions?|ones?|creatives?|splits?|of them|of the two|of these)"
_CUT = r"(?:cut(?: out| off)?|pause|stop|kill(?: off)?|turn off|switch off|blacklist|exclude|block|drop|ban|get rid of|throw out)"
_SCALE = r"(?:scale(?: up)?|push|grow|increase|boost|expand|whitelist)"
_BETTER = r"(?:better|best|winning|the winner|ahead|the better one|the best one|stronger|superior|worse)"
_SURELY = r"(?:really|actually|truly|significantly|statistically|in fact|for sure|clearly|definitely)"
_REAL = r"(?:real|significant|conclusive|luck|just luck|noise|just noise|chance|just chance|certain|decided|settled|meaningful|clear|reliable|statistically significant|really significant)(?: or (?:is it )?(?:just )?(?:luck|noise|chance|random))?"

_PHRASES: tuple[tuple[Kind, str], ...] = (
    ("fields", rf"what (?:all )?{_CAN} {_ME} (?:report|group|filter|slice|drill down|drill|break (?:it |things |results )?down|sort|ask for)(?: on| by| results by| reports by)?"),
    ("fields", r"(?:which|what|list|show)(?: me)?(?: the| all| all the)? (?:attributes|metrics|dimensions|report fields|fields|groupings|columns)(?: (?:are there|do you know|do you have|exist|can i use|there are|are available|do reports have))?"),
    ("when sure", rf"(?:when|how (?:long|soon|many days)|at what point) {_ANY}(?:significant|sure|conclusive|decided|know|clear|enough data|significance|settled|certain)"),
    ("when sure", rf"how (?:many more|much more|much longer|many) {_ANY}(?:significan(?:t|ce)|to be sure|to know|to decide|for a winner|for the split|until (?:we|i) know|for the test|until the split|enough)"),
    ("when sure", rf"how (?:long|much longer) {_ANY}(?:split|test|winner|run it|wait)"),
    ("reweight", r"(?:please )?(?:re-?weigh?t|re-?balance|optimi[sz]e)(?: it| that| this| them| the (?:split|weights|landers|offers|funnel|shares|rotator|rotation))?(?: (?:by|according to|based on|to match|from) (?:the )?(?:results?|data|numbers|report))?"),
    ("reweight", rf"(?:give|send|shift|move|push|put) (?:more (?:traffic|weight|visitors|of the traffic|share|people|clicks)? ?(?:to|on|onto|for) )?(?:the )?(?:winner|winning {_PART}|leader|leading {_PART}|better (?:one|{_PART})|best (?:one|{_PART})|stronger {_PART})(?: (?:more|most)(?: (?:traffic|weight|visitors|of the traffic|share|people|clicks))?| a (?:bigger|larger|higher) share)?"),
    ("reweight", r"(?:give|send|shift|move) (?:more )?(?:traffic|weight|visitors|clicks|share) to (?:the )?(?:winner|winning \S+|leader|better one|best one)"),
    ("reweight", r"(?:adjust|change|set|update) the (?:weights|split|shares) (?:by|according to|based on|to match|to fit|from) (?:the )?(?:results?|data|numbers|report)"),
    ("what if", r"(?:and )?(?:what|how) (?:if|happens if|would happen if|would change if|changes if|about if|would it (?:bring|do|make|mean) if|happens when)\b.*|(?:and )?(?:suppose|imagine|assume|say)(?: that)? (?:we|i) .*"),
    ("highest cost", rf"(?:how much|what) {_CAN} {_ME} (?:at most |maximally |afford to |at the most )?(?:pay|spend|bid|offer|afford)(?: at most| maximally)?(?: (?:per|a|for a|for one|for each|on a|for every|on each) (?:click|visit|visitor|entrance))?"),
    ("highest cost", rf"(?:what is )?(?:my |the )?(?:max(?:imum|imal)?|highest|break-?even|breakeven|most expensive|top|affordable|best) (?:cpc|cpv|bid|click price|cost per (?:click|visit)|price per click)(?: (?:that )?{_ME} {_CAN} (?:pay|afford|bid))?"),
    ("highest cost", rf"(?:what|which|how high a|how high an?) (?:cpc|cpv|bid|click price|cost per click|price per click) (?:{_CAN} {_ME} (?:afford|pay|bid|go for|go to)|breaks? even|is break-?even)"),
    ("simulate", r"(?:what|how much) (?:would|will|could|do|might|can) (?P<count>\d[\d.,]*k?) (?:more |extra |new )?(?:visitors|visits|clicks|people|users|entrances)? ?(?:bring|make|do|earn|get me|get us|cost|yield|give|produce|mean)(?: in| us| me)?"),
    ("simulate", r"(?:please )?(?:simulate|forecast|predict|project)(?P<mid>(?: \S+){0,4}?) (?:with |for |of |on |using )?(?P<count>\d[\d.,]*k?) (?:more |new )?(?:visitors|visits|clicks|people|users|entrances)"),
    ("simulate", r"(?:please )?(?:simulate|forecast|predict|project)"),
    ("simulate", r"(?:run|send|put|push) (?P<count>\d[\d.,]*k?) (?:simulated |virtual |imaginary |test )(?:visitors|visits|clicks|people|users)(?: through)?"),
    ("simulate", r"what (?:can|should|would|could) (?:i|we) expect (?:from|of|with|for)(?: (?P<count>\d[\d.,]*k?) (?:more |new )?(?:visitors|visits|clicks|people|users))?(?: (?:on|in|through|for|at))?"),
    ("missing", rf"(?:why|how come|what is the reason) {_ANY}(?:no|not any|without|missing|zero|0) {_CONV}(?: (?:coming in|coming|arriving|showing(?: up)?|tracked|recorded|at all))?"),
    ("missing", rf"(?:why |how come )?(?:do |are |is |did |does )?(?:my |the |our |all |some )?{_CONV} (?:for |from |of |on |in )?(?:{_N} )?(?:are |is |do |does |did |have |has |were )?(?:not|never|no longer|missing|gone|lost|stopped|don't|doesn't|aren't|isn't|didn't|won't|haven't|fail|failing|broken)(?: (?:been |be |being )?(?:arrive|arriving|arrived|come in|coming in|come|coming|came|show up|show|showing up|showing|tracked|track|tracking|counted|count|counting|fire|firing|fired|work|working|registered|register|recorded|there|missing|received|reach(?:ing)? (?:me|us)))?"),
    ("missing", rf"(?:why )?(?:{_N} )?(?:has|have|gets?|got|shows?|sees?|brings?|do i have|am i getting|is getting|am i seeing) (?:no|zero|0) {_CONV}(?: at all)?(?: why)"),
    ("missing", rf"where (?:are|is|did|have) (?:all )?(?:my|the|our) {_CONV}(?: (?:go|gone|gone to))?"),
    ("missing", rf"(?:diagnose|check|debug|troubleshoot|trace) (?:the |my |our |missing |why )*(?:{_CONV}(?: tracking)?|tracking)(?: (?:are|is) missing)?|(?:{_CONV}|tracking) (?:is |are )?(?:broken|not working)"),
    ("missing", rf"(?:missing|lost|no) {_CONV}(?: (?:on|for|at|in|from)(?= {_N}))"),
    ("missing", rf"why (?:is|does|do|are|did|doesn't|isn't|don't) (?:nothing|nobody|no one|{_N}|it)(?: not| never)? (?:convert(?:s|ing|ed)?|sell(?:s|ing)?|track(?:s|ing|ed)?)"),
    ("variants", rf"(?:is|are|was) (?:{_N}|it|that|this|the {_PART})(?: (?:{_SURELY}))* (?:(?:doing |performing )?{_BETTER})(?: than)?(?: {_N})?(?: or (?:is (?:it|that) )?(?:just )?(?:luck|noise|chance))?"),
    ("variants", rf"does {_N} (?:{_SURELY} )?(?:win|beat|outperform|perform better|convert better|do better|work better)(?: than)?(?: {_N})?"),
    ("variants", rf"(?:is|was) (?:it|that|this|the (?:difference|split|result|winner|lead|test|split test|lander split|offer split|landers?|a/b test))(?: (?:{_SURELY}))* {_REAL}(?: yet| already| enough)?"),
    ("variants", r"(?:how|is it) (?:sure|certain|significant|real|reliable)(?: is| are)?(?: (?:it|that|we|you|this|the (?:difference|split|result|winner|lead|test)))?(?: yet)?"),
    ("variants", rf"(?:which|what)(?: of)?(?: the| my| our)? {_ANY}(?:wins?|won|is winning|is (?:really |actually |the )?(?:better|winner)|(?:performs?|converts?|does|sells?|works?|is doing) (?:really |significantly )?better|is ahead|is leading|should i keep|beats? the others?)"),
    ("variants", r"(?:who|what) (?:is winning|wins|won|is ahead|is leading)"),
    ("variants", r"(?:do (?:i|we) have|is there|have (?:i|we) got|who is|which is|what is)(?: already)? (?:a|the) (?:clear )?winner(?: (?:yet|already|in|of|for))*"),
    ("variants", r"(?:compare|judge|evaluate) (?:the |my |our |both |two )*(?P<mid>split|variants|variations|arms|a/b test|split test|landers|offers)(?: test)?(?: (?:in|of|on|for))?"),
    ("variants", r"(?:the )?(?:split|a/b|ab) test results?|results? of the (?:split|a/b|ab)(?: test)?|how is the (?:split|a/b|ab|split test|test)(?: test)? (?:doing|going|looking|performing)"),
    ("cut", rf"(?:what|which|where|who)(?P<mid>(?: \S+){{0,5}}?) (?:{_CAN} {_ME}|to|needs? to be|i {_CAN}|we {_CAN}|that i {_CAN}|must be|has to be) (?:better )?{_CUT}(?: now| first)?"),
    ("cut", rf"(?:(?:what|everything|anything|stuff|things|candidates|list) )?to {_CUT}"),
    ("cut", r"(?:where|on what|what) (?:do|am|are|did|have|is|does|was) (?:i|we)?(?: |\b)(?:lose|losing|lost|waste|wasting|wasted|burn|burning)(?: (?:most |the most |my |our |me |us )?money)?|what (?:loses|wastes|burns|lost) (?:me |us )?(?:the most |most |my )?money|(?:the )?cut list|what (?:does not|doesn't|is not|isn't) work(?:ing)?"),
    ("scale", rf"(?:what|which|where|who)(?P<mid>(?: \S+){{0,5}}?) (?:{_CAN} {_ME}|to|i {_CAN}|we {_CAN}|that i {_CAN}) (?:safely )?{_SCALE}(?: now| first)?"),
    ("scale", rf"(?:(?:what|anything|things|candidates|list) )?to {_SCALE}|where (?:{_CAN}|to) {_ME}? ?(?:spend|put|invest) more(?: money| budget)?"),
    ("scale", r"(?:what|which|who) (?:\S+ )?(?:deserves?|could take|can take|should get|is worth) more (?:budget|money|traffic|spend|clicks)|what is (?:working|promising)(?: well)?|what works(?: well)?|scal(?:e|ing) candidates"),
    ("daily", r"(?:the |a |my |our |me )*(?:daily|morning|evening|status) (?:report|round|summary|briefing|overview|numbers|check|update|stats)|report of the day|what should (?:i|we) do(?: today| next| now)?|brief me|how was (?:my |the |our )?day|how are things(?: going)?|what is going on"),
    ("change", r"(?:what|where|who|which)(?P<mid>(?: \S+){0,4}?) (?:got|has gotten|became|has become|is getting|went|gets|is doing|are doing|is|did(?: we| i)? get|fared|performed)(?: any)? (?P<way>worse|better|down|up|stronger|weaker)"),
    ("change", r"(?:what|where|which|who)(?P<mid>(?: \S+){0,4}?) (?:has )?(?P<way>dropped|declined|fell|tanked|crashed|worsened|deteriorated|improved|rose|grew|recovered)(?: (?:most|the most))?"),
)  # fmt: skip

_EVENTS = (
    r"(?P<events>conversions?|sales|clicks|visits|entrances|views|actions|custom events|raw events|events|hits|leads)"
)
_LATEST = rf"(?:the |my |our )*(?:last|latest|newest|recent|most recent)(?: (?P<count>\d{{1,4}}))? {_EVENTS}|(?:the )?raw (?:events|data|hits)"

_UP = frozenset(["better", "up", "stronger", "improved", "rose", "grew", "recovered"])
_TYPES = {"conversion": "conversion", "sale": "conversion", "lead": "conversion", "click": "action", "action": "action"} | {
    "visit": "entrance",
    "entrance": "entrance",
    "view": "view",
}  # fmt: skip


def take_kind(line: Line) -> tuple[Kind, str, int]:
    """The kind, the words that belong to it, and a number; `results` where no such phrase is there."""
    for kind, pattern in _PHRASES:
        taken = line.take(pattern, after=_is_light)
        if taken is None:
            continue
        _put_back(line, taken)
        if kind == "change":
            return kind, "better" if taken["way"] in _UP else "worse", 0
        return kind, "", _count(taken["count"])
    if taken := line.take(_LATEST):
        return "events", _TYPES.get(taken["events"].rstrip("s"), ""), _count(taken["count"])
    return "results", "", 0


def _is_light(words: str) -> bool:
    """Whether what stands before a question says no more than whom it is about."""
    return all(word in LIGHT or word == "," or word.startswith(NAME) for word in words.split())


def _put_back(line: Line, taken: Taken) -> None:
    """Names, and the words between, are understood later."""
    inside = taken["mid"].split()
    names = [word for word in taken.text.split() if word.startswith(NAME) and word not in inside]
    for words in (inside, names):
        line.text += f" {TAKEN} {' '.join(words)}" if words else ""


def _count(said: str) -> int:
    bare = said.replace(",", "").rstrip(".")
    return int(float(bare.removesuffix("k")) * 1000) if bare.endswith("k") else int(float(bare or 0))
