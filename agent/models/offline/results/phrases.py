"""Phrases that only one kind of question has. `mid` is what stands inside and is understood later."""

from .inquiry import Kind

_N = r"\u00a7\d+"
_ANY = r"(?P<mid>(?:\S+ ){0,6}?)"
"""What the question is about may stand inside the phrase, and is looked at again."""
_ME = r"(?:i|we|you|us)"
_CAN = r"(?:can|could|should|must|shall|may|would|do|might)"
_CONV = r"(?:conversions?|sales|leads|postbacks?|callbacks?|pixels?)"
_PART = (
    r"(?:landers?|offers?|pages?|variants?|variations?|arms?|versions?|ones?|creatives?|splits?"
    r"|of them|of the two|of these)"
)
_CUT = (
    r"(?:cut(?: out| off)?|pause|stop|kill(?: off)?|turn off|switch off|blacklist|exclude|block|drop"
    r"|ban|get rid of|throw out)"
)
_SCALE = r"(?:scale(?: up)?|push|grow|increase|boost|expand|whitelist)"
_BETTER = r"(?:better|best|winning|the winner|ahead|the better one|the best one|stronger|superior|worse)"
_SURELY = r"(?:really|actually|truly|significantly|statistically|in fact|for sure|clearly|definitely)"
_REAL = (
    r"(?:real|significant|conclusive|luck|just luck|noise|just noise|chance|just chance|certain"
    r"|decided|settled|meaningful|clear|reliable|statistically significant"
    r"|really significant)(?: or (?:is it )?(?:just )?(?:luck|noise|chance|random))?"
)
_OR_LUCK = (
    r"(?: ,)?(?: or (?:is (?:it|that|this) |was (?:it|that) )?(?:just |only |mere |pure )?"
    r"(?:luck|noise|chance|random))?"
)
SCALE_TOO = (
    rf"(?:and |or |, )*(?:(?:what|which ones?) )?(?:(?:{_CAN} {_ME} |to )(?:safely )?)?{_SCALE}(?: now| first)?"
)
CUT_TOO = rf"(?:and |or |, )*(?:(?:what|which ones?) )?(?:(?:{_CAN} {_ME} |to )(?:better )?)?{_CUT}(?: now| first)?"
WRONG = (
    r"(?:and |so |, )*(?:what is|is something|is anything|what went|what could be|what might be) "
    r"(?:wrong|broken|the matter|the problem|the reason|up|going on)(?: there| here| with (?:it|that|them))?"
)
"""Said beside a question of its kind."""

