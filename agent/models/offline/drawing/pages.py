"""Which page a wish means. One page that fits is taken; several or none become a question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from funnels.names import folded

from ..knowledge import Knowledge
from ..outcome import Choice, Json, QuestionError
from ..recognising.corrections import misspelled
from ..tokens import Candidate, Token
from .settling import reason, settled_by
from .sketch import Wish

MOST_SHOWN = 6
"""Names in a question where nothing is near; the rest are counted."""

_MOST_COUNTED = 100
_A = {"lander": "a lander", "offer": "an offer", "": "a page"}


@dataclass(frozen=True, slots=True)
class Page:
    """A page as a blueprint names it."""

    type: str
    name: str
    reference: str | Json
    said: str
    """The person's words for it."""

    exact: bool = True
    because: str = ""
    """Why this one of several that fit."""


class Pages:
    def __init__(self, know: Knowledge, answers: Mapping[str, Json]) -> None:
        self._know = know
        self._answers = answers

    def page(self, wish: Wish, expected: str, countries: Sequence[str] = ()) -> Page:
        """The page, where `expected` is the type that its place suggests, for visitors of these countries."""
        if wish.new or wish.url:
            return self._new(wish, wish.role or expected)
        token = wish.token
        if token is None:
            raise QuestionError(f"Which {wish.role or expected} do you mean?", f"page|{wish.words}", takes="name")
        return self.existing(token, wish.role, expected, countries)

    def existing(self, token: Token, role: str, expected: str, countries: Sequence[str] = ()) -> Page:
        chosen = self._answers.get(f"page|{token.text.lower()}|{role}")
        if chosen:
            return _page(
                Candidate(chosen["id"], "page", chosen["name"], chosen["page_type"], exact=True), token, chosen
            )
        fitting = [one for one in token.of("page") if role in ("", one.page_type)]
        best = [one for one in fitting if one.exact] or fitting
        if len(best) > 1:
            best = [one for one in best if one.page_type == expected] or best
        if len(best) == 1 and _is_sure(best[0], token, expected):
            return _page(best[0], token)
        if settled := settled_by(countries, best):
            return replace(_page(settled, token), because=reason(token.text, best, settled, countries))
        if best:
            raise self._which(token, role, best)
        raise self._unknown(token, role or expected, role)

    def _which(self, token: Token, role: str, candidates: Sequence[Candidate]) -> QuestionError:
        kind = {one.page_type for one in candidates}
        count = len(candidates)
        what = f"{count} {kind.pop() if len(kind) == 1 else 'page'}{'s' * (count != 1)}"
        return QuestionError(
            f"{what} could be {token.text!r}. Which one do you mean?",
            f"page|{token.text.lower()}|{role}",
            choices_of(candidates),
            takes="page",
        )

    def _unknown(self, token: Token, kind: str, role: str) -> QuestionError:
        other = [one for one in token.of("page") if one.exact]
        near = self._near(token, kind, role)
        more = 0
        if other:
            head = f"{other[0].name!r} is {_A[other[0].page_type]}, not {_A[kind]}. Which {kind} do you mean?"
        elif near:
            head = f"I know no {kind} called {token.text!r}. The nearest are these; which one do you mean?"
        else:
            near = self._know.all_of("page", page_type=kind, limit=_MOST_COUNTED)
            more = len(near) - len(near[:MOST_SHOWN])
            make = f'new {kind} "{token.text}" at https://…{" paying $…" if kind == "offer" else ""}'
            which = f"Which {kind} do you mean? To make it, say: {make}" if near else f"To make it, say: {make}"
            least = self._know.has_more_of("page", page_type=kind, limit=_MOST_COUNTED)
            head = f"I know no {kind} called {token.text!r}{_there_are(near, kind, least=least)}. {which}"
        choices = choices_of(near[:MOST_SHOWN])
        return QuestionError(head, f"page|{token.text.lower()}|{role}", choices, takes="page", more=more)

    def _near(self, token: Token, kind: str, role: str) -> list[Candidate]:
        """Pages of the kind with a name like it; of any kind where none was said and they share a word."""
        near = self._know.all_of("page", query=token.text, page_type=kind, limit=5)
        if near or role:
            return near
        words = set(folded(token.text).split())
        return [
            one
            for one in self._know.all_of("page", query=token.text, limit=5)
            if words & set(folded(one.name).split())
        ]

    def _new(self, wish: Wish, kind: str) -> Page:
        name = wish.name or (self._answers.get(f"name|{wish.url}") or {}).get("name", "")
        if not name:
            raise QuestionError(
                f"What should the new {kind} {f'at {wish.url} ' if wish.url else ''}be called?",
                f"name|{wish.url}",
                takes="name",
            )
        if taken := self._taken(wish, name, kind):
            return taken
        url = wish.url or (self._answers.get(f"url|{name}") or {}).get("url", "")
        if not url:
            raise QuestionError(f"What is the address (URL) of the new {kind} {name!r}?", f"url|{name}", takes="url")
        made: Json = {"name": name, "url": url}
        if kind == "offer":
            made |= self._terms(wish, name)
        return Page(kind, name, made, wish.words)

    def _taken(self, wish: Wish, name: str, kind: str) -> Page | None:
        """The page that has this name already, where the person would rather use it."""
        token = wish.token
        there = [one for one in token.of("page") if one.exact and one.page_type == kind] if token else []
        if not there:
            return None
        answer = self._answers.get(f"taken|{name}")
        if answer is None:
            choices = [
                Choice("use the existing one", {"use": "existing"}),
                Choice("make another one", {"use": "new"}),
            ]
            raise QuestionError(f"There is {_A[kind]} called {name!r} already.", f"taken|{name}", choices)
        return Page(kind, there[0].name, there[0].name, wish.words) if answer["use"] == "existing" else None

    def _terms(self, wish: Wish, name: str) -> Json:
        """Payout and network of a new offer."""
        terms: Json = {}
        payout = wish.payout if wish.payout is not None else (self._answers.get(f"payout|{name}") or {}).get("amount")
        if payout is None and not wish.unpaid and f"payout|{name}" not in self._answers:
            raise QuestionError(f"What does {name!r} pay per conversion?", f"payout|{name}", takes="amount")
        if payout is not None:
            terms["payout"] = str(payout)
        if wish.network is not None:
            terms["source"] = self._network(wish.network, is_new=wish.network_is_new)
        return terms

    def _network(self, token: Token, *, is_new: bool) -> str | Json:
        known = token.of("offer_source")
        best = [one for one in known if one.exact] or list(known)
        if len(best) == 1:
            return best[0].name
        if is_new:
            return {"name": token.text, "new": True}
        answer = self._answers.get(f"network|{token.text.lower()}")
        if answer:
            return {"name": answer["name"], "new": True} if answer.get("new") else str(answer["name"])
        there = best or self._know.all_of("offer_source")
        choices = [*choices_of(there), Choice(f"new network {token.text}", {"name": token.text, "new": True})]
        problem = "could be several networks" if best else "is no network (offer source) that I know"
        raise QuestionError(f"{token.text!r} {problem}. Which one is it?", f"network|{token.text.lower()}", choices)


