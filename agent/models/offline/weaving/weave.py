"""From tokens to a sketch: which pages follow which, who comes which way, with what shares and buttons."""

from collections.abc import Mapping, Sequence

from ..drawing.audience import audience
from ..drawing.new_page import NewPageReader, starts_new_page
from ..drawing.peeking import (
    behind,
    in_words,
    is_followed_by_page,
    is_of_a_name,
    is_page_place,
    only_a_share_follows,
    sign_at,
)
from ..drawing.sketch import Chain, Group, Sketch, Wish
from ..outcome import Json, PuzzledError
from ..tokens import Sign, Token
from .going_on import begins_another, goes_on, is_lander
from .heads import Head, audience_behind, head_at
from .waiting import WaitingShares

_ROLES = {Sign.LANDER: "lander", Sign.OFFER: "offer"}
_MEANINGLESS = frozenset(
    (
        Sign.BUTTON, Sign.FILLER, Sign.TRAFFIC, Sign.BUILD, Sign.SPLIT, Sign.FUNNEL, Sign.PAGE, Sign.IT,
        Sign.IN, Sign.FOR, Sign.FROM,
        Sign.AT, Sign.WITH, Sign.BY, Sign.OF, Sign.AS, Sign.THERE, Sign.COLON, Sign.USE, Sign.SHOW, Sign.SET,
        Sign.ROUTE, Sign.YES, Sign.SOURCE, Sign.CALLED, Sign.ADD, Sign.SAME, Sign.HELP, Sign.WHICH, Sign.LINKS,
    )
)  # fmt: skip
"""What changes nothing about the way of the visitors where it stands alone."""


def weave(tokens: Sequence[Token], sketch: Sketch, answers: Mapping[str, Json]) -> Sketch:
    """Fills in the chains. Raises PuzzledError naming what has no place in them."""
    _Weaver(tokens, sketch, answers).run()
    return sketch


