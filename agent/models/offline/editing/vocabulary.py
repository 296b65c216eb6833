"""What words say of a change. A word that is here is never a name, and one that is not may be one."""

from functools import cache

from .cue import Cue

PHRASES: dict[Cue, str] = {
    Cue.ENDS: """
        no test|no tests|no testing|no more test|no more tests|no split test|no more testing
        end|ends|ended|over|finish|finished|done|conclude|concluded|close|wrap up|is over|stop|decided
    """,
    Cue.SKIPS: """
        skip|skips|skipping|skipped|bypass|bypasses|bypassing|jump over|jump past|jumps over|without seeing
        should not see|must not see|may not see|no longer see|no longer sees
        do not see|don't see|doesn't see|needn't see
    """,
    Cue.POINTS: "points|point|pp",
    Cue.STICKY: """
        sticky|stick|stay on the same|see the same page|keep on the same|same page every time
        same lander every time|always the same
    """,
    Cue.BIGGER: """
        the bigger piece|the bigger share|the bigger part|the larger share|the larger part|bigger|the bigger one
        more|the bigger half|the lion's share|most of it|the majority|the larger piece|the big one|the larger
        the bigger
    """,
    Cue.SMALLER: """
        the smaller piece|the smaller share|the smaller part|smaller|the smaller one|less|the lesser part|fewer
        the minority|the smaller half|the small part|the small share|the lesser share
    """,
    Cue.BETWEEN: "between|in between|betwixt",
    Cue.FIGURES: """
        converts|converting|performs|revenue|profit|roi|cvr|epc|epv|visits|conversions|conversion|cost|costs|spend|stats|statistics|figures
        numbers|report|performance|earnings|leads|sales|payout|payouts|pays|cpa|earned|made|ctr|p/l
    """,
    Cue.REPLACE: """
        replace|replaced|replacing|swap|swapped|swapping|swap out|swap in|exchange|exchanged|substitute|trade
        trade in|replace out|switch out|switched out|change out|sub
    """,
    Cue.CHANGE: """
        change|changed|switch|switched|turn|alter|adjust|modify|update|edit|convert|shift|shifted|rework
    """,
    Cue.REMOVE: """
        remove|removed|removing|kick|kicked|drop|dropped|delete|deleted|get rid of|ditch|ditched|cut|kill|killed
        lose|axe|axed|bin|throw|throw away|chuck|pull|pulled|scrap|discard|dump|strip|eliminate|retire|take|yank
        retired|don't want|do not want|dont want|want no more|don't need|no more|no longer|not any more|exclude
        excluded|stop|block|banish|boot|erase|cancel out|don't use|stop using|doesn't want
    """,
    Cue.ADD: """
        is in|comes in|goes in|gets in|is coming in|add|added|adding|include|included|insert|inserted|append
        throw in|bring in|slot in|bring|introduce|plug in|slip in|mix in|put in as|squeeze in|put also
    """,
    Cue.PUT: "put|place|set up|putting|placed|stick|pop|drop in|set in|install",
    Cue.USE: "use|using|run|running|take on|show|showing|show only|used",
    Cue.TEST: """
        test|testing|split test|split-test|a/b test|ab test|a/b|pit|try|try out|compete|race|trial|a-b test
        give a chance|a/b-test|split|splits|share|shared|divide|divided|rotate|distribute|distributed|balance
        the split|weigh|rotation
    """,
    Cue.GETS: """
        get|gets|getting|receive|receives|see|sees|give|gives|given|let have|have|has|having|take over|takes
        be shown|are shown|is shown|should have|assign|allocate|grant|carry|carries|be given|is at|are at|at|on|=
        hold|holds|wants|deserves|raise|lower|raised|lowered|increase|decrease|bump
    """,
    Cue.GOES: """
        ->|-->|open|opens|opening
        go to|goes to|go|goes|going|send|sent|sending|land on|lands on|land|lands|lead to|leads to|lead
        leads|leading|route them|direct|redirect|redirected|point|points|pointing|end up|ends up
        end up on|end up at|come to|comes to|go direct|go straight|go directly|forward|land at|landing on|arrive
        start with|starts with|start on|start at|begin with|begins with
        arrive at|continue|proceed|pass on|end on|ends on|went|funnel them|straight|straight to|directly|sent over
        over to|continue to|end up in|ends up on|ends up at|must go|link|links|linked|guide|fall|fall into
    """,
    Cue.MOVE: """
        would fit better|fits better|fit better|is better off
        move|moved|moves|belongs in|belongs to|belong in|belong to|belongs|belong|belongs into|goes into
    """,
    Cue.RENAME: """
        rename|renamed|retitle|call it|call|name it|change the name|change its name|give it the name
    """,
    Cue.BE: """
        be|is|are|becomes|become|should be|being|was|were|make|makes|made|set|sets|make it|=>|becoming|equals
        turn into|will be|it's|that's|they're
    """,
    Cue.KEEPS: """
        see what they always saw|see what they see now|what they always saw|what they see now|as always|as usual
        like always|as ever|as they do now|as they do today|like today|as today|as until now|where they go now
        sees what it always saw|get what they always got|like they always did|as they always did
        stay|stays|staying|keep|keeps|keeping|remain|remains|remaining as|unchanged|untouched|as is|leave|leaves
        left alone|as they are|as it is|like they are|like it is|as before|like before|don't touch|do not touch
        don't change|do not change|must not change|should not change|dont touch|dont change|the same as|before
        no touch|not touching|no touching
        not to be touched|not be touched|no change|alone|same as now|as now|like now|as it was|as they were
        doesn't change|does not change|nothing else changes|staying like|untouched please|won't change|still
        retain|exactly as|preserve|without touching|without changing|mustn't change|hands off|maintain
        stay put|stays put|staying put
        don't alter|don't mess with|shouldn't change|not change|not touch|not to change|not to touch|intact
        how it is|how they are|stay the same|stays the same|keep the same|remain the same|not affected|is fine
        are fine
    """,
    Cue.TRADE: """
        swap the shares|swap shares|swap the weights|swap weights|swap the percentages|reverse the shares
        reverse the split|reverse the weights|flip the shares|flip the split|flip the weights|exchange the shares
        invert the shares|invert the split|swap the split|flip the percentages|switch the shares
        switch the weights|swap the traffic shares|trade the shares|swap percentages|invert the weights
        reverse shares|swap their shares|swap their weights|flip shares|switch their shares|exchange their shares
        flip their shares|turn the shares|turn the split|reverse their shares|switch shares|mirror the split
        flip weights
    """,
    Cue.TURNED: """
        reverse|flip|invert|the other way round|other way round|the other way around|other way around|vice versa
        reversed|the reverse|in reverse|the opposite|swapped around|the wrong way round|flipped|inverted|mirrored
    """,
    Cue.WINS: "wins|won|win|winning|is the winner|has won|is better|performs better|is ahead|beats",
    Cue.JOINS: """
        cover|covers|covering|let in|join|joins|treat|treated
        treats|count|counts|counted|handle|handled|considered|let|allow in
        belong with|go with|goes with|merge|fall under|falls under|lump|be included|go along
    """,
    Cue.BY: "by|with|through|thru|via|4|w/|w|->|=>|-->|into",
    Cue.TO: "to|onto|towards|toward|2|too direct to|unto",
    Cue.FOR: "for|4",
    Cue.INSTEAD_OF: """
        instead of|rather than|in place of|in lieu of|in the place of|not anymore|where now|in exchange for
        as a replacement for|as replacement for|and not|and no longer|in stead of|as substitute for
        as a substitute for|rather than on|instead of on|instead of to|rather than to|to replace|for replacing
        instead of the usual|over
    """,
    Cue.INSTEAD: "instead|rather|in stead|insted|as replacement|as a replacement",
    Cue.ITS_PLACE: """
        in its place|in their place|in its stead|in that place|in that spot|in its spot|take its place
        takes its place|in there instead|there instead|in their stead|in his place|as its replacement
    """,
    Cue.REPLACES: """
        replaces|takes the place of|take the place of|taking the place of|takes over from|stands in for
        steps in for|comes in for|in for|fills in for|succeeds|supersedes|takes over for|comes instead of
        goes in for|take over from|is coming in for
    """,
    Cue.YIELDS: """
        gives way to|give way to|is replaced by|are replaced by|is replaced with|are replaced with
        gets replaced by|gets replaced with|gets replaced w/|get replaced by|get replaced with|be replaced by
        be replaced with|makes room for|make room for|becomes|become|has to make way for|makes way for
        make way for|should become|is swapped for|gets swapped for|is exchanged for|be swapped for
        gets swapped with|is swapped with|be exchanged for|be exchanged with|is exchanged with|turns into
        must be replaced by|be changed to|be changed with|be changed for|gets changed to|is succeeded by
        has to yield to|yields to|be swapped with|is to be replaced by|be switched to|be switched for
        gets exchanged for
    """,
    Cue.OUT: """
        outta|outa
        out|out of|off|away|gone|away from|out from|off of|out of there|must go|has to go|needs to go|is gone
        has to leave|must leave|needs to leave|should leave
        should go away|is out|has got to go|goes out|go out|is history|is dead|raus
    """,
    Cue.BESIDE: """
        next to|beside|besides|alongside|along with|in addition to|together with|as well as|parallel to
        side by side with|in parallel to|as third|as a third|as a second|as second|as an additional
        additionally to|on top of|as another|to the mix|to the rotation|to the split|up against|as well
        as a fourth|in rotation with|in addition|in parallel with|among|also|too|as a variant|as one more
        as an extra
    """,
    Cue.BEFORE: """
        in front of|before|ahead of|prior to|in front|upfront|up front|preceding|on top|at the very front
    """,
    Cue.BEHIND: "behind|after|following|afterwards|downstream of|past",
    Cue.FAVOUR: """
        in favour of|in favor of|favouring|favoring|for the benefit of|in favour for|with more for|biased to
        biased towards|tilted towards|tilted to|weighted towards|weighted to|leaning towards|leaning to
        to the benefit of|to the advantage of|with the bigger part for|with the bigger part to
        with the bigger share for|with the bigger share to|with the lion's share to|with the lion's share for
        with most for|with most to|with more to|with the larger share for|with the larger share to
        with the larger part for|with the larger part to
    """,
    Cue.LIKE: """
        like|same way as|the same way as|the same as|same as|exactly like|just like|as if they were|the way of
        similar to|equal to|identical to|likewise as|the way|exactly the same way as|as with|the same way|same way
        exactly as|the same route as|the same path as|as though they were|as for|how
    """,
    Cue.THEN: """
        then|and then|but then|after that|afterwards|followed by|and from there|and after|next|from there
        and finally|finally|and afterwards|after this|and after that|subsequently|still with|and on to|behind it
        behind that|before going on to|before
    """,
    Cue.VERSUS: "vs|vs.|versus|against|v/s|/|v",
    Cue.IN: "in|inside|within|on|under|at|@",
    Cue.OF: "of|among|amongst|from|across",
    Cue.FROM: """
        from|coming from|who come from|which come from|comes from|come from|that come from|that are from
    """,
    Cue.WITH: "with",
    Cue.BOTH: """
        both|both of them|they both|all of them|the two|all three|all two|the three|these two|those two|two
    """,
    Cue.AND: "and|&|n|plus|+|und|y",
    Cue.OR: "or",
    Cue.BUT: "but|while|whereas|however|yet",
    Cue.NOT: """
        isn't|is not|are not|aren't|who are not|who is not|who isn't|who aren't|not|non|outside|outside of|except
        except for|excluding|but not|all but|everyone but|everybody but
    """,
    Cue.NEVER: """
        never|don't|do not|dont|doesn't|shouldn't|cannot|can't|without|neither|nor|none|won't|isn't|no
    """,
    Cue.ONLY: """
        the one and only|one and only|the lot|the whole lot
        only|just|solely|exclusively|only ever|nothing but|alone|sole|always only|100%|all of the|the whole
        all traffic|all the traffic|all clicks|all visitors|everything|all the visitors|entire traffic|all of it
        everyone|everybody|all people|whole traffic|all the clicks|full traffic|the entire traffic
        the full traffic|al the traffic|all of the traffic
    """,
    Cue.ALL: "all|every|whatever|any|complete|completely|entire|entirely|fully|whole|totally",
    Cue.REST: """
        everyone else|everybody else|anyone else|anybody else|all others|all the others|the others|others
        rest of the world|the rest of the world|all other|other countries|all other countries|any other country
        everyone outside of the routes|everyone outside the routes|everyone outside of the two routes
        everyone outside the two routes|whom no route takes|who is in no route
        everywhere else|elsewhere|whoever else|otherwise|fallback|default|by default|all the rest|row
        other traffic|all other traffic|the rest of the traffic|remaining visitors|other visitors
        all other visitors|default way|everything else|anything else|all other people|the other people
        the elsewhere|the default|default route|the rest of the people|the rest of the visitors
    """,
    Cue.OTHER: """
        the other one|the other|other one|the old one|the old|old one|old|the remaining one|its rival
        the former one|the current one|the other two|the other three|other two|the other ones|the other lander
        the other offer|the other landers|the other offers|the other page|the other pages
    """,
    Cue.REMAINDER: """
        the rest|rest|the remainder|remainder|remaining|the remaining|what is left|whatever is left|what's left
        the balance|what remains
    """,
    Cue.EVENLY: """
        evenly|equally|fifty-fifty|fifty fifty|half half|half-half|half and half|halves|in equal parts|even|equal
        even split|equal shares|in equal shares|the same share|same share|equal split|fairly|uniformly|even shares
        50 50|in halves|an even split|an equal split|even steven|same weight|the same weight|equal weight
        equal weights|half n half|half/half|in thirds|identical shares|fair|same shares
    """,
    Cue.EACH: "each|apiece|respectively|per head|a piece|each of them",
    Cue.FIRST: """
        at the very start|at the very beginning|at the very front|at the front|right at the start
        as the very first page|as the first lander|as first page|as first lander
        first|at first|to begin with|at the start|at the beginning|beginning|as the first page|as first
    """,
    Cue.IT: """
        it|them|its|their|that one|this one|that|this|these|those|they|his|her|that page|this page|that lander
        that offer|this lander|this offer|the same one|the funnel|this funnel|that funnel
    """,
    Cue.THERE: "there|in there|in it|here|in this one|in that one",
    Cue.NOW: """
        at the moment|currently|right now|at present|as of now|so far|presently|nowadays|today|these days
        is out of stock|are out of stock|is sold out|are sold out|is unavailable|is no longer available
        is discontinued
        as things stand|until now|for now|up to now|now still
    """,
    Cue.MORE: "another|additional|extra|one more|third|fourth|more|further",
    Cue.NEW: "new|brand new|brand-new|a brand new|a brand-new|fresh|completely new|totally new",
    Cue.CALLED: "called|named|name|titled|entitled|with the name|by the name of|under the name",
    Cue.TIMES: """
        times|x|fold|years|days|hours|weeks|months|bucks|dollars|cents|clicks|conversions|things|points|beers
    """,
    Cue.EVERYWHERE: """
        everywhere|wherever it is used|wherever it's used|wherever it is|wherever it appears|wherever it runs
        wherever it shows up|wherever it is shown|in every funnel|in all funnels|across all funnels
        in all my funnels|in every funnel that uses it|in all funnels that use it|everywhere it is used
        wherever used|in any funnel|in each funnel|wherever we use it|wherever we have it|everywhere we use it
        account-wide|everywhere it's used|in all of my funnels|in all our funnels|wherever it occurs
        in every place|in all places|across the account|throughout the account|in the whole account
        in whatever funnel it is used|no matter where
    """,
    Cue.WEIGHTS: """
        shares|weights|weight|percentages|percentage|ratio|traffic split|distribution|the shares|splits
        proportions|portion|slice|chunk|cut of the traffic|proportion
    """,
    Cue.ROUTE: "route|routes|branch|path|arm|lane|rule|side|country route|condition|routing",
    Cue.BUTTON: "button|buttons|cta|ctas|btn|action|actions|click-out|links out",
    Cue.LANDER: """
        lander|landers|landing page|landing pages|landingpage|landingpages|lp|lps|prelander|prelanders|pre-lander
        pre-landers|presell|bridge page|pre lander|preland page
    """,
    Cue.OFFER: "offer|offers|offer page|product|products|offer pages",
    Cue.PAGE: "page|pages|piece|thing|variant|variants|version|creative|spot|slot",
    Cue.FUNNEL: "funnel|funnels|campaign|campaigns|flow|flows",
    Cue.GROUP: "group|funnel group|folder|groups",
    Cue.NETWORK: "network|affiliate network|offer source|affiliate program",
    Cue.PEOPLE: """
        visitors|visitor|people|users|user|traffic|clicks|click|guys|folks|ppl|peeps|audience|surfers|geo|geos
        customers|owners|ones|countries|country|leads|crowd|hits|visits|of the people|of the visitors|of visitors
        of the traffic|of the clicks|of traffic|device|devices
    """,
    Cue.ASKS: """
        how|how much|how many|what|what if|which|why|who|where|would|show me|tell me|list|compare|does|should i
        is there|what's|whats|report|did|do i
    """,
    Cue.OTHER_JOB: """
        archive|archived|unarchive|clone|cloned|duplicate|copy|pause|paused|undo|revert|export|notify|email
        mail me|book|schedule|build|launch|create|resume|restore|blacklist|whitelist|rate|bid|budget|track|tag
        webhook|log|import|upload|publish|deactivate|disable|enable|activate|reset|refund|new funnel|unpause
    """,
    Cue.NARROWS: """
        women|woman|men|man|male|males|female|females|girls|boys|kid|kids|children|teens|teenagers|seniors
        students|parents|mothers|fathers|mums|moms|dads|married|rich|poor|returning|repeat|recurring|loyal
        retirees|bots|wifi|wi-fi|cellular|carrier|isp|weekend|weekends|night|nights|nighttime|morning|mornings
        evening|evenings|noon|hour|hours|weekday|weekdays|tomorrow|tonight|later|until|till|unless|if|when
        whenever|once|while|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays
        thursdays|fridays|saturdays|sundays|daytime|office|holidays|holiday|christmas|every second|language
        speaking|speakers|spanish|born|age|aged|older|younger|over 18|gay|city|cities|state|region|berlin|london
        paris|bought|clicked|converted|subscribed|logged-in|logged|buyers|subscribers|whoever|maximum|minimum|most
        least|up to|about|roughly|maybe|perhaps|gradually|slowly|randomly|alternately|alternating|winner|loser
        best|worst|better|cheaper|cheapest|highest|lowest|expensive|conditionally|provided|depending|affordable
        as long as|so long as|in case|assuming|as soon as
        unique|first-time|rainy|sunny|am|pm
    """,
    Cue.BECAUSE: """
        because|becuase|since|cause|coz|cuz|cos|as they|so that|otherwise we|due to|in order|given that
    """,
    Cue.LIGHT: """
        wherever|anymore|any more|in future|for good|lately|
        until further notice|for the time being|till further notice|until then
        a|an|the|please|pls|plz|can|could|you|i|we|me|my|our|us|would|will|shall|should|must|also|well|so|ok|okay
        hi|hey|hello|thanks|thank|thx|ty|now|from now on|as of today|starting today|today|actually|really|i want
        i'd like|i would like|we want|we need|i need|want|need|like to|let's|lets|let us|make sure|again|some
        to be|going to|gonna|wanna|want to|need to|have to|has to|had to|ought to|there are|there is|who|which
        where|please can you|for me|for us|just now|one|as|am|im|i'm|we're|do|did|yo|bro|m8|mate|man|dude|k|cheers
        yes|yeah|nothing else|nothing more|that's it|that is it|that's all|it gets only|so only|as of now on
        straight away|of course|immediately|asap|by the way|btw|then it's fine|if you can|if possible|when you can
        if you could|fully|as follows|like this|that way|this way|such|of traffic each|percent of the visitors
        percent of visitors|amp|two things|three things|few|couple|own|its own|their own|the following|respective
        any longer|says|said
        accordingly|be so kind|kindly|at the end|in the end|place|spots|currently in there|currently there
        are in there|is in there|over there|that are in there|at once|both funnels|down|up|back|together|share of
        a share of|the traffic share|part|parts|once again|as soon as you can|as soon as possible
        when you get a chance|if that's ok|if you don't mind|thats
    """,
}
"""Phrases between bars or on their own lines. A phrase that stands twice counts where it stands first."""


@cache
def cues() -> dict[tuple[str, ...], tuple[Cue, ...]]:
    """Words in lower case -> what they may do, the likeliest first."""
    known: dict[tuple[str, ...], list[Cue]] = {}
    for cue, text in PHRASES.items():
        for phrase in text.replace("\n", "|").split("|"):
            if words := tuple(phrase.split()):
                known.setdefault(words, [])
                known[words] += [cue] if cue not in known[words] else []
    return {words: tuple(some) for words, some in known.items()}


@cache
def long_words() -> tuple[str, ...]:
    """Single words in which a typing error is noticed."""
    return tuple(words[0] for words in cues() if len(words) == 1 and len(words[0]) >= 5 and words[0].isalpha())


LONGEST = max(len(words) for words in cues())
