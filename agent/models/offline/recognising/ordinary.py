"""Everyday words that may be passed over where nothing hangs on them.

Most of what people say around a request is plain English that no list of ours foresees. Such a word is passed over,
and told as passed over, unless it could narrow down who is meant, when, how much or what is to be done: those are
listed here, and are asked about wherever they have no place.
"""

from functools import cache

from .english import english_words

_COMMON = 30_000
"""So many of the most frequent words; rarer ones are as likely to be names."""

_MATTER = """
adults affiliates agents asians bachelors beginners blacks bots boyfriends boys bros bucks buyers campers cats
christians clients commuters companies competitors couples crawlers customers dads daughters diabetics divorced
dogs doctors drinkers drivers elderly elders employees ex experts families fans farmers fathers females fishermen
followers foreigners freelancers gamblers gamers gardeners gentlemen girlfriends girls grandparents guests
hispanics homeowners hunters husbands immigrants infants investors judges kids ladies landlords latinos lawyers
leads learners listeners locals losers lovers loyal males married members men mobsters moderators moms mothers
mums muslims natives newbies newcomers nurses officers owners parents partners patients pensioners players poor
prospects professionals readers regulars renters residents retirees returning reviewers rich riders robots sailors
seniors shoppers shops singles sisters smokers soldiers sons spammers speakers staff students subscribers
survivors teachers teenagers teens tenants testers tourists travelers travellers travelling trial unemployed
unmarried veterans victims viewers vips voters wives woman women workers young younger old older new existing
former frequent first second third fourth last next previous registered logged unregistered anonymous after
afternoon again am annually april august autumn before bimonthly christmas daily dawn day days december during
dusk easter end ends evening evenings february fortnight friday hour hourly hours january july june lunch march
may midnight minute minutes monday month monthly months morning mornings night nights noon november october pm
quarter quarterly saturday season seasonal seconds september since soon spring summer sunday temporarily temporary
thursday till today tomorrow tonight tuesday until wednesday week weekday weekdays weekend weekends weekly weeks
while winter year yearly years yesterday although barely but cannot case depending depends despite either else
except exception exclude excluded excluding exclusively if instead limited merely neither never no nobody none nor
not nothing nowhere once only otherwise partially partly provided rather solely though unless unlike when whenever
whereas whether without all another any both bottom cap double dozen each every extra few fewer fifth fifty half
highest hundred increase least less limit lower lowest maximum max million minimum min more most much must one
percent remaining rest same several single tenth thousand thrice top total triple twice two unlimited various zero
abroad alone alongside nearby obese offline online overseas overweight plus minus pregnant wealthy
archive ban block bid bids bidding blacklist book cancel clone cloak copy cost costs crawl cut decrease delete
disable duplicate email emails enable erase expire export filter fire fraud hide import kill launch mail mirror
move notify optimise optimize pause payout payouts post postback price prices publish raise reduce refund rename
replace report reset restart restore restrict resume revenue rotate schedule share shares skip spend stop swap
switch sync test track trigger turn undo unpublish update weight weights whitelist action actions ad ads adset age
audience bandwidth banner bot brand browser browsers campaign campaigns carrier carriers cities city clicks client
condition conditions connection content conversions cookie cookies countries country creative creatives default
device devices domain domains event events exit field fields folder frequency funnel funnels gender group groups
gross guest hosting income interest interests ip keyword keywords language languages lead link links list local
mobile network networks node nodes note notes offer offers os owner page pages pixel placement placements platform
platforms popup provider proxy referrer referrers region regions residential route routes rule rules script
section sections segment session site sites size source sources split state states step steps tablet tag tags
target template token tokens traffic type types user users value version visit visits visitor visitors webhook
widget widgets wifi zip zone zones behind below beneath between beside besides opposite above in front left right
"""


_LIMITING = "ban block cap delay exclude filter limit pause restrict schedule target throttle"
"""Whoever is capped or targeted is not everybody, in whatever form it is said."""


@cache
def _common() -> frozenset[str]:
    return frozenset(english_words()[:_COMMON])


@cache
def _that_matter() -> frozenset[str]:
    words = _MATTER.split()
    return frozenset([*words, *(word.removesuffix("s") for word in words), *_limiting()])


def _limiting() -> list[str]:
    stems = [form for verb in _LIMITING.split() for form in (verb, verb.removesuffix("e"), verb + verb[-1])]
    return [stem + ending for stem in stems for ending in ("s", "d", "ed", "es", "ing")]


def is_ordinary(text: str) -> bool:
    """Whether all words are plain English of which nothing hangs on any. A capital speaks for a name."""
    words = text.split()
    return bool(words) and all(
        word.islower() and word.isalpha() and word not in _that_matter() and word in _common() for word in words
    )
