"""Which rows come first, and how many: `top 5 countries by profit`, `worst placements by ROI`, `the most buyers`."""

from dataclasses import dataclass, replace

from ..recognising.numbers import WORDS
from .attributes import attribute_pattern
from .line import NAME, TAKEN, Line
from .metrics import is_better_low, metric, metric_pattern

_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(word for word in WORDS if word not in ('zero', 'hundred'))})"
_GOOD = (
    r"(?P<good>top|best|leading|strongest|biggest|greatest|largest|most profitable|highest"
    r"|best performing|best-performing|most successful)"
)
_BAD = (
    r"(?P<bad>bottom|worst|weakest|poorest|least profitable|lowest|smallest|worst performing"
    r"|worst-performing|cheapest|least successful|flop)"
)
_HIGH = (
    r"(?:the )?(?:highest|most|biggest|largest|greatest|top|best|more(?! than)|higher(?! than)"
    r"|better(?! than)|bigger(?! than)|larger(?! than)|heaviest|steepest|fattest|maximum|max|maximal)"
)
_LOW = (
    r"(?:the )?(?:minimum|min|minimal|lowest|least|fewest|smallest|worst|lower(?! than)|fewer(?! than)"
    r"|less(?! than)|worse(?! than))"
)
_DEEP = rf"(?:{_HIGH}|(?:the )?(?:worst|deepest|big|bad|huge|heavy))"
_LOSS = r"(?:loss|losses|minus|deficits?)"
"""The greater, the worse: of all numbers people count this one downwards."""

_ON = r"(?:(?:for|us|me|from|of) )*(?:us |me |up |in |away |through )*"
_MONEY = r"(?:of )?(?:my |our |the )?(?:money|cash|dough|bucks|profit)"
_LOSES = (
    r"(?:bleeds?|bleeding|bled|loses?|losing|lost|burns?|burning|burned|burnt|eats?|eating|ate|eaten|wastes?|wasting"
    r"|wasted|drains?|draining|drained|sinks?|sinking|sunk|blows?|blew|blowing|swallows?|swallowing)"
)
_SPENDS = r"(?:spends?|spending|spent|costs?|costing|eats?|eating|burns?|burning|takes?|taking|swallows?)"
_EARNS = (
    r"(?:makes?|making|made|earns?|earning|earned|brings?|bringing|brought|generates?|generating|generated"
    r"|prints?|printing|pulls?|pulling|yields?)"
)
_FARES = r"(?:works?|performs?|does|did|do|converts?|sells?|is|are|was|performed|worked|doing|goes|fares?|runs?)"
_END = rf"(?=$| (?:[{TAKEN},]|{NAME}\d|(?:on|in|for|from|with|of|at|so|here|there|and|to|by|per)(?!\S)))"
_MOST = r"(?:the )?(?:most|more(?! than)|best)"
_BROUGHT = (
    r"(?:brought|bring|brings|got|gets|get|had|has|have|made|makes|make|gave|gives|delivered|drives"
    r"|drove|generated|earned|produced)"
)


@dataclass(frozen=True, slots=True)
class Ranking:
    sort: str = ""
    limit: int = 0
    metrics: tuple[str, ...] = ()
    having: tuple[str, ...] = ()


def take_ranking(line: Line) -> Ranking:
    """`best` and `worst` mean the profit where no number is named; of costs the lowest are best."""
    found = _by_loss(line) or _ranking(line)
    return replace(found, limit=found.limit or _how_many(line)) if found.sort else found


def _how_many(line: Line) -> int:
    """`worst two sections, largest losses first`, `the three countries with …`, `name two`."""
    worth = rf"(?:{_GOOD}|{_BAD})"
    taken = (
        line.take(rf"(?:the |my |our )*{_COUNT} {worth}")
        or line.take(rf"(?:the |my |our )*{worth}[- ]{_COUNT}")
        or line.take(rf"(?:the |my |our )*{_COUNT}(?= (?:{NAME}\d+ )?{attribute_pattern()}(?!\S))")
        or line.take(
            r"(?:name|give|show|tell|list|only|just|i need|i want)(?: me| us)? (?:only |just )?(?:the )?"
            rf"(?:first |top )?{_COUNT}(?: of (?:them|those|these))?(?=$| [{TAKEN},]| please| is enough| are enough)"
        )
    )
    return _number(taken["count"]) if taken else 0


def _by_loss(line: Line) -> Ranking | None:
    """`the biggest loss` is the lowest profit."""
    if line.take(rf"{_DEEP} {_LOSS}(?: first| on top)?|(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?) (?:by|on) {_LOSS}"):
        return Ranking("-profitAndLoss", 0, ("profitAndLoss",))
    if line.take(rf"{_LOW} {_LOSS}(?: first)?"):
        return Ranking("profitAndLoss", 0, ("profitAndLoss",), ("profitAndLoss < 0",))
    return None