class _Weaver:
    def __init__(self, tokens: Sequence[Token], sketch: Sketch, answers: Mapping[str, Json]) -> None:
        self._tokens = tokens
        self._answers = answers
        self._fork = sketch.chains
        self._chain = Chain()
        self._fork.append(self._chain)
        self._next_group = True
        self._role = ""
        self._shares = WaitingShares()
        self._buttons_of: Group | None = None
        self._place = 0
        self._starts = True
        """Whether a sentence begins here."""

        self._left: list[Token] = []

    def run(self) -> None:
        self._clause()
        while self._place < len(self._tokens):
            self._step(self._tokens[self._place])
        self._shares.hand_back(self._fork)
        if self._left:
            raise PuzzledError(in_words(self._left))

    def _step(self, token: Token) -> None:
        starts = self._starts
        self._starts = False
        match token.sign:
            case Sign.STOP:
                self._place += 1
                self._next_group, self._role, self._starts = True, "", True
                self._end()
                self._clause()
            case Sign.ORDINAL | Sign.YES | Sign.NO | Sign.BUTTON if self._at_button():
                self._clause()
            case Sign.COMMA | Sign.AND | Sign.SLASH | Sign.COLON:
                self._place += 1
                self._chain.ended &= token.sign is not Sign.COMMA or not self._goes_on()
                self._clause()
            case Sign.TO | Sign.THEN:
                self._place += 1
                self._go_on(starts=starts)
            case Sign.BOTH:
                self._place += 1
                self._both()
            case Sign.FOR | Sign.FROM | Sign.IN if head := self._behind():
                self._take_behind(head)
            case Sign.LANDER | Sign.OFFER:
                self._take_role(token)
            case Sign.NUMBER | Sign.PERCENT | Sign.RATIO | Sign.EVENLY | Sign.REST:
                self._take_share(token)
            case _:
                self._starts = starts and token.sign in _MEANINGLESS
                self._take_page(token, starts=starts)

    def _end(self) -> None:
        """Where a sentence ends: whether what follows is another way, or goes on with this one."""
        last = self._chain.groups[-1] if self._chain.groups else Group()
        another = bool(self._chain.groups) and begins_another(self._tokens, self._place)
        if another and is_lander(last) and not self._chain.is_headed:
            self._fork, self._chain = self._chain.fork, Chain()
            self._fork.append(self._chain)
            return
        self._chain.ended |= another or (self._chain.rest and bool(last.address))
        self._chain.ended &= not self._goes_on()

    def _goes_on(self) -> bool:
        """A clause of offers goes on with the way before it, whose visitors would get stuck on a lander."""
        goes = self._chain.ended and goes_on(self._chain, self._tokens, self._place)
        self._next_group |= goes
        return goes

    def _at_button(self) -> bool:
        head = head_at(self._tokens, self._place, buttons=self._has_buttons())
        return head is not None and head.kind == "button"

    def _clause(self) -> None:
        """Where a clause may begin: a new way for some visitors, or for a button."""
        head = head_at(self._tokens, self._place, buttons=self._has_buttons())
        if head is None:
            return
        self._starts = False
        if head.kind == "button":
            self._take_button(head)
        elif head.kind == "share" and self._is_weight(head):
            self._shares.keep(head.tokens[0])
            self._place = head.end
        else:
            self._take_head(head)

    def _is_weight(self, head: Head) -> bool:
        """A share behind a country is a weight among the pages there."""
        return self._chain.audience is not None or self._chain.rest

    def _take_head(self, head: Head) -> None:
        self._shares.hand_back(self._fork)
        chain = Chain(rest=head.kind == "rest", share=head.share, words=[token.text for token in head.tokens])
        if head.kind == "audience":
            chain.audience = audience(head.tokens, self._answers)
        if not self._chain.groups and not self._chain.is_headed and self._chain in self._fork:
            self._fork.remove(self._chain)
        self._fork.append(chain)
        self._chain, self._next_group, self._role, self._buttons_of = chain, True, "", None
        self._place = head.end

    def _take_button(self, head: Head) -> None:
        page = self._buttons_of or self._chain.groups[-1]
        self._buttons_of = page
        number = head.button if head.button > 0 else (len(page.buttons) + 1 if not head.button else page.button_count)
        if number in page.buttons:
            raise PuzzledError(f"where button {number} leads: it is named twice")
        self._chain = page.buttons[number] = Chain(words=[token.text for token in head.tokens])
        self._next_group, self._role = True, ""
        self._place = head.end

    def _has_buttons(self) -> bool:
        if self._buttons_of:
            return True
        last = self._chain.groups[-1] if self._chain.groups else None
        return last is not None and len(last.pages) == 1 and self._role_of(last) != "offer"

    def _go_on(self, *, starts: bool) -> None:
        """Behind `to` or `then`: the next place, which may be several by who comes."""
        if not self._chain.groups or self._at_button():
            return
        if starts and self._chain.ended and self._chain.groups[-1].address:
            return
        if only_a_share_follows(self._tokens, self._place):
            return
        self._chain.ended = False
        self._shares.hand_back(self._fork)
        head = head_at(self._tokens, self._place, buttons=False)
        if head and head.kind in ("audience", "rest"):
            self._fork = self._chain.fork
            self._take_head(head)
            return
        self._next_group, self._role = True, ""

    def _both(self) -> None:
        if self._chain.groups and sign_at(self._tokens, self._place) is Sign.TRAFFIC:
            self._left.append(self._tokens[self._place - 1])
        after = behind(self._tokens, self._place, Sign.FILLER, Sign.BUILD, Sign.LANDER, Sign.PAGE)
        if sign_at(self._tokens, after) not in (Sign.TO, Sign.THEN):
            return
        self._place = after + 1
        self._next_group, self._role = True, ""
        self._shares.hand_back(self._fork)
        if len(self._fork) > 1:
            self._chain = Chain(joins=True)
            self._fork.append(self._chain)

    def _behind(self) -> Head | None:
        if not self._chain.groups or self._next_group or self._chain.is_headed:
            return None
        return audience_behind(self._tokens, self._place)

    def _take_behind(self, head: Head) -> None:
        if head.kind == "rest":
            self._chain.rest = True
        else:
            self._chain.audience = audience(head.tokens, self._answers)
        self._chain.words += [token.text for token in head.tokens]
        self._chain.ended = True
        self._place = head.end

    def _take_role(self, token: Token) -> None:
        if starts_new_page(self._tokens, self._place):
            self._take_new()
            return
        self._place += 1
        group = self._open()
        before = self._tokens[self._place - 2] if self._place > 1 else None
        if group and group.pages and before and before.sign in (Sign.ASSET, Sign.QUOTED) and not group.pages[-1].role:
            group.pages[-1].role = _ROLES[token.sign]
            return
        if (
            group
            and group.pages
            and self._role_of(group) not in ("", _ROLES[token.sign])
            and is_followed_by_page(self._tokens, self._place)
        ):
            self._next_group = True
        self._role = _ROLES[token.sign]

    @staticmethod
    def _role_of(group: Group) -> str:
        return group.role or next((page.role for page in group.pages if page.role), "") or _only_type(group)

    def _open(self) -> Group | None:
        return self._chain.groups[-1] if self._chain.groups and not self._next_group else None

    def _take_share(self, token: Token) -> None:
        self._place += 1
        if not self._shares.take(token, self._open(), sign_at(self._tokens, self._place)):
            self._left.append(token)

    def _take_page(self, token: Token, *, starts: bool) -> None:
        if token.sign is Sign.URL:
            self._place += 1
            self._address(token.text)
        elif starts_new_page(self._tokens, self._place):
            self._take_new()
        elif token.sign in (Sign.ASSET, Sign.QUOTED) and (token.of("page") or token.sign is Sign.QUOTED):
            self._place += 1
            if not (starts and self._is_subject(token)):
                self._add(Wish(token.text, token, self._role))
        elif token.sign is Sign.WORD and is_page_place(self._tokens, self._place, goes_on=bool(self._open())):
            self._take_unknown()
        else:
            self._place += 1
            before_button = self._place < len(self._tokens) and self._tokens[self._place].sign is Sign.BUTTON
            if before_button and token.sign is Sign.YES:
                self._left.append(token)
            opens = token.sign is Sign.ORDINAL and not self._chain.groups and token.amounts[0] == 1
            with_it = token.sign is Sign.BUILD and self._place > 1 and self._tokens[self._place - 2].sign is Sign.WITH
            if (token.sign not in _MEANINGLESS or with_it) and not opens:
                self._left.append(token)

    def _take_new(self) -> None:
        reader = NewPageReader(self._tokens, self._place, self._role)
        self._place = max(reader.end, self._place + 1)
        if reader.wish.url and not reader.wish.name and not reader.wish.role and not reader.wish.token:
            self._address(reader.wish.url)
        else:
            self._add(reader.wish)

    def _address(self, url: str) -> None:
        group = self._open()
        if group is not None and not group.is_empty and not self._chain.ended:
            raise PuzzledError(f"what {url} has to do with what stands before it")
        self._put(Group(address=url))

    def _take_unknown(self) -> None:
        start = self._place
        while self._place < len(self._tokens) and is_of_a_name(self._tokens[self._place]):
            self._place += 1
        words = self._tokens[start : self._place]
        text = " ".join(token.text for token in words)
        self._add(Wish(text, Token(Sign.WORD, text, words[0].start, words[-1].end), self._role))

    def _is_subject(self, token: Token) -> bool:
        """`Keto Story goes to …`, where Keto Story has its place already."""
        follower = self._tokens[self._place].sign if self._place < len(self._tokens) else None
        if follower not in (Sign.TO, Sign.THEN) or not self._next_group:
            return False
        for chain in self._fork:
            for group in chain.groups:
                if any(page.token and page.token.text.lower() == token.text.lower() for page in group.pages):
                    if len(group.pages) > 1 or group is not chain.groups[-1]:
                        raise PuzzledError(
                            f"where {token.text!r} leads: it shares its place with others. Say it like "
                            f"'70% to {token.text}, then …; 30% to … , then …'"
                        )
                    self._chain = chain
                    return True
        return False

    def _add(self, wish: Wish) -> None:
        group = self._open()
        if group is not None and group.address:
            raise PuzzledError(f"how {wish.said!r} and {group.address} share visitors; name one of them per place")
        kind = wish.role or _only_type(Group(pages=[wish]))
        if group is not None and kind and self._role_of(group) not in ("", kind):
            group = None
        if group is None or self._chain.ended:
            group = self._put(Group(role=self._role))
        group.pages.append(wish)

    def _put(self, group: Group) -> Group:
        if self._chain.ended:
            self._chain = Chain()
            self._fork.append(self._chain)
        self._shares.hand_to(group)
        self._chain.groups.append(group)
        self._next_group = False
        return group


def _only_type(group: Group) -> str:
    """The page type that a name can have at all."""
    types = {one.page_type for page in group.pages if page.token for one in page.token.of("page")}
    return types.pop() if len(types) == 1 else ""
