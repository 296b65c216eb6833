"""Who goes where: `treat Liechtenstein like Germany`, `no more Swiss`, `send iPhones from Germany to X`."""

from collections.abc import Sequence

from ..outcome import PuzzledError, QuestionError
from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .skipping import passed_over, use_passed
from .talk import Talk
from .wanted import Goal, Only, Wanted, Way

_AWAY = (Cue.REMOVE, Cue.OUT, Cue.NEVER)
_THEY = ("they", "them", "it", "these", "those")
_WITH_OTHERS = (Cue.JOINS, Cue.LIKE, Cue.ADD, Cue.MOVE, Cue.GOES, Cue.PUT, Cue.BE, Cue.TO, Cue.GETS, Cue.IN)


def read_way(clause: Clause, talk: Talk) -> list[Wanted]:
    who = [item for item in clause.of(Kind.WHO) if not item.used]
    routes = [item for item in clause.of(Kind.STEP) if item.step.startswith("route:")]
    rest = _rest(clause)
    pages = [item for item in clause.pages if not item.used]
    url = next((item for item in clause.of(Kind.URL) if not item.used), None)
    if not who and rest is None and talk.who is not None and _is_of_them(clause, pages, url):
        who = [talk.who]
    if not who and rest is None and talk.subject is not None and _has_no_subject(clause):
        who = [talk.subject]
    if not who and rest is None:
        _needs_countries(clause, routes)
        return []
    who = _once(who)
    if who and (over := passed_over(clause)):
        return _past(clause, who, [item for item in pages if item not in over], over)
    if not who and rest is not None and not pages and url is None:
        return _they(clause, rest, talk)
    if who and not pages and url is None:
        return _with_others(clause, who, routes, rest)
    if url is not None:
        return _to(clause, who, rest, _address(clause), [*clause.of(Kind.URL), *_left_behind(clause, pages)])
    if rest is not None and not who:
        return _to(clause, who, rest, Goal(pages=pages), pages) if clause.has(*_WITH_OTHERS) else []
    return _pages(clause, who, pages)


def _rest(clause: Clause) -> Item | None:
    """`the rest` are people where somebody joins them, else what is left of the shares."""
    cues = (Cue.REST, Cue.REMAINDER) if clause.has(Cue.JOINS, Cue.LIKE) else (Cue.REST,)
    return next((item for item in clause.items if item.kind is Kind.CUE and item.has(*cues)), None)


def _has_no_subject(clause: Clause) -> bool:
    """`… and goes to X`: whoever the clause before was about."""
    light = (Cue.AND, Cue.BUT, Cue.LIGHT, Cue.BEHIND, Cue.ALL)
    said = [item for item in clause.items if item.kind is not Kind.MARK and not item.has(*light)]
    said = [item for item in said if item is not clause.behind]
    joined = any(item.has(Cue.AND, Cue.BUT) for item in clause.items[:2])
    return joined and bool(said) and said[0].kind is Kind.CUE and said[0].has(Cue.GOES, Cue.GETS, Cue.JOINS, Cue.LIKE)


def _needs_countries(clause: Clause, routes: Sequence[Item]) -> None:
    if routes and clause.has(Cue.ADD, Cue.JOINS) and not clause.pages and not clause.of(Kind.SHARES, Kind.URL):
        raise QuestionError(
            f"Which countries or devices should be added to {routes[0].text!r}?", "added", takes="countries",
        )  # fmt: skip


def _with_others(clause: Clause, who: Sequence[Item], routes: Sequence[Item], rest: Item | None) -> list[Wanted]:
    away = clause.has(*_AWAY) and not clause.has(Cue.JOINS)
    if away:
        if len(who) == 2 and clause.has(Cue.NEVER) and clause.has(Cue.JOINS, Cue.MOVE, Cue.LIKE):
            use(*who, *routes, *(item for item in clause.items if item.has(Cue.NEVER)))
            return [Way(clause.words, who[0], Goal(rest=True))]
        if len(who) != 1:
            return []
        use(who[0], *routes, rest)
        return [Way(clause.words, who[0], Goal(rest=True), leaves=True)]
    if len(who) == 2 and clause.has(*_WITH_OTHERS) and not clause.has(Cue.CHANGE, Cue.REPLACE):
        use(*who, *routes)
        return [Way(clause.words, who[0], Goal(like=who[1]))]
    to = [item for item in routes if not (before := clause.cue_before(item)) or not before.has(Cue.FROM)]
    if len(who) == 1 and len(to) == 1 and clause.has(*_WITH_OTHERS):
        use(who[0], *routes)
        return [Way(clause.words, who[0], Goal(like=to[0]))]
    if len(who) == 1 and rest is not None and clause.has(*_WITH_OTHERS):
        use(who[0], rest)
        return [Way(clause.words, who[0], Goal(rest=True))]
    return []


def _once(who: list[Item]) -> list[Item]:
    """`a tablet route: tablets go to …` says the same people twice."""
    values = [{value for token in item.tokens for value in token.values} for item in who]
    if len(who) > 1 and all(one == values[0] for one in values):
        use(*who)
        return who[:1]
    return who


