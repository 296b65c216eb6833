"""Groups of words that limits are spoken of with; a pattern names a group as `<NETWORKS>`."""

NAME = "\u00a7"
"""Stands where a name of the account stood."""

SOURCE = "\u00a4"
"""Stands where the name of a traffic source stood."""

PIECES = {
    "NETWORKS": rf"(?:facebook|fb|google|meta|tik ?tok|bing|taboola|outbrain|exoclick|platform|network|{SOURCE})",
    "REVIEWERS": (
        r"reviewers?|moderators?|mods|moderation|inspectors?|spy tools?|fact ?checkers?|"
        r"(?:ad )?(?:review|policy|moderation)(?:ing)? ?"
        r"(?:teams?|staff|people|bots?|guys|department|folks)|ad police|"
        r"<NETWORKS>(?:'?s)? (?:staff|employees|ips?|ip ranges?|offices?|crawlers?|bots?)"
    ),
    "CRAWLERS": r"(?:crawlers?|spiders?|bots?)(?! (?:by|from|per|in|at)\b)",
    "CLEAN": (
        r"(?:safe|white|clean|compliant|harmless|fake|decoy|money|black|dummy|innocent)[ -]?(?:hat )?"
        r"(?:pages?|sites?|landers?|blogs?|versions?)"
    ),
    "ROUTES": (
        r"show|shows|send|route|redirect|serve|hide|filter|block|point|direct|drive|let|give|deliver|keep|exclude|"
        r"detect|bounce|forward|push|land|landing|shown|seeing|served|sent|redirected|routed|directed|goe?s?|sees?|gets?|away|from"
    ),
    "PLACE": (
        r"(?:zone|section|widget|site|placement|publisher|sub-?id|source id|app|ad ?set|ad|creative|banner|keyword|"
        r"domain|ip|audience)s?"
    ),
    "ZONE": r"(?:zone|section|widget|placement|publisher|sub-?id|site[- ]?id|spot|ad ?spot|ad ?set)s?",
    "PAUSE": (
        r"(?:un)?pause|black ?list|white ?list|ban|(?:un)?block|mute|(?:turn|switch) (?:off|on)|disable|deactivate|"
        r"stop|kill|kick|throw|exclude|cut|cut off|shut (?:off|down)|resume"
    ),
    "MEASURE": (
        r"roi|roas|cpa|epc|ctr|cvr|cr|profit|loss|costs?|spend|conversions?|leads|sales|revenue|performance|"
        r"results?"
    ),
    "MOVES": (
        r"below|under|over|above|beyond|drops?|falls?|gets?|goes?|rises?|reach(?:es)?|exceeds?|is|are|turns?|hits?|"
        r"los(?:es?|ing)|wins?|performs?|converts?|looks?|stops?|does"
    ),
    "DAY": r"day|morning|evening|night|hour|week|month|weekday|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    "TIMES": (
        r"(?:every|each) (?:<DAY>|\d+ (?:minutes?|hours?|days?))|tomorrow|tonight|"
        r"at midnight|at \d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)?|next (?:week|monday|month)|"
        r"in \d+ (?:minutes?|hours?|days?)|later today"
    ),
    "ACTS": r"send|e-?mail|mail|message|give|post|run|pause|stop|start|switch|change|check|apply",
    "TELLS": (
        r"show|give|tell|print|read|export|send|list|reveal|display|what(?:'?s| is| are)|which|where (?:is|are)|dump|"
        r"get|copy|gimme|paste|say|leak"
    ),
    "SECRET": (
        r"api[ -]?keys?|secret keys?|passwords?|passcodes?|passwd|pw|pwd|credentials?|secrets?|the tokens?|"
        r"private keys?|log[- ]?in (?:data|details)|access data|\.env\b|environment file|"
        r"(?:api|access|auth|bearer|session|refresh)[ -]?tokens?|env(?:ironment)? variables?"
    ),
    "FAKE": r"faked?|false|bogus|dummy|phon(?:y|ey)|made[- ]up|invented|artificial|pretend(?:ed)?|fabricated",
    "SALES": r"conversions?|leads|sales|purchases|orders|deposits|sign-?ups|registrations",
    "WRITES": (
        r"add|book|put|insert|record|enter|write|give|inject|credit|register|log|note|key in|type in|slip in|"
        r"throw in|sneak in|feed|create|make|set|mark|count|pad|push|place"
    ),
    "SOME": (
        r"\d[\d,.]*|some|a few|few|several|a couple(?: of)?|a handful of|a dozen|dozens of|more|extra|additional|"
        r"another|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty|fifty|hundred"
    ),
    "UNSEEN": (
        r"(?:nobody|no ?one|no person|no soul|nobody else|none of them|he|she|they|(?:the|my|our) (?:boss|client|"
        r"network|advertiser|investor|partner|manager|team))(?: (?:there|here|else|anyway|ever|really))* <WOULD>"
        r"(?:check|notice|look|see|know|ask|care|find out|verif|audit|tell the difference|mind|count)\w*"
    ),
    "WOULD": (
        r"(?:(?:will|would|does|do|is|are|can|could|shall)(?: not|n'?t)? (?:going to |ever |even |really )?|won'?t |"
        r"never )?"
    ),
    "SHOWS": (
        r"(?:so|so that|in order|just|only) (?:that )?(?:to )?<THE>(?:\w+ ){0,3}?(?:looks?|seems?|appears?|learns?|"
        r"thinks?|believes?|is (?:happy|impressed|pleased|satisfied))|"
        r"to (?:impress|please|fool|trick|train|feed|satisfy|calm|convince|reassure)|"
        r"look(?:s|ing)? (?:better|nicer|good|nice|great|profitable|real|stronger|healthier)|"
        r"wants? to see (?:\w+ ){0,2}(?:numbers|results|figures|sales|leads|conversions)"
    ),
    "BOOTH": (
        r"<NETWORKS>(?:'?s)? (?:\w+ ){0,2}?(?:accounts?|ads? manager|business manager|dashboard|back ?end|interface)"
    ),
    "HITS": r"(?:conversion|click|visit|visitor|lead|sale|hit|impression|view|number|stat|figure|purchase|order|"
    r"deposit|sign-?up)s?|traffic|revenue",
    "RIVAL": r"(?:competitor|rival|friend|buddy|client|customer|colleague|mate|enem(?:y|ie))(?:'?s|s')?|competition",
    "FOE": r"(?:competitor|rival|enem(?:y|ie))(?:'?s|s')?|competition",
    "MINE": r"my (?:ok|okay|approval|yes|consent|permission|go)|a yes",
    "NEVER": r"don'?t|do not|never|stop|quit|no longer|without",
    "IF": r"if|when|whenever|once|as soon as|unless|until",
    "SETS": r"change|set|lower|raise|increase|decrease|adjust|cut|reduce|bump|double|triple|halve|drop|update",
    "LIFTS": r"<SETS>|make|put|give|up|bring|lift|scale|add|spend",
    "BID": (
        r"(?:max(?:imum)? |daily |total |monthly )?(?:bids?|budgets?|bid prices?)|daily (?:caps?|limits?)|spend "
        r"limits?"
    ),
    "YOURSELF": r"yourself|on my behalf",
    "THE": r"(?:the |this |that |these |all |my |our )*",
    "ELSE": r"another|other|someone else'?s|somebody else'?s|[a-z]+'s",
    "PHONES": r"(?:phone|telephone|cell|cellphone|tel)[- ]?(?:numbers?|nos|nrs|nums?)|mobile (?:phone )?numbers",
    "BUYERS": (
        r"visitors?|buyers?|customers?|leads|people|persons|users|everyone|everybody|clickers?|"
        r"(?:who|that) (?:bought|buys?|clicked|converted|signed|purchased|ordered|visited)"
    ),
    "CONTACT": (
        r"names|surnames|e-?mails|(?:e-?mail|mail|home|postal|street) address(?:es)?|addresses|contacts?|"
        r"contact (?:details|data|info\w*)|identit(?:y|ies)|personal (?:data|details|info\w*)|"
        r"credit card (?:numbers?|data|details)"
    ),
    "CONTENT": r"html|css|headlines?|wording|design|layout|images?|pictures?|body copy|copy text|texts?|colou?rs?",
}

OFTEN_MISSPELLED = (
    "cloaker", "cloaking", "reviewer", "reviewers", "moderator", "moderators", "blacklist", "whitelist", "password",
    "passwords", "credentials", "approval", "confirmation", "conversions", "automatically", "budget", "artificial",
    "competitor", "competitors", "invoice", "rotator", "placement", "publisher",
)  # fmt: skip
