"""The words of funnel talk, by what they do in a sentence. Several words of one kind are told apart by nothing."""

from functools import cache

from ..tokens import Sign

PHRASES: dict[Sign, str] = {
    Sign.AND: "and|&|+|or|vs|vs.|versus|against|plus|as well as|n",
    Sign.TO: """
        to|into|onto|towards|toward|->|=>|-->|→|goes to|go to|going to|sent to|lands on|land on|landing on|see
        sees|gets|get to see|ends up on|end up on|ends on|end on|ends up at|end up at|ends up in|points to
        point to|pointing to|over to|straight to|directly to|direct to|straight into|directly into|directly onto
        straight onto|direct linked to|direct link to|direct linking to|linked to|links to|link to|goes on to
        go on to|should go to|should see|must see|should get|will see|is for
    """,
    Sign.THEN: """
        then|and then|and after|after then|then to|then on to|and then to|after that|afterwards|after which
        followed by|next|and next|which leads to|which lead to|that leads to|that lead to|leading to|leads to
        lead to|leading on to|which goes to|which go to|that goes to|that go to|which sends to|and from there
        and from there to|continue to|continues to|continuing to|on to|and on to|and finally|finally
        and after that|after this|which links to|behind it|and behind it|which sends them to|that sends to
        leading into|with the button to|with a button to|and then on to
    """,
    Sign.THERE: "from there|the lander then|that page|this page|the page|this lander|that lander|from it",
    Sign.BOTH: """
        both|both of them|all of them|both landers|all landers|both go|they both|all|each|both then|all then
        each of them|the landers|they
    """,
    Sign.REST: """
        everyone else|everybody else|everything else|anyone else|anybody else|all others|all other|the others
        the rest|rest|others|otherwise|all the rest|the remaining|remaining|elsewhere|all other traffic
        other traffic|everyone other|fallback|fall back|default|by default|any other|any other country
        all other countries|other countries|rest of the world|the rest of the world|row|everywhere else
        the remainder|remainder|whoever else|rest of traffic|rest of the traffic|the rest of the traffic
        remaining traffic|the remaining traffic|else
    """,
    Sign.EVENLY: """
        evenly|equally|fifty-fifty|even|equal|fifty fifty|half half|half and half|fairly|in equal parts
        even split|equal split|an even split|same share|equal shares|in equal shares|uniformly|even steven
        half-half
    """,
    Sign.STICKY: """
        sticky|stick|keep visitors on the same|keep them on the same|keep people on the same|keep users on the same
        keep everyone on the same|stay on the same|stays on the same|always see the same|always on the same
        see the same|keep on the same|keep the same
    """,
    Sign.NOT: """
        not|non|outside|outside of|except|except for|excluding|but not|without those from|other than|all but
        everyone but|everybody but|everyone except|everybody except|all except|anyone except|everyone outside
        everybody outside|everyone not in|everyone not from|not in|not from|not from the
    """,
    Sign.LANDER: """
        lander|landers|landing page|landing pages|landingpage|landingpages|lp|lps|prelander|prelanders
        pre-lander|pre-landers|pre lander|presell|presell page|pre-sell|bridge page|prelp
    """,
    Sign.OFFER: "offer|offers|offer page|offer pages|product|products",
    Sign.PAGE: "page|pages",
    Sign.BUTTON: "button|buttons|cta|ctas|action|actions|btn|btns",
    Sign.GROUP: "group|funnel group|groups|funnel groups|folder|gruppe|ordner",
    Sign.FUNNEL: "funnel|funnels|campaign|campaigns|flow|flows",
    Sign.SOURCE: "traffic source|traffic sources|source|sources",
    Sign.TRAFFIC: """
        traffic|visitors|visitor|users|user|people|clicks|visits|audience|folks|guys|ppl|visitors coming
        customers|owners|geo|geos|geo traffic
    """,
    Sign.NETWORK: """
        network|affiliate network|aff network|affiliate program|offer source|offer sources|networks|advertiser
    """,
    Sign.ROUTE: "route|routes|condition|branch",
    Sign.NEW: "new|a brand new|brand new|a brand-new|brand-new",
    Sign.CALLED: """
        called|named|call it|name it|titled|name is|title it|with the name|call this|name this|entitled
        call the funnel|name the funnel|name|call the thing|name the thing|call this one|name this one|call this thing
        name this thing
    """,
    Sign.PAYS: """
        paying|pays|payout|payout of|payout is|pay|payouts|which pays|that pays|cpa|cpa of|with a payout of
        with payout|at a payout of|payoff|commission|with a payout|at payout|paid|earning|earns
    """,
    Sign.UNPAID: "no payout|without payout|without a payout|payout unknown|unknown payout",
    Sign.IN: "in|inside|under|within",
    Sign.FOR: "for|only for|just for",
    Sign.FROM: """
        from|of network|coming from|who come from|which come from|that comes from|comes from|come from
    """,
    Sign.AT: "at|@|on|via|through",
    Sign.WITH: "with|having|that has|which has|has",
    Sign.BY: "by",
    Sign.OF: "of|between|among|amongst|across",
    Sign.AS: "as",
    Sign.IT: "it|that|this|them|this one|that one|that funnel|this funnel|the funnel|these|those",
    Sign.SAME: "the same|same|same thing|the same thing|same funnel|the same funnel",
    Sign.INSTEAD: "instead|instead of|in place of|rather than",
    Sign.EVERYWHERE: """
        everywhere|in every funnel|in all funnels|in each funnel|in all my funnels|in all our funnels
        in all the funnels|in all of my funnels|in all of our funnels|in every single funnel|in any funnel
        in every campaign|in all campaigns|in every flow|in all flows|across all funnels|across all my funnels
        across every funnel|in every funnel that uses it|in all funnels that use it|in each funnel that uses it
        in any funnel that uses it|in every funnel which uses it|in all funnels which use it
        in every funnel that has it|in all funnels that have it|in every funnel that shows it
        in all funnels that show it|in every funnel using it|in all funnels using it|in every funnel with it
        in all funnels with it|in all funnels where it is used|in every funnel it is in|in all funnels it is in
        everywhere it is used|everywhere it's used|wherever it is used|wherever it's used|wherever it is shown
        wherever it is|wherever it appears|wherever it runs|everywhere it runs|everywhere it is
    """,
    Sign.HERE: """
        only here|just here|here only|only in this funnel|just in this funnel|only for this funnel
        just for this funnel|in this funnel only|for this funnel only|only this funnel|just this funnel
        only in this one|just in this one|in this one only|only for this one|just for this one
        don't touch the others|do not touch the others|don't touch the other funnels
        do not touch the other funnels|don't touch other funnels|but don't touch the others
        but do not touch the others|don't change the others|do not change the others|but not in the others
        but not the others|not in the others|not in the other funnels|leave the others alone
        leave the other funnels alone|leave the others as they are|without touching the others
        with a copy of its own|in a copy of its own|a copy of its own|in a copy
    """,
    Sign.BUILD: """
        build|create|make|set up|setup|i want|i need|i'd like|i would like|we want|we need|launch|start|send
        push|direct|drive|bring|run|put|build me|make me|let us|let's|lets|give|split it|buy|want|need|test
        use a|i am buying|i buy|spin up|throw|pipe|funnel them|i wanna|wanna|prepare|sending|routing|running
        would like
    """,
    Sign.SPLIT: """
        split|splitting|rotate|rotating|split test|split-test|a/b test|ab test|a/b|rotation|distribute
        distributed|share|shared|divide|divided|weights|weight|split between|balance|weighted|splits|ratio
        the split|split traffic
    """,
    Sign.CHANGE: "change|adjust|switch|shift|modify|update|turn|alter|edit|move|changed",
    Sign.SET: "set|make it|make them|make that|put it at",
    Sign.ADD: "add|include|also add|append|throw in|insert|also include|plus add",
    Sign.REMOVE: """
        remove|drop|delete|take out|kick out|get rid of|kick|throw out|exclude|lose|ditch|cut|pull|kill
        take away|without
    """,
    Sign.REPLACE: "replace|swap|exchange|substitute|swap out|swap in|replacing|swapping",
    Sign.USE: "use|using",
    Sign.CLONE: "clone|copy|duplicate|replicate|cloning|make a copy of|a copy of|make a clone of|reuse",
    Sign.RENAME: "rename|change the name|change name|change its name|give it the name|retitle",
    Sign.UNDO: """
        undo|undo that|undo it|undo this|take that back|take it back|take this back|revert|revert it|revert that
        revert this|roll back|roll it back|roll that back|rollback|undo the last change|undo last change
        put it back|put it back how it was|put everything back|restore it|restore the old one|unmake
        undo everything|back out of that|take back|reverse that|undo the change|undo last|go back
        cancel that change|undo the last plan|undo my last change
    """,
    Sign.LINKS: """
        url|links|link|tracking links|tracking link|tracking url|tracking urls|campaign url|campaign urls|urls
        entrance link|entrance links|campaign link|campaign links|the url|postback|postback url|action links
        ad link|ad links
    """,
    Sign.SHOW: """
        show|show me|display|open|draw|view|describe|see it|look at|let me see|what does|how does|preview
        picture of|print|look like|looks like|what does it look like|how does it look
    """,
    Sign.WHICH: """
        which|what|list|how many|what are|which are|do i have|do we have|are there|there are|is there|have i got
        exist|tell me|i have|we have|do you know|you know|available|what's|what is|how's
    """,
    Sign.CHECK: """
        check|what is wrong|what's wrong|whats wrong|anything wrong|problems|any problems|issues|any issues|lint
        validate|diagnose|is it ok|is it okay|is everything ok|is everything okay|errors|any errors|findings
        audit|wrong|find problems|what is broken|what's broken|broken|mistakes|any mistakes|does it work
        why does it not work|verify|review
    """,
    Sign.HELP: """
        help|what can you do|how does this work|what do you do|help me|what can i say|commands|examples|usage
        what are you|who are you|how do you work
    """,
    Sign.YES: """
        yes|y|yep|yeah|ok|okay|go ahead|do it|apply|apply it|sure|confirm|approved|approve|go for it|yes please
        make it so|proceed
    """,
    Sign.NO: """
        no|nope|nah|cancel|stop|forget it|never mind|nevermind|abort|don't|do not|no thanks|leave it
    """,
    Sign.FILLER: """
        if|in case|address|web address|website|belongs|belong|belongs to|a|an|the|some|please|pls|plz|can|could
        you|i|we|me|my|our|us|would|will|shall|should|must|is|are|be|am|go|goes|going|comes|come|coming|hi|hello
        hey|thanks|thank|so|well|now|also|just|simply|only|ok so|who|where|there|their|its|his|one|ones|up|down
        here|again|too|really|actually|maybe|first of all|for me|for us|as follows|such as|like this|of course
        kindly|thx|ty|dear|another|every|which is|i think|let|have|got|do|does|what i want|it is|it's|that's
        i'm|i'll|we'll|i've|straight|directly|direct linking|direct link|land|lands|landing|mode|old|existing
        respectively|apiece|each time|share of|at the end|in the end|basically|way|thing|following
        they're|thanks a lot|many thanks|thanks in advance|thanks so much|thank you very much|good morning
        good evening|good afternoon|good day|as you know|to be honest|by the way|if you don't mind|if you do not mind
        if possible|if you can|if you could|if that's ok|if that's okay|if that is ok|when you get a chance
        when you have a minute|when you have time|whenever you can|no rush|no hurry|no worries|no problem
        nothing fancy|nothing special|that's it|that is it|that's all|that is all|nothing else|nothing more|right away
        for now|right now|from now on|as of now|as of today|starting now|effective immediately|at the moment|i guess
        and so on|and stuff|or so|or something|or whatever|as usual|as always|do me a favour|do me a favor|be so kind
        so kind|as soon as possible|as soon as you can|once again|of mine|of ours|in my opinion|if you would
    """,
}
"""Phrases between bars or on their own lines; each stands once."""


@cache
def phrases() -> dict[tuple[str, ...], Sign]:
    """Words in lower case -> what they do; where a phrase stands twice, the first kind counts."""
    known: dict[tuple[str, ...], Sign] = {}
    for sign, text in PHRASES.items():
        for phrase in text.replace("\n", "|").split("|"):
            known.setdefault(tuple(phrase.split()), sign)
    known.pop((), None)
    return known