def _there_are(pages: Sequence[Candidate], kind: str, *, least: bool) -> str:
    if len(pages) <= MOST_SHOWN:
        return "" if pages else f", and there are no {kind}s yet"
    return f", nor anything like it; there are {'at least ' if least else ''}{len(pages)} {kind}s"


def choices_of(candidates: Sequence[Candidate]) -> list[Choice]:
    names = [one.name for one in candidates]
    return [
        Choice(
            one.name if names.count(one.name) == 1 else f"{one.name} [{one.id}]",
            {"id": one.id, "name": one.name, "page_type": one.page_type, "twin": names.count(one.name) > 1},
            one.page_type or one.parent,
        )
        for one in candidates
    ]


def _page(candidate: Candidate, token: Token, chosen: Mapping[str, object] | None = None) -> Page:
    reference = f"{candidate.name} [{candidate.id}]" if chosen and chosen.get("twin") else candidate.name
    return Page(candidate.page_type, candidate.name, reference, token.text, candidate.exact)


def _is_sure(candidate: Candidate, token: Token, expected: str) -> bool:
    """One typing error is taken; two, or one that makes it another kind of page, are asked about."""
    wrong = 0 if candidate.exact else misspelled(token.text, candidate.name)
    return not wrong or (wrong == 1 and expected in ("", candidate.page_type))