PHRASES: tuple[tuple[Kind, str], ...] = (
    (
        "fields",
        (
            rf"what (?:all )?{_CAN} {_ME} (?:report|group|filter|slice|drill down|drill|break (?:it |things "
            rf"|results )?down|sort|ask for)(?: on| by| results by| reports by)?"
        ),
    ),
    (
        "fields",
        (
            r"(?:which|what|list|show)(?: me)?(?: the| all| all the)? (?:attributes|metrics|dimensions"
            r"|report fields|fields|groupings|columns)(?: (?:are there|do you know|do you have|exist|can i use"
            r"|there are|are available|do reports have))?"
        ),
    ),
    (
        "when sure",
        (
            rf"(?:when|how (?:long|soon|many days)|at what point) {_ANY}(?:significant|sure|conclusive|decided"
            rf"|know|clear|enough data|significance|settled|certain)"
        ),
    ),
    (
        "when sure",
        (
            rf"how (?:many more|much more|much longer|many) {_ANY}(?:significan(?:t|ce)|to be sure|to know"
            rf"|to decide|for a winner|for the split|until (?:we|i) know|for the test|until the split|enough)"
        ),
    ),
    ("when sure", rf"how (?:long|much longer) {_ANY}(?:split|test|winner|run it|wait)"),
    (
        "reweight",
        (
            r"(?:please )?(?:re-?weigh?t|re-?balance|optimi[sz]e)(?: it| that| this| them| the (?:split"
            r"|weights|landers|offers|funnel|shares|rotator|rotation))?(?: (?:by|according to|based on"
            r"|to match|from) (?:the )?(?:results?|data|numbers|report))?"
        ),
    ),
    (
        "reweight",
        (
            rf"(?:give|send|shift|move|push|put) (?:more (?:traffic|weight|visitors|of the traffic|share|people"
            rf"|clicks)? ?(?:to|on|onto|for) )?(?:the )?(?:winner|winning {_PART}|leader|leading {_PART}"
            rf"|better (?:one|{_PART})|best (?:one|{_PART})|stronger {_PART})(?: (?:more|most)(?: (?:traffic"
            rf"|weight|visitors|of the traffic|share|people|clicks))?| a (?:bigger|larger|higher) share)?"
        ),
    ),
    (
        "reweight",
        (
            r"(?:give|send|shift|move) (?:more )?(?:traffic|weight|visitors|clicks"
            r"|share) to (?:the )?(?:winner|winning \S+|leader|better one|best one)"
        ),
    ),
    (
        "reweight",
        (
            r"(?:adjust|change|set|update) the (?:weights|split|shares) (?:by|according to|based on|to match"
            r"|to fit|from) (?:the )?(?:results?|data|numbers|report)"
        ),
    ),
    (
        "reweight",
        (
            r"(?:apply|use|take|set|accept|adopt|plan|make|do) (?:the |that |this |those |these |your |it )*"
            r"(?:(?:suggested|recommended|proposed|better) (?:weights?|weighting|shares?|split|changes?)"
            r"|(?:re-?)?weightings?|suggestions?"
            r"|recommendations?|reweigh?t)"
        ),
    ),
    (
        "what if",
        (
            r"(?:and )?(?:what|how) (?:if|happens if|would happen if|would change if|changes if|about if"
            r"|would it (?:bring|do|make|mean) if|happens when)\b.*|(?:and )?(?:suppose|imagine|assume"
            r"|say)(?: that)? (?:we|i) .*"
        ),
    ),
    (
        "highest cost",
        (
            rf"(?:how much|what) {_CAN} {_ME} (?:at most |maximally |afford to |at the most )?(?:pay|spend|bid"
            rf"|offer|afford)(?: at most| maximally)?(?: (?:per|a|for a|for one|for each|on a|for every"
            rf"|on each) (?:click|visit|visitor|entrance))?"
        ),
    ),
    (
        "highest cost",
        (
            rf"(?:how much|what) (?:per|a|for a|for one|for each|for every) (?:click|visit|visitor|entrance) {_CAN} "
            rf"{_ME} (?:at most |maximally |afford to )?(?:pay|spend|bid|offer|afford)(?: at most| maximally)?"
        ),
    ),
    (
        "highest cost",
        (
            rf"(?:how much|what) {_CAN} (?:a|one|each|every) (?:click|visit|visitor|entrance) (?:at most )?cost"
            rf"(?: at most)?|(?:what is )?the most (?:that )?{_ME} {_CAN} (?:pay|bid|spend|offer)"
            rf"(?: (?:per|for (?:a|one|each)|a) (?:click|visit|visitor|entrance))?"
        ),
    ),
    (
        "highest cost",
        (
            rf"(?:what is )?(?:my |the )?(?:max(?:imum|imal)?|highest|break-?even|breakeven|most expensive|top"
            rf"|affordable|best) (?:cpc|cpv|bid|click price|cost per (?:click|visit)"
            rf"|price per click)(?: (?:that )?{_ME} {_CAN} (?:pay|afford|bid))?"
        ),
    ),
    (
        "highest cost",
        (
            rf"(?:what|which|how high a|how high an?) (?:cpc|cpv|bid|click price|cost per click"
            rf"|price per click) (?:{_CAN} {_ME} (?:afford|pay|bid|go for|go to)|breaks? even|is break-?even)"
        ),
    ),
    (
        "simulate",
        (
            r"(?:what|how much) (?:would|will|could|do|might|can) (?P<count>\d[\d.,]*k?) (?:more |extra "
            r"|new )?(?:visitors|visits|clicks|people|users|entrances)? ?(?:bring|make|do|earn|get me|get us"
            r"|cost|yield|give|produce|mean)(?: in| us| me)?"
        ),
    ),
    (
        "simulate",
        (
            r"(?:please )?(?:simulate|forecast|predict|project)(?P<mid>(?: \S+){0,4}?) (?:with |for |of |on "
            r"|using )?(?P<count>\d[\d.,]*k?) (?:more |new )?(?:visitors|visits|clicks|people|users|entrances)"
        ),
    ),
    ("simulate", r"(?:please )?(?:simulate|forecast|predict|project)"),
    (
        "simulate",
        (
            r"(?:run|send|put|push) (?P<count>\d[\d.,]*k?) (?:simulated |virtual |imaginary |test )(?:visitors"
            r"|visits|clicks|people|users)(?: through)?"
        ),
    ),
    (
        "simulate",
        (
            r"what (?:can|should|would|could) (?:i|we) expect (?:from|of|with"
            r"|for)(?: (?P<count>\d[\d.,]*k?) (?:more |new )?(?:visitors|visits|clicks|people"
            r"|users))?(?: (?:on|in|through|for|at))?"
        ),
    ),
    (
        "missing",
        (
            rf"(?:why|how come|what is the reason) {_ANY}(?:no|not any|without|missing|zero"
            rf"|0) {_CONV}(?: (?:coming in|coming|arriving|showing(?: up)?|tracked|recorded|at all))?"
        ),
    ),
    (
        "missing",
        (
            rf"(?:why |how come )?(?:do |are |is |did |does )?(?:my |the |our |all |some )?{_CONV} (?:for "
            rf"|from |of |on |in )?(?:{_N} )?(?:are |is |do |does |did |have |has |were )?(?:not|never"
            rf"|no longer|missing|gone|lost|stopped|don't|doesn't|aren't|isn't|didn't|won't|haven't|fail"
            rf"|failing|broken)(?: (?:been |be |being )?(?:arrive|arriving|arrived|come in|coming in|come"
            rf"|coming|came|show up|show|showing up|showing|tracked|track|tracking|counted|count|counting|fire"
            rf"|firing|fired|work|working|registered|register|recorded|there|missing|received"
            rf"|reach(?:ing)? (?:me|us)))?"
        ),
    ),
    (
        "missing",
        (
            rf"(?:why )?(?:{_N} )?(?:has|have|gets?|got|shows?|sees?|brings?|do i have|am i getting|is getting"
            rf"|am i seeing) (?:no|zero|0) {_CONV}(?: at all)?(?: why)"
        ),
    ),
    ("missing", rf"where (?:are|is|did|have) (?:all )?(?:my|the|our) {_CONV}(?: (?:go|gone|gone to))?"),
    (
        "missing",
        (
            rf"(?:diagnose|check|debug|troubleshoot|trace) (?:the |my |our |missing "
            rf"|why )*(?:{_CONV}(?: tracking)?|tracking)(?: (?:are|is) missing)?|(?:{_CONV}|tracking) (?:is "
            rf"|are )?(?:broken|not working)"
        ),
    ),
    ("missing", rf"(?:missing|lost|no) {_CONV}(?: (?:on|for|at|in|from)(?= {_N}))"),
    (
        "missing",
        (
            rf"why (?:is|does|do|are|did|doesn't|isn't|don't) (?:nothing|nobody|no one|{_N}|it)(?: not"
            rf"| never)? (?:convert(?:s|ing|ed)?|sell(?:s|ing)?|track(?:s|ing|ed)?)"
        ),
    ),
    (
        "variants",
        (
            rf"(?:is|are|was) (?:{_N}|it|that|this|the {_PART})(?: (?:{_SURELY}))* (?:(?:doing "
            rf"|performing )?{_BETTER})(?: than)?(?: {_N})?{_OR_LUCK}"
        ),
    ),
    (
        "variants",
        (
            rf"(?:does|do|did|will) (?:the )?{_N} (?:{_PART} )?(?:{_SURELY} )?(?:win|beat|outperform|perform better"
            rf"|convert better|do better|work better|sell better)(?: than| against)?(?: (?:the )?{_N})?(?: {_PART})?"
            rf"{_OR_LUCK}"
        ),
    ),
    (
        "variants",
        (
            rf"(?:is|was) (?:it|that|this|the (?:difference|split|result|winner|lead|test|split test"
            rf"|lander split|offer split|landers?|a/b test))(?: (?:{_SURELY}))* {_REAL}(?: yet| already"
            rf"| enough)?"
        ),
    ),
    (
        "variants",
        (
            r"(?:how|is it) (?:sure|certain|significant|real|reliable)(?: is| are)?(?: (?:it|that|we|you|this"
            r"|the (?:difference|split|result|winner|lead|test)))?(?: yet)?"
        ),
    ),
    (
        "variants",
        (
            rf"(?:which|what)(?: of)?(?: the| my| our)? {_ANY}(?:wins?|won|is winning|is (?:really |actually "
            rf"|the )?(?:better|winner)|(?:performs?|converts?|does|sells?|works?|is doing) (?:really "
            rf"|significantly )?better|is ahead|is leading|should i keep|beats? the others?)"
        ),
    ),
    ("variants", r"(?:who|what) (?:is winning|wins|won|is ahead|is leading)"),
    (
        "variants",
        (
            r"(?:do (?:i|we) have|is there|have (?:i|we) got|who is|which is|what is)(?: already)? (?:a"
            r"|the) (?:clear )?winner(?: (?:yet|already|in|of|for))*"
        ),
    ),
    (
        "variants",
        (
            r"(?:compare|judge|evaluate) (?:the |my |our |both |two )*(?P<mid>split|variants|variations|arms"
            r"|a/b test|split test|landers|offers)(?: test)?(?: (?:in|of|on|for))?"
        ),
    ),
    (
        "variants",
        (
            r"(?:the )?(?:split|a/b|ab) test results?|results? of the (?:split|a/b|ab)(?: test)?"
            r"|how is the (?:split|a/b|ab|split test|test)(?: test)? (?:doing|going|looking|performing)"
        ),
    ),
    (
        "cut",
        (
            rf"(?:what|which|where|who)(?P<mid>(?: \S+){{0,5}}?) (?:{_CAN} {_ME}|to|needs? to be|i {_CAN}"
            rf"|we {_CAN}|that i {_CAN}|must be|has to be) (?:better )?{_CUT}(?: now| first)?"
        ),
    ),
    ("cut", rf"(?:(?:what|everything|anything|stuff|things|candidates|list) )?to {_CUT}"),
    (
        "cut",
        (
            r"(?:where|on what|what) (?:do |am |are |did |have |is |does |was )?(?:i|we)?(?: |\b)(?:lose|losing|lost"
            r"|waste|wasting|wasted|burn|burning)(?: (?:most |the most |my |our |me |us )?money)?"
            r"|what (?:loses|wastes|burns|lost) (?:me |us )?(?:the most |most |my )?money|(?:the )?cut list"
            r"|what (?:does not|doesn't|is not|isn't) work(?:ing)?"
        ),
    ),
    (
        "scale",
        (
            rf"(?:what|which|where|who)(?P<mid>(?: \S+){{0,5}}?) (?:{_CAN} {_ME}|to|i {_CAN}|we {_CAN}"
            rf"|that i {_CAN}) (?:safely )?{_SCALE}(?: now| first)?"
        ),
    ),
    (
        "scale",
        (
            rf"(?:(?:what|anything|things|candidates|list) )?to {_SCALE}|where (?:{_CAN}|to) {_ME}? ?(?:spend"
            rf"|put|invest) more(?: money| budget)?"
        ),
    ),
    (
        "scale",
        (
            r"(?:what|which|who) (?:\S+ )?(?:deserves?|could take|can take|should get|is worth) more (?:budget"
            r"|money|traffic|spend|clicks)|what is (?:working|promising)(?: well)?|what works(?: well)?"
            r"|scal(?:e|ing) candidates"
        ),
    ),
    (
        "daily",
        (
            r"(?:the |a |my |our |me )*(?:daily|morning|evening|status) (?:report|round|summary|briefing"
            r"|overview|numbers|check|update|stats)|report of the day|what should (?:i|we) do(?: today| next"
            r"| now)?|brief me|how was (?:my |the |our )?day|how are things(?: going)?|what is going on"
        ),
    ),
    (
        "change",
        (
            r"(?:what|where|who|which)(?P<mid>(?: \S+){0,4}?) (?:got|has gotten|became|has become|is getting"
            r"|went|gets|is doing|are doing|is|did(?: we| i)? get|fared|performed)(?: any)? (?P<way>worse"
            r"|better|down|up|stronger|weaker)"
        ),
    ),
    (
        "change",
        (
            r"(?:what|where|which|who)(?P<mid>(?: \S+){0,4}?) (?:has )?(?P<way>dropped|declined|fell|tanked"
            r"|crashed|worsened|deteriorated|improved|rose|grew|recovered)(?: (?:most|the most))?"
        ),
    ),
)
