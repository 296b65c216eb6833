"""Where a button leads: `button 2 of the quiz goes to X`, `the tenants (second button) get X`."""

from collections.abc import Sequence

from ..outcome import QuestionError
from .clause import Clause, use
from .cue import Cue
from .items import Item, Kind
from .talk import Talk
from .wanted import Address, Goal, Insert, Lead, Only, Unlead, Wanted

_LEADS = (
    Cue.GOES, Cue.GETS, Cue.TO, Cue.INSTEAD, Cue.INSTEAD_OF, Cue.CHANGE, Cue.BE, Cue.REPLACE, Cue.ADD, Cue.PUT,
    Cue.USE, Cue.YIELDS, Cue.MOVE,
)  # fmt: skip
_ADDRESSES = (
    Cue.GETS, Cue.GOES, Cue.TO, Cue.REPLACE, Cue.CHANGE, Cue.BE, Cue.PUT, Cue.USE, Cue.YIELDS, Cue.ITS_PLACE,
)  # fmt: skip
_OWNERS = ("its", "their", "his")


def read_lead(clause: Clause, talk: Talk) -> list[Wanted]:
    button = _button(clause)
    number = button.number if button else talk.button
    if button is None and (not number or not _goes_on(clause)):
        return read_page_lead(clause)
    if gone := _taken_away(clause, button, talk):
        return gone
    if not clause.has(*_LEADS) or clause.has(Cue.KEEPS):
        return []
    page = _page_of(clause, button, talk) or talk.inserted
    if not number and page is None:
        return []
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
        if clause.has(Cue.ADD, Cue.PUT, Cue.MORE):
            talk.opened = button
            use(*(item for item in clause.items if item.has(Cue.ADD, Cue.PUT, Cue.MORE)))
        return []
    use(button, page, *places, *targets, *clause.pages)
    return [Lead(clause.words, page, number, _goal(clause, targets))]


def _goal(clause: Clause, targets: Sequence[Item]) -> Goal:
    """`to A instead of B`."""
    old = [item for item in targets if clause.before(item).has(Cue.INSTEAD_OF)] if len(targets) > 1 else []
    return Goal(pages=[item for item in targets if item not in old], not_to=[item for item in old if item.is_inside])


def _button(clause: Clause) -> Item | None:
    """One with a number, or `the button of A`, `its button`: the only one."""
    known = clause.of(Kind.BUTTON)
    alone = [item for item in known if item.text.lower() in ("button", "cta", "btn") and clause.has(Cue.GOES)]
    return next((item for item in known if item.number), alone[0] if len(known) == len(alone) == 1 else None)


def _taken_away(clause: Clause, button: Item | None, talk: Talk) -> list[Wanted]:
    """`kill button two`, `take the second button off the quiz`."""
    if button is None or not button.number or not clause.has(Cue.REMOVE, Cue.OUT):
        return []
    others = (Kind.URL, Kind.SHARES, Kind.WHO, Kind.ROLE)
    if clause.newcomers or clause.of(*others) or clause.has(Cue.ADD, Cue.PUT, Cue.REPLACE, Cue.INSTEAD, Cue.TO):
        return []
    page = _page_of(clause, button, talk)
    said = [item for item in clause.inside if item is not page]
    use(button, page, *said)
    return [Unlead(clause.words, page, button.number, said)]


def read_page_lead(clause: Clause) -> list[Wanted]:
    """`the quiz leads to X, not Y`: by its only button."""
    others = (Kind.SHARES, Kind.WHO, Kind.BUTTON, Kind.STEP, Kind.ROLE)
    if clause.of(*others) or clause.has(Cue.ALL, Cue.ONLY, Cue.REST, Cue.REMOVE, Cue.REPLACE, Cue.ADD, Cue.IT):
        return []
    first, urls = next(iter(clause.pages), None), clause.of(Kind.URL)
    if first is None or not first.is_inside or {seat.type for seat in first.seats} != {"lander"}:
        return []
    targets = [*clause.pages[1:], *urls]
    if not targets or not _leads_on(clause.between(first, targets[0])):
        return []
    if urls and len(targets) == 1:
        use(first, urls[0])
        return [Lead(clause.words, first, 0, Goal(url=urls[0].tokens[0].text))]
    if urls or not all(_is_offer(item) for item in targets):
        return []
    use(*clause.pages)
    return [Lead(clause.words, first, 0, _goal(clause, targets))]


def _leads_on(between: Clause) -> bool:
    """Nothing but a verb of leading stands there."""
    light = (Cue.GOES, Cue.TO, Cue.LIGHT, Cue.NOW, Cue.INSTEAD)
    return between.has(Cue.GOES) and all(item.kind is Kind.CUE and item.has(*light) for item in between.items)


def _is_offer(item: Item) -> bool:
    types = {seat.type for seat in item.seats} or {one.page_type for token in item.tokens for one in token.of("page")}
    return types == {"offer"}


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
    adds = (Cue.TO,) if clause.before(button).has(Cue.ADD, Cue.PUT) else ()  # `add a third button to A`
    after = _following(clause.items[place + 1 :], *adds)
    if after is not None:
        return after
    before = [
        item
        for item in clause.items[:place]
        if (item.kind is Kind.PAGE and not _is_offer(item)) or (item.kind is Kind.ROLE and item.role)
    ]
    targets = [item for item in clause.items[place:] if item.kind in (Kind.PAGE, Kind.URL)]
    if not before or (place and clause.items[place - 1].has(Cue.BEHIND)):
        return None
    return before[-1] if targets or before[-1].is_inside else None


def _following(items: Sequence[Item], *light: Cue) -> Item | None:
    for item in items:
        if item.kind in (Kind.PAGE, Kind.ROLE):
            return item
        if item.kind is not Kind.CUE or not item.has(Cue.OF, Cue.IN, Cue.LIGHT, *light) or item.has(Cue.GOES):
            return None
    return None


def _is_example(clause: Clause, item: Item) -> bool:
    """`just like the one on the comparison page`."""
    return clause.before(item).has(Cue.LIKE) and item.is_inside


def with_buttons(found: Sequence[Wanted], talk: Talk) -> None:
    """What comes in front has the buttons that are told next."""
    for one in found:
        if isinstance(one, Insert) and not one.after:
            talk.inserted = one.new
        elif isinstance(one, Lead) and talk.opened is not None and one.button == talk.opened.number:
            talk.opened = None


def refuse_unled(talk: Talk) -> None:
    if talk.opened is not None:
        raise QuestionError(
            f"Where should {talk.opened.text} lead?", "to|button", takes="name",
            joins=f". Button {talk.opened.number} leads to {{}}",
        )  # fmt: skip
