"""Which limit is spoken of how."""

from .words import NAME, SOURCE

SPOKEN: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "cloaking",
        (
            r"(?:de-?)?cloak\w*",
            r"<CLEAN> .*<REVIEWERS>|<REVIEWERS> .*<CLEAN>",
            r"<ROUTES> .*<REVIEWERS>|<REVIEWERS> .*<ROUTES>",
            r"hide .*from (?:the )?<NETWORKS>",
            (
                rf"<CLEAN> .*(?:ads?|campaign|account|{NAME}|{SOURCE}) .{{0,20}}(?:approved|reviewed|(?:in|under) "
                rf"review)"
            ),
        ),
    ),
    (
        "fake",
        (
            r"<FAKE> .*<HITS>|<FAKE> <HITS>",
            r"(?:invent|fabricate|fake|inflate|forge|manufacture) .*<HITS>",
            r"<HITS> .{0,30}(?:never|didn'?t|did not) (?:really |actually )?(?:happen|exist|take place)\w*",
            r"<WRITES> .*<SOME> (?:\w+ ){0,2}<SALES> .*(?:<SHOWS>|<UNSEEN>)",
            r"<UNSEEN>.{0,30}<WRITES> .*<SOME> (?:\w+ ){0,2}<SALES>",
            r"(?:simulate|pad|inject) .*<SOME> (?:\w+ ){0,2}<SALES>",
            (
                r"(?:pad|boost|push up|increase|raise|bump|lift) (?:up )?<THE>"
                r"(?:conversion|lead|sale|click|visit)s? (?:count|number|total)s?"
            ),
            r"<SOME> (?:\w+ )?<SALES> .{0,40}(?:write|put|type|book|enter|add) (?:them|those) in",
            (
                r"(?:pad|pump|polish|doctor|manipulate|beautify|cook|tune|fix|boost) (?:up )?<THE>(?:numbers|stats|"
                r"statistics|figures|results)"
            ),
            r"bot (?:clicks?|traffic|visits?|views?)|click ?(?:bots?|farms?|fraud)",
            (
                r"(?:run|use|start|launch|program|write|let|send|build) .{0,20}bots? .{0,30}(?:clicks?|visits?|"
                r"ads?|traffic)"
            ),
            (
                r"<HITS> .{0,20}<FOE>|(?:burn|drain|waste|eat up) (?:his|her|their|its|the) .{0,20}(?:budget|"
                r"money|spend)"
            ),
            r"click (?:on )?<THE>(?:own )?(?:<FOE> )?(?:links?|ads?|offers?|landers?|competitors?)",
            (
                r"(?:generate|create|produce|buy) (?:me )?(?:some |a few |more |\d[\d,.]* )?"
                r"(?:clicks|conversions|leads|sales|visits|visitors|impressions|purchases)"
            ),
        ),
    ),
    (
        "visitors",
        (
            r"<PHONES>",
            r"<CONTACT> (?:(?:and|or|n|&|\+) .{0,30})?(?:of|from) <THE>(?:all |every |any )?<BUYERS>",
            (
                r"(?:who|which (?:people|persons|visitors|users)) (?:bought|clicked|converted|ordered|"
                r"signed).*(?:<CONTACT>)"
            ),
            r"(?:names?|e-?mails?) (?:and|n|or|&|\+) (?:e-?mail|mail|address|contact|surname|phone)\w*",
            r"(?:visitors?|buyers?|customers?|leads)(?:'s?|s')? (?:<CONTACT>)",
        ),
    ),
    (
        "secrets",
        (
            r"<TELLS> (?:our|my|your|the) (?:\w+ )?key",
            r"(?:reply|answer|respond|provide|hand over|share|forward|post|mail) .{0,30}<SECRET>",
            r"<TELLS> .*<SECRET>",
            r"^<SECRET>(?: (?:please|pls))?$",
            r"need .*(?:password|api[ -]?key|credential)s?",
        ),
    ),
    (
        "approval",
        (
            (
                r"without (?:any |me |my |the )*(?:ask\w*|approv\w*|confirm\w*|"
                r"checking(?: with me)?|permission|consent|"
                r"question\w*|saying yes|<MINE>)"
            ),
            (
                r"(?:skip|bypass|ignore|disable|turn off|forget|no need for|drop) <THE>(?:approv\w*|confirm\w*|"
                r"consents?)"
            ),
            r"no need (?:to|for) .{0,20}(?:show|ask|confirm|approv)\w*",
            r"(?:approve|confirm|accept|apply|say yes)(?: to)?(?: it| this| that| them| the plan)? <YOURSELF>",
            (
                r"(?:approve|confirm|accept|say yes to) (?:it|this|that|them|the plan|everything) (?:for me|"
                r"automatically)"
            ),
            r"(?:approve|confirm|accept|say yes to) (?:every|all|each|any|these|those) .{0,40}(?:<YOURSELF>|for me)",
            r"<NEVER> (?:want|wish|like|need|have) to (?:be|get) (?:asked|bothered|prompted|consulted)",
            r"auto-?(?:approve|confirm|accept|apply)\w*|say yes for me|always (?:approve|say yes)",
            r"<NEVER> (?:ever )?(?:ask(?:ing)? (?:me|again|for|before)|(?:bother|nag|annoy|prompt)\w* (?:me|us))",
            r"<NEVER> ask(?:ing)?,? (?:and )?just",
            (
                r"(?:apply|write|execute|publish|save) (?:everything|all|them all|every(?: plan| change)?|all "
                r"plans|changes|plans) "
                r".{0,20}(?:directly|straight|right away|immediately|automatically|at once|instantly)"
            ),
            r"apply (?:directly|straight away)|i approve (?:everything|all|in advance)\b.*",
        ),
    ),
    (
        "network",
        (
            r"(?:black|white|block|allow|deny|ban|exclusion|exclude|negative)[- ]?list\w*",
            (
                r"(?:log|sign|go|get|hop|jump)(?:ging|ing)?(?: ?(?:in|on))? ?(?:to|into|at) <THE>(?:<BOOTH>|"
                r"<NETWORKS>(?= and| ,?then|, ))"
            ),
            r"(?:start|launch|create|open|run|set up|make) (?:\w+ ){0,3}campaign .{0,60}<BID>",
            r"<PAUSE> <THE>(?:(?:bad|worst|losing|buying|traffic|clicks|from|burnt|\d+) )*<ZONE>",
            r"<PAUSE> [^,.;!?]{0,30}<PLACE> [^,.;!?]{0,60}(?:at|on|in) (?:the )?(?:ad )?<NETWORKS>",
            r"<PAUSE> <THE>(?:\w+ ){0,2}campaigns? (?:at|on|in) (?:the )?<NETWORKS>",
            r"<PAUSE> <THE><NETWORKS> (?:campaign|ad)s?",
        ),
    ),
    (
        "cloaking",
        (
            r"<CLEAN> .*<CRAWLERS>|<CRAWLERS> .*<CLEAN>",
            (
                r"(?:show|send|route|redirect|serve|hide|filter|block|point|bounce|forward|exclude|"
                r"detect|push|keep|let) "
                r"(?:out |off |all |the |any |away )*(?:\w+ )?<CRAWLERS>"
            ),
            r"<CRAWLERS> (?:should |must |will |shall |can )?(?:see|get|go|land|->|into|away|to)",
            r"(?:hide|keep) .*from <THE><CRAWLERS>",
        ),
    ),
    (
        "others",
        (
            r"<ELSE> (?:account|workspace|tracker|login)s?(?! (?:manager|rep|exec|guy|team))",
            r"(?:switch|log ?in|change|connect|sign in) (?:to|into|as) (?:a different|my other) (?:account|user)",
            r"(?:log|sign)(?:ging|ing)? ?(?:in|on) ?(?:to|into|as|at|with)",
            r"<RIVAL> (?:\w+ )?(?:account|workspace|tracker|dashboard|login)s?(?! (?:manager|rep|exec|guy|team))",
            r"<FOE> (?:\w+ ){0,2}(?:funnels?|campaigns?|landers?|stats|data)",
            r"(?<!on )(?:account|workspace|tracker|dashboard) of (?!mine|ours|us\b|the funnel|visitors)\w+",
            (
                r"(?:show|what|which|see|look|find|copy|steal) .{0,40}<FOE> .{0,20}(?:runs?|running|has|have|"
                r"uses?|using|does)"
            ),
            r"hack(?:ing)? (?:into|the|my|his|their) .*|spy on .*",
        ),
    ),
    (
        "rules",
        (
            r"automatic(?:ally)?|auto-?(?:pause|stop|scale|kill|cut|rules?)",
            r"<IF> .*<MEASURE>.{0,20}(?: <MOVES>| ?[<>=] ?\S+)",
            r"(?:notify|alert|warn|remind|e-?mail|ping) (?:me|us)|(?:mail|message|text|slack|page|whatsapp|sms) me",
            r"(?:send|deliver|report) .{0,60}(?:by|via|per) (?:e-?mail|mail|sms|whatsapp|slack|telegram)",
            r"to my (?:inbox|e-?mail|mailbox)",
            (
                r"<IF> (?:it|they) (?:loses?|drops?|falls?|(?:goes?|gets?|turns?) (?:red|bad|negative|under|below)|"
                r"stops? converting|(?:isn't|is not|is no longer) profitable)"
            ),
            r"(?:e-?mail|send) .*(?:dai|hour|week|month)ly",
            r"<ACTS> .*<TIMES>",
            r"<TIMES> .*<ACTS>",
            r"schedul(?:e|ed|ing)|set (?:up )?a (?:rule|trigger|timer|alarm|reminder|cron)",
        ),
    ),
    (
        "ai",
        (
            (
                r"(?:ai|artificial intelligence|gpt|chatgpt) "
                r".*(?:rotat\w+|optimi[sz]\w*|split\w*|weights?|distribut\w+|offers|landers?|decide|pick|choose)"
            ),
            r"(?:rotators?|optimi[sz]\w*|split|rotation|weights?|decide|add|use|put) .*(?<![-\w])ai|ai rotat\w+",
            (
                r"machine learning|multi-?armed bandit|(?:self|auto)[- ]?optimi[sz]\w+|smart (?:rotation|rotator)|"
                r"auto ?pilot|optimi[sz]es? itself"
            ),
            r"let (?:the )?(?:tracker|it|system|ai|machine|robot) (?:decide|choose|optimi[sz]e|pick)",
        ),
    ),
    (
        "bids",
        (
            r"<LIFTS> [^,.;!?]{0,40}<BID>",
            r"<BID> [^,.;!?]{0,40}(?:to|by|down|up|lower|higher) [^,.;!?]{0,10}\d",
            r"^(?:bid|spend) (?:more|less|\$?\d+)",
            (
                r"(?:double|triple|halve|raise|increase|lower|reduce|scale|decrease|cut) <THE>(?:daily |ad "
                r")?(?:spend|cpc|cpm)"
            ),
        ),
    ),
    (
        "content",
        (
            (
                r"(?:edit|change|rewrite|redesign|translate|improve|fix|update|make) .{0,20}<CONTENT> (?:of|on|in|"
                r"at|to|red|blue|bigger|bolder|more)"
            ),
            r"(?:edit|rewrite|redesign|translate) .{0,40}<CONTENT>",
            (
                r"(?:write|design|compose|draft|generate) (?:me |us )?.{0,20}(?:<CONTENT>|blog posts?|articles?|"
                r"ad cop(?:y|ies))"
            ),
        ),
    ),
    (
        "people",
        (
            r"invite (?:a |the )?(?:new )?(?:users?|someone)|(?:invite|add|remove) .*team ?(?:mate|member)s?",
            r"billing|invoices?(?! .*\d)|subscription",
        ),
    ),
    (
        "network",
        (
            r"^<PAUSE> <THE>(?:bad |worst |losing )*<PLACE>(?! (?:called|named))",
            rf"^<PAUSE> .*<PLACE> .*(?:at|on|in) (?:the )?(?:network|source|{NAME})",
            (
                r"^(?:upload|create|launch|write|design|generate|make) .*(?:creatives?|ad cop(?:y|ies)|ad ?sets?|"
                r"banners?)"
            ),
        ),
    ),
    (
        "pause",
        (
            (
                r"^(?:(?:un)?pause|resume|disable|(?:turn|switch) (?:off|on)|deactivate|halt|freeze|stop) <THE>"
                rf"(?:(?:funnel|campaign|flow)s?.*|it|them|everything|"
                rf"[{NAME}{SOURCE}](?: (?:funnel|campaign|offer|lander))?)$"
            ),
        ),
    ),
)
"""Which limit -> how it is spoken of; the first that fits counts."""