def _is_of_them(clause: Clause, pages: Sequence[Item], url: Item | None) -> bool:
    """`they go to A, then B`, after those were named."""
    they = any(item.text.lower() in _THEY for item in clause.items)
    return they and clause.has(Cue.GOES, Cue.GETS) and bool(pages or url) and not clause.of(Kind.SHARES, Kind.BUTTON)


def _they(clause: Clause, rest: Item, talk: Talk) -> list[Wanted]:
    """`they go where all the others go`."""
    if talk.who is None or not clause.has(Cue.IT) or not clause.has(Cue.GOES, Cue.LIKE, Cue.TO):
        return []
    use(rest)
    return [Way(clause.words, talk.who, Goal(rest=True))]


def _past(clause: Clause, who: Sequence[Item], pages: Sequence[Item], over: Sequence[Item]) -> list[Wanted]:
    """`mobile goes right to X, no quiz`; without X to whatever stands behind the quiz."""
    if len(who) != 1 or len(over) != 1 or clause.of(Kind.SHARES):
        return []
    use(who[0], *pages)
    use_passed(clause, *over)
    if pages:
        return [Way(clause.words, who[0], Goal(pages=list(pages)))]
    return [Way(clause.words, who[0], Goal(past=over[0]), leaves=True)]


def _address(clause: Clause) -> Goal:
    """`to https://… rather than https://…`."""
    urls = clause.of(Kind.URL)
    old = [item for item in urls if (before := clause.cue_before(item, Cue.TO)) and before.has(Cue.INSTEAD_OF)]
    new = [item for item in urls if item not in old]
    if len(new) != 1 or len(old) > 1:
        raise PuzzledError(f"which of {' and '.join(item.text for item in urls)} they should go to")
    return Goal(url=new[0].tokens[0].text, instead_of=old[0].tokens[0].text if old else "")


def _left_behind(clause: Clause, pages: Sequence[Item]) -> list[Item]:
    """`to https://… instead of the quiz`: where they go now."""
    return [page for page in pages if page.is_inside and clause.before(page).has(Cue.INSTEAD_OF)]


def _to(clause: Clause, who: Sequence[Item], rest: Item | None, goal: Goal, used: Sequence[Item]) -> list[Wanted]:
    if len(who) > 1 or (who and rest is not None):
        return []
    use(*who, rest, *used)
    return [Way(clause.words, who[0] if who else None, goal)]


def _pages(clause: Clause, who: Sequence[Item], pages: Sequence[Item]) -> list[Wanted]:
    """`US to A, then B`; `the Swiss only see B`; a swap or a split for some is not read here."""
    if len(who) == 2 and len(pages) == 1 and pages[0].is_inside and clause.has(Cue.LIKE):
        return _seeing_the_same(clause, who, pages[0])
    if len(who) != 1 or not clause.has(Cue.GOES, Cue.GETS, Cue.TO, Cue.ONLY, Cue.USE) or clause.of(Kind.SHARES):
        return []
    if clause.has(Cue.INSTEAD_OF, Cue.REPLACE, Cue.YIELDS, Cue.REPLACES, Cue.REMOVE, Cue.EVENLY):
        return []
    if clause.has(Cue.ADD) and not clause.has(Cue.ROUTE):
        return []
    if clause.has(Cue.BEHIND) or clause.behind is not None:
        return _behind(clause, who[0], pages)
    use(who[0], *pages)
    if _is_given(clause, who[0], pages[0]) and len(pages) == 1:
        return [Only(clause.words, pages[0], scope=who[0])]
    if clause.has(Cue.GOES, Cue.TO) or len(pages) > 1:
        adds = clause.has(Cue.ADD)
        return [Way(clause.words, who[0], Goal(pages=list(pages)), adds=adds)]
    return [Only(clause.words, pages[0], scope=who[0])]


def _behind(clause: Clause, who: Item, pages: Sequence[Item]) -> list[Wanted]:
    """`the Swiss get ShieldVPN DE only behind the advertorial`."""
    behind = clause.behind
    others = [item for item in pages if item is not behind]
    if behind is None or len(others) != 1:
        return []
    use(who, *others, behind)
    return [Only(clause.words, others[0], behind=behind, scope=who)]


def _is_given(clause: Clause, who: Item, page: Item) -> bool:
    """`FoxVPN DE goes to the Swiss`: they see it in its place."""
    between = [item for item in clause.items if page.start < item.start < who.start]
    return any(item.has(Cue.GOES, Cue.TO) for item in between)


def _seeing_the_same(clause: Clause, who: Sequence[Item], page: Item) -> list[Wanted]:
    """`New Zealand should see the slots page like the Germans`, who see it indeed."""
    before = clause.cue_before(who[1])
    if before is None or not before.has(Cue.LIKE) or clause.has(Cue.NEVER, Cue.NOT, Cue.REMOVE):
        return []
    use(*who, page)
    return [Way(clause.words, who[0], Goal(like=who[1], pages=[page]))]