def _first(line: Line) -> str:
    """`highest first`, `worst ones on top`: an order, not how many."""
    first = (
        r"(?: (?:one|ones|row|rows|at))?(?: (?:come|comes|coming|should be))?"
        r" (?:first|on (?:the )?top|at the top|up front)"
    )
    for words, sort in (
        (r"best|strongest|top|winners?", "best"),
        (r"worst|weakest|losers?", "worst"),
        (r"highest|biggest|largest|greatest|most|descending", "highest"),
        (r"lowest|smallest|fewest|least|cheapest|ascending", "lowest"),
    ):
        if line.take(rf"(?:(?:with |from )?(?:the )?(?:{words}){first}|from (?:the )?(?:{words}) to (?:the )?\w+)"):
            return sort
    return ""


def _ranking(line: Line) -> Ranking:
    if first := _first(line):
        return Ranking(first)
    if by_money := _by_money(line):
        return by_money
    if taken := line.take(r"(?:converts?|sells?|sold|converted|converting) (?:the )?(?P<way>best|worst|most|least)"):
        sign = "-" if taken["way"] in ("worst", "least") else ""
        return Ranking(f"{sign}conversionPerVisit", 0, ("conversionPerVisit",))
    if taken := line.take(rf"(?:{_HIGH}) {metric_pattern()}"):
        return Ranking(metric(taken["metric"]), 0, (metric(taken["metric"]),))
    if taken := line.take(rf"(?:{_LOW}) {metric_pattern()}"):
        return Ranking(f"-{metric(taken['metric'])}", 0, (metric(taken["metric"]),))
    worth = rf"(?:{_GOOD}|{_BAD})"
    taken = line.take(rf"(?:the |my |our )*{_COUNT} {worth}") or line.take(
        rf"(?:the |my |our )*{worth}(?:[- ]{_COUNT})?"
    )
    if taken is None:
        return _brought(line)
    limit = _number(taken["count"])
    along = line.take(rf"(?:sorted |ranked |ordered )?(?:by|in|for|on) {metric_pattern()}")
    low = bool(taken["bad"])
    if along is None:
        return Ranking("worst" if low else "best", limit or 5)
    id = metric(along["metric"])
    by_worth = (taken["good"] or taken["bad"]).startswith(("best", "worst", "weakest", "poorest", "strongest"))
    low ^= by_worth and is_better_low(id)
    return Ranking(f"-{id}" if low else id, limit or 5, (id,))


def _by_money(line: Line) -> Ranking | None:
    """`which one loses us the most money`, `what cost us most`, `which lander makes more`."""
    for pattern, sort in (
        (rf"{_LOSES} {_ON}{_MOST} {_MONEY}|{_LOSES} {_ON}{_MONEY} (?:the )?most", "-profitAndLoss"),
        (rf"(?:bleeds?|bleeding|loses?|losing|lost) {_ON}{_MOST}(?! \w)", "-profitAndLoss"),
        (rf"{_SPENDS} {_ON}{_MOST} (?:of )?(?:my |our |the )?(?:money|cash|budget)", "cost"),
        (rf"(?:spent|costs?|costing) {_ON}(?:the )?most", "cost"),
        (rf"{_EARNS} {_ON}{_MOST} {_MONEY}", "profitAndLoss"),
        (rf"(?:earns?|earning|earned) {_ON}(?:the )?(?:most|more){_END}", "revenue"),
        (rf"(?:makes?|making|made|brings?|brought) {_ON}(?:the )?(?:most|more){_END}", "profitAndLoss"),
    ):
        if line.take(pattern):
            return Ranking(sort, 0, (sort.removeprefix("-"),))
    return None


def _brought(line: Line) -> Ranking:
    """`which section brought the buyers`; or rows sorted as one wishes."""
    if taken := line.take(rf"{_BROUGHT} (?:us |me )?(?:in )?(?:the |all the |any |all )?{metric_pattern()}"):
        id = metric(taken["metric"])
        return Ranking(id, 0, (id,))
    if taken := line.take(rf"(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?) (?:by|on) {metric_pattern()}"):
        return Ranking(metric(taken["metric"]), 0, (metric(taken["metric"]),))
    if line.has(r"^(?:which|what) .*") and line.take(
        r"(?:converts?|sells?|sold|converted)(?! (?:the )?(?:best|worst))"
    ):
        return Ranking("conversions", 0, ("conversions",))
    if line.take(rf"{_FARES} (?:the )?(?:best|better)"):
        return Ranking("best", 0)
    if line.take(rf"{_FARES} (?:the )?(?:worst|worse)"):
        return Ranking("worst", 0)
    return Ranking()


def _number(said: str) -> int:
    return int(WORDS[said]) if said in WORDS else int(said or 0)
