"""How people type in chats: short forms and dropped letters, as the words they stand for."""

import re

_SHORT = """
wich whch wihch=which|wat wot wut wats=what|u=you|ur=your|ppl=people|yday ystd ystday yest yester=yesterday
tdy 2day=today|tmrw=tomorrow|wk=week|wks=weeks|mth mo=month|mths mos=months|gimme=give me|lemme=let me
n nd=and|hows=how is|whos=who is|wheres=where is|thats=that is|theres=there is|im=i am
dont=don't|doesnt=doesn't|didnt=didn't|isnt=isn't|arent=aren't|wasnt=wasn't|hasnt=hasn't|havent=haven't|cant=can't
w/=with|w/o=without|abt=about|btw=by the way|rn=right now|pct=percent|avg=average|nr=number
cuz cos coz=because|prof profs=profit|revs=revenue|convos=conversions|cnv=conversions|expences=expenses
wining=winning|winer=winner|looser=loser|loosing=losing|loose=lose|beter=better|wors=worse
mtd=this month|wtd=this week|ytd=this year|l7d=last 7 days|l30d=last 30 days|l14d=last 14 days
teh=the|adn=and|fo=of|fot=for|frm=from|form=from|ths=this|tis=this|lst=last|pst=past|dya=day|tody=today
moeny mony=money|proft=profit
umsatz=revenue|kosten ausgaben=cost|gewinn=profit|heute=today|gestern=yesterday|woche=week
letzte letzten letzter=last|monat=month|wieviel=how much|pro=per|verkäufe=sales|tage=days|diesen dieser=this
x=x|csot=cost|cst=cost|lnik=link|lnk=link|lnks=links|buyrs=buyers|slaes=sales
"""
_WORDS = {
    said: meant
    for pair in _SHORT.replace("\n", "|").split("|")
    if pair
    for said in pair.partition("=")[0].split()
    for meant in [pair.partition("=")[2]]
}
_UNITS = {"d": "days", "h": "hours", "hr": "hours", "hrs": "hours", "w": "weeks", "wk": "weeks", "wks": "weeks"}
_COUNTED = re.compile(r"(\d{1,3})(d|h|hrs?|w|wks?)")
_DROPPED = re.compile(r"[a-z]{3,}in")


def spoken(word: str, known: frozenset[str]) -> str:
    """`7d` is `7 days`, `comin` is `coming`; a word that is known stays."""
    if meant := _WORDS.get(word):
        return meant
    if counted := _COUNTED.fullmatch(word):
        return f"{counted[1]} {_UNITS[counted[2]]}"
    if _DROPPED.fullmatch(word) and f"{word}g" in known and word not in known:
        return f"{word}g"
    return word
