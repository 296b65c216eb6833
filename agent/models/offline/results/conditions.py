"""What rows have to fulfil: `spent more than 3x the payout without a sale`, `with at least 100 clicks`."""

import re
from decimal import Decimal

from funnels.reports import METRIC, Unit

from ..recognising.numbers import WORDS
from .line import Line, Taken
from .metrics import metric, metric_pattern

_NUMBER = (
    rf"(?P<number>[$\u20ac\u00a3]?\d[\d,]*(?:\.\d+)?[$\u20ac\u00a3]?k?%?|{'|'.join(WORDS)})"
    r"(?: (?:bucks|dollars?|usd|eur|euros?|pounds|quid|percent))?"
)
_TIMES = rf"(?P<times>\d+(?:\.\d+)?x|{_NUMBER}(?: ?x| times| ?\*)?|twice|double|triple|thrice)?"
_MORE = r"(?:more than|over|above|at least|>=?|upwards of|exceeding|beyond|exceeds)"
_SPENT = (
    r"(?:that |which |who )?(?:have |has |had |are |is )?(?:spent|spend|spending|cost|costs|costing"
    r"|burned|burnt|burn|wasted|waste|wasting|blew|eaten|ate|used|with (?:a )?(?:cost|spend)(?: of)?)"
)
_PAYOUT = r"(?:(?:the|its|their|our|one|a) )?(?:payout|payouts|commission)"
_BESIDE = (
    rf"(?:with |having |at )?(?:a )?(?:{_MORE} )?{_TIMES} ?{_PAYOUT} (?:of |in |as )?"
    r"(?:cost|costs|spend|spent|spending)"
)
"""`with over 3x payout cost`."""

_NO_SALE = (
    r"(?:and |but |that |which |with )*(?:(?:without|with no|with zero|no|zero|0|not|got no|had no"
    r"|have no|has no|brought no|made no|not one)(?: even)?(?: a| any| single| one)* (?:conversions?"
    r"|sales?|leads?|orders?|buyers?|purchases?|customers?)|nobody (?:buys|bought|ever bought|orders)"
    r"(?: anything)?(?: (?:there|from (?:there|them|it)))?|never (?:converted|sold(?: anything)?)|(?:did not"
    r"|didn't|don't|do not|does not|doesn't|not) (?:convert(?:ed|ing)?|sell(?: anything)?)"
    r"|sold nothing|that sell nothing|brought nothing|bring nothing)"
)
_RED = (
    r"(?:that |which |who )?(?:are |is |were |was )?(?:in the red|losing(?: me| us)?(?: money)?"
    r"|loss-making|unprofitable|making (?:a )?loss(?:es)?|negative|lost money|lose money|loses money"
    r"|los(?:e|es|ing|t) (?:me|us) money|losers?|in loss|(?:burn|burns|burning|burnt|burned|wast(?:e|es|ing|ed)"
    r"|eat|eats|eating)(?: up)? (?:my |our |the )?(?:money|cash|budget)|not profitable|under water"
    r"|bleeding(?: money)?)"
)
_BLACK = (
    r"(?:that |which |who )?(?:are |is |were |was )?(?:in the black|profitable|making (?:me "
    r"|us )?money|made money|make money|makes money|in profit|winners?|positive|in the green|in the plus"
    r"|earning money|breaking even|above water)"
)

_BARE_MORE = (
    r"(?P<sign>more than|over|above|at least|minimum|min|no fewer than|>=|>|from|greater than|higher than|exceeding)"
)
_BARE_LESS = r"(?P<sign>less than|under|below|at most|maximum|max|fewer than|no more than|<=|<|up to|lower than)"
_IGNORED = r"(?:ignor(?:e|ing)|skip(?:ping)?|leav(?:e|ing) out|exclud(?:e|ing)|without|drop(?:ping)?|not counting)"
_AT_LEAST = r"(?P<number>\d+)(?P<sign>\+)"
_SIGNS = {
    "+": ">=",
    "at least": ">=", "minimum": ">=", "min": ">=", "no fewer than": ">=", ">=": ">=", "from": ">=",
    "at most": "<=", "maximum": "<=", "max": "<=", "no more than": "<=", "<=": "<=", "up to": "<=",
}  # fmt: skip
_AFTER = r"(?:in |of )?"


def take_conditions(line: Line) -> tuple[str, ...]:
    """In the spelling that reports take."""
    found: list[str] = []
    taken = line.take(rf"{_SPENT} (?:{_MORE} )?{_TIMES} ?(?:of )?{_PAYOUT}") or line.take(_BESIDE)
    if taken:
        times = _times(taken["times"])
        found.append(f"cost > {times} * payout" if times != "1" else "cost > payout")
    is_wasted = taken is not None and "wast" in taken.text  # what brought a conversion is not
    if line.take(_NO_SALE) or is_wasted:
        found.append("conversions = 0")
    if line.take(_RED):
        found.append("profitAndLoss < 0")
    elif line.take(rf"(?<!most )(?<!least ){_BLACK}"):
        found.append("profitAndLoss > 0")
    return (*found, *_amounts(line))


def _amounts(line: Line) -> list[str]:
    """`with at least 100 clicks`, `cost above $50`, `ROI below 20%`, `>= 10 conversions`."""
    found: list[Taken] = []
    lead = r"(?:with |having |where |and |that have |that had |which have |of )*(?:the |a |an )*"
    least = rf"{_IGNORED} (?:\S+ ){{0,3}}?{_BARE_LESS} {_NUMBER} {_AFTER}{metric_pattern()}"
    found += [Taken(one.groups | {"sign": "at least"}, one.text) for one in line.take_all(least)]
    between = r"(?:is |was |are |of |were |me |us |been |already )*"
    for signs in (_BARE_MORE, _BARE_LESS):
        found += line.take_all(rf"{lead}{signs} {_NUMBER} {_AFTER}{metric_pattern()}")
        spent = line.take_all(rf"{_SPENT} (?:me |us |up |through |away )*{signs} {_NUMBER}")
        found += [Taken(one.groups | {"metric": "cost"}, one.text) for one in spent]
        found += line.take_all(rf"{lead}{metric_pattern()} {between}{signs} {_NUMBER}")
    found += line.take_all(rf"{lead}{_AT_LEAST} (?:or more )?{metric_pattern()}")
    return list(map(_condition, found))


def _condition(taken: Taken) -> str:
    id, sign = metric(taken["metric"]), taken["sign"]
    plain = "<" if re.fullmatch(_BARE_LESS, sign) else ">"
    return f"{id} {_SIGNS.get(sign, plain)} {_value(taken['number'], id)}"


def _value(said: str, id: str) -> str:
    """A percentage, or a bare number above 1 of a share, is a hundredth."""
    if said in WORDS:
        return f"{WORDS[said]:f}"
    bare = said.strip("$\u20ac\u00a3%").replace(",", "")
    value = Decimal(bare.removesuffix("k")) * (1000 if bare.endswith("k") else 1)
    if METRIC[id].unit is Unit.SHARE and (said.endswith("%") or abs(value) > 1):
        value /= 100
    return f"{value:f}"


def _times(said: str) -> str:
    if not said:
        return "1"
    if word := {"twice": "2", "double": "2", "triple": "3", "thrice": "3"}.get(said):
        return word
    bare = said.replace("times", "").strip(" x*")
    return f"{WORDS[bare]:f}" if bare in WORDS else bare
