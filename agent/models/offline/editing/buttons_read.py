"""Where a button leads: `button 2 of the quiz goes to X`, `the tenants (second button) get X`."""

from collections.abc import Sequence

from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Address, Goal, Lead, Only, Wanted

_LEADS = (
    Cue.GOES, Cue.GETS, Cue.TO, Cue.INSTEAD, Cue.INSTEAD_OF, Cue.CHANGE, Cue.BE, Cue.REPLACE, Cue.ADD, Cue.PUT,
    Cue.USE, Cue.YIELDS, Cue.MOVE,
)  # fmt: skip
_ADDRESSES = (
    Cue.GETS, Cue.GOES, Cue.TO, Cue.REPLACE, Cue.CHANGE, Cue.BE, Cue.PUT, Cue.USE, Cue.YIELDS, Cue.ITS_PLACE,
)  # fmt: skip
_OWNERS = ("its", "their", "his")


def read_lead(clause: Clause, talk: Talk) -> list[Wanted]:
    button = next((item for item in clause.of(Kind.BUTTON) if item.number), None)
    number = button.number if button else talk.button
    if not number or not clause.has(*_LEADS) or (button is None and not _goes_on(clause)):
        return []
    page = _page_of(clause, button, talk)
    if page is None and len(clause.pages) > 1 and clause.pages[0].is_inside:
        page = clause.pages[0]
    url = next(iter(clause.of(Kind.URL)), None)
    places = [item for item in clause.of(Kind.STEP) if not item.step.startswith("route:")]
    targets = [item for item in clause.pages if not _is_same(item, page) and not _is_example(clause, item)]
    if url is not None:
        use(button, page, url, *places)
        return [Lead(clause.words, page, number, Goal(url=url.tokens[0].text))]
    if not targets:
        talk.button, talk.of_button = number, page
        use(button, page)
        return []
    old = [item for item in targets if clause.before(item).has(Cue.INSTEAD_OF)] if len(targets) > 1 else []
    new = [item for item in targets if item not in old]
    use(button, page, *places, *targets, *clause.pages)
    return [Lead(clause.words, page, number, Goal(pages=new))]


def read_step(clause: Clause, talk: Talk) -> list[Wanted]:
    """`the tenants get ClearDebt`, `replace the exit page by https://…`: the place that is called so."""
    steps = [item for item in clause.of(Kind.STEP) if not item.step.startswith("route:") and not item.used]
    if not steps and talk.step is not None and clause.has(Cue.IT, Cue.ITS_PLACE, Cue.THERE, Cue.INSTEAD):
        steps = [talk.step]
    pages = [item for item in clause.pages if not item.used]
    urls = clause.of(Kind.URL)
    if len(steps) == len(urls) == 1 and not pages and not clause.of(Kind.WHO) and clause.has(*_ADDRESSES):
        use(steps[0], urls[0])
        return [Address(clause.words, old="", new=urls[0].tokens[0].text, at=steps[0])]
    if len(steps) != 1 or len(pages) != 1 or not clause.has(Cue.GETS, Cue.GOES, Cue.BE, Cue.TO, Cue.USE, Cue.PUT):
        return []
    use(steps[0], pages[0])
    return [Only(clause.words, pages[0], at=steps[0].step)]


def _is_same(item: Item, page: Item | None) -> bool:
    if page is None or item is page:
        return item is page
    names = [{one.name for token in each.tokens for one in token.of("page") if one.exact} for each in (item, page)]
    return bool(names[0] & names[1])


def _goes_on(clause: Clause) -> bool:
    """`it should lead to …`, said of the button that was spoken of."""
    return clause.has(Cue.IT) and clause.has(Cue.GOES, Cue.TO)


def _page_of(clause: Clause, button: Item | None, talk: Talk) -> Item | None:
    """The page whose button it is: `button 2 of A`, `A's second button`, `give A a second button`."""
    if button is None:
        return talk.of_button
    place = clause.place(button)
    if place and clause.items[place - 1].text.lower() in _OWNERS:
        return talk.page
    after = _following(clause.items[place + 1 :])
    if after is not None:
        return after
    before = [
        item for item in clause.items[:place] if item.kind is Kind.PAGE or (item.kind is Kind.ROLE and item.role)
    ]
    targets = [item for item in clause.items[place:] if item.kind in (Kind.PAGE, Kind.URL)]
    if not before or (place and clause.items[place - 1].has(Cue.BEHIND)):
        return None
    return before[-1] if targets or before[-1].is_inside else None


def _following(items: Sequence[Item]) -> Item | None:
    for item in items:
        if item.kind in (Kind.PAGE, Kind.ROLE):
            return item
        if item.kind is not Kind.CUE or not item.has(Cue.OF, Cue.IN, Cue.LIGHT) or item.has(Cue.GOES, Cue.TO):
            return None
    return None


def _is_example(clause: Clause, item: Item) -> bool:
    """`just like the one on the comparison page`."""
    return clause.before(item).has(Cue.LIKE) and item.is_inside
