"""Which kind of request a sentence is, told from its first words and from what it names."""

from collections.abc import Callable, Sequence
from functools import partial

from ..cloning.telling import wants_clone
from ..drawing.audience import AUDIENCE
from ..editing.telling import is_plain_edit, means_edit
from ..limits.crowds import ask_of_crowds
from ..outcome import PuzzledError
from ..relations.told import tells_new_funnel
from ..request import Action, Request
from ..tokens import Sign, Token
from .ask import check, links, listing, show
from .asset_jobs import do_jobs, is_job, is_surely_job, tells_payouts
from .book_cost import book_cost, tells_cost
from .build import build
from .clone import clone
from .countries_here import stops_countries
from .decide import agree, cancels, disagree, undo
from .edit import make_edits
from .everywhere import everywhere, means_many
from .helping import help
from .if_proven import if_proven, waits_for_proof
from .limits import limited
from .looking import looks
from .make_page import make_page, makes_page
from .name_all import name_all, names_all
from .only_here import alone, is_all_said, only_here, without_here
from .past import goes_back, is_past, past
from .results import asks_of_the_past, asks_results, decides_by_results, tell_results, tells_apart
from .set_page import is_one_page, set_page
from .smalltalk import is_small_talk, says_goodbye, small_talk
from .status import asks_status, tell_status
from .take_back import asks_back, take_back
from .tell_trouble import tell_trouble
from .uncounted import asks_uncounted, tell_uncounted
from .update import tells_update, update

Intent = Callable[[Request], Action]

_LIGHT = (Sign.FILLER, Sign.COMMA, Sign.STOP, Sign.AND, Sign.FOR)
_KINDS = (Sign.FUNNEL, Sign.LANDER, Sign.OFFER, Sign.GROUP, Sign.SOURCE, Sign.NETWORK, Sign.PAGE, Sign.TRAFFIC)
_PAGES = (Sign.ASSET, Sign.QUOTED, Sign.URL, Sign.NEW)
_SHARES = (Sign.RATIO, Sign.PERCENT, Sign.EVENLY)
_WAYS = (Sign.TO, Sign.THEN)
_SENDING = ("send", "push", "direct", "drive", "bring", "put", "throw", "pipe", "route", "sending", "routing")
_EDITS = (Sign.REPLACE, Sign.REMOVE, Sign.ADD, Sign.RENAME)


def intent_of(request: Request) -> Intent:
    """What to think with. Raises PuzzledError where the sentence is about nothing that is known here."""
    if says_goodbye(request.state.said) and not (request.state.waiting or request.state.pending):
        return small_talk
    if chosen := _told_plainly(request) or _about_results(request) or _edits_freely(request) or _special(request):
        return chosen
    tokens = [token for token in request.tokens if token.sign not in _LIGHT]
    if chosen := _idle(tokens, request):
        return chosen
    if asks_status(request.text):
        return tell_status
    if is_past(request):
        return past
    signs = {token.sign for token in tokens}
    first = tokens[0].sign
    if first is Sign.YES and len(signs) > 1:
        first = next(token.sign for token in tokens if token.sign is not Sign.YES)
    chosen = (
        _short(signs, first, tokens)
        or _asking(signs, first, tokens)
        or _changing(signs, first, tokens, request)
        or _building(signs, request)
    )
    if chosen is build and is_one_page(request):
        return set_page
    if chosen is None:
        raise PuzzledError(repr(request.text), understood=False)
    return chosen


def _idle(tokens: Sequence[Token], request: Request) -> Intent | None:
    """Words that want nothing; they answer no question either."""
    talks = is_small_talk(request.text) and not request.state.waiting
    if (talks or not tokens) and request.state.pending:
        raise PuzzledError(repr(request.text), understood=False)
    return small_talk if talks else None if tokens else help


def _told_plainly(request: Request) -> Intent | None:
    """What certain words tell for sure, whatever else is said."""
    if cancels(request):
        return disagree
    if goes_back(request):
        return past
    if asks_back(request) and not is_past(request):
        return take_back
    if chosen := limited(request) or looks(request):
        return tell_results if chosen is tell_trouble and tells_apart(request) else chosen
    if chosen := _by_verb_or_proof(request):
        return chosen
    ask_of_crowds(request)
    if wants_clone(request):
        return clone
    edits = is_plain_edit(request) and not _is_of_assets(request) and not asks_of_the_past(request)
    if tells_new_funnel(request) and not (edits and not request.has(Sign.CALLED)):
        return build
    return make_edits if edits else None


def _by_verb_or_proof(request: Request) -> Intent | None:
    """One verb on one asset, or what numbers decide about."""
    if is_surely_job(request):
        return do_jobs
    if waits_for_proof(request):
        return if_proven
    return tell_results if decides_by_results(request) else None


def _edits_freely(request: Request) -> Intent | None:
    """A funnel that exists is to be changed, in whatever words; single assets and many funnels are not meant."""
    return make_edits if means_edit(request) and not _is_of_assets(request) else None


def _is_of_assets(request: Request) -> bool:
    return is_job(request) or request.has(Sign.HERE) or means_many(request.tokens)


def _about_results(request: Request) -> Intent | None:
    """What happened, what would happen, what it cost."""
    if tells_payouts(request):
        return do_jobs
    if tells_update(request):
        return update
    if tells_cost(request):
        return book_cost
    if asks_uncounted(request):
        return tell_uncounted
    return tell_results if asks_results(request) else None


def _special(request: Request) -> Intent | None:
    """What is about many things at once, or about one funnel alone, whatever else is said."""
    if names_all(request.text):
        return name_all
    if is_job(request):
        return do_jobs
    if makes_page(request):
        return make_page
    if request.has(Sign.HERE):
        if is_all_said(request.tokens):
            return only_here
        return partial(alone, intent_of(without_here(request)))
    return everywhere if means_many(request.tokens) else None


def _short(signs: set[Sign], first: Sign, tokens: Sequence[Token]) -> Intent | None:
    if first is Sign.HELP and not signs & {*_PAGES, *_WAYS}:
        return help
    if first is Sign.UNDO or (first is Sign.NO and Sign.UNDO in signs):
        return undo
    if signs == {Sign.YES} or signs == {Sign.YES, Sign.IT}:
        return agree
    if signs == {Sign.NO} or signs == {Sign.NO, Sign.IT}:
        return disagree
    return None


def _asking(signs: set[Sign], first: Sign, tokens: Sequence[Token]) -> Intent | None:
    if first is Sign.SAME and signs & {Sign.PLACE, Sign.WITH, Sign.UNSETTLED} and not signs & {Sign.CLONE, *_EDITS}:
        return clone
    if signs & {
        *_WAYS,
        Sign.NEW,
        Sign.REPLACE,
        Sign.REMOVE,
        Sign.ADD,
        Sign.URL,
        Sign.STICKY,
        *_SHARES,
    } or _names_page(tokens):
        return None
    if Sign.LINKS in signs:
        return links
    if Sign.CHECK in signs:
        return check
    names_funnel = any(token.of("funnel") for token in tokens)
    plural = any(token.sign in _KINDS and token.text.lower().endswith("s") for token in tokens)
    if first in (Sign.SHOW, Sign.WHICH, Sign.BUILD) and plural and not names_funnel:
        return listing
    if first in (Sign.SHOW, Sign.WHICH) and (names_funnel or signs & {Sign.IT, Sign.SAME}):
        return show
    if first is Sign.SHOW and signs <= {Sign.SHOW, Sign.FUNNEL}:
        return show
    if first is Sign.WHICH and signs & set(_KINDS):
        return listing
    return None


def _names_page(tokens: Sequence[Token]) -> bool:
    return any(token.of("page") and not token.of("funnel") for token in tokens if token.sign is Sign.ASSET)


def _family(tokens: Sequence[Token]) -> Sign:
    """FUNNEL where one is named."""
    return Sign.FUNNEL if any(token.of("funnel") and not token.of("page") for token in tokens) else Sign.FILLER


def _changing(signs: set[Sign], first: Sign, tokens: Sequence[Token], request: Request) -> Intent | None:
    if first is Sign.REMOVE and Sign.FUNNEL in signs | {_family(tokens)} and not _names_page(tokens):
        raise PuzzledError("how to delete a funnel: I only build and change them", understood=False)
    if first in _EDITS or (signs & {Sign.INSTEAD} and (request.state.funnel or request.state.draft)):
        return make_edits
    if not (request.state.funnel or request.state.draft or any(token.of("funnel") for token in tokens)):
        return make_edits if first is Sign.SET and signs & set(_SHARES) else None
    return make_edits if _edits_it(signs, first, tokens, request) else None


def _edits_it(signs: set[Sign], first: Sign, tokens: Sequence[Token], request: Request) -> bool:
    """Whether a sentence changes the funnel that is spoken of, rather than telling of a new one."""
    if first in (Sign.CALLED, Sign.CHANGE) or (first is Sign.BUILD and {Sign.IT, Sign.GROUP} <= signs):
        return True
    if Sign.STICKY in signs and not signs & {*_WAYS, Sign.NEW}:
        return True
    return (
        _moves_the_rest(signs, first, tokens)
        or stops_countries([token for token in tokens if not token.of("funnel")])
        or _sends_some(signs, first, tokens)
        or (bool(signs & {*_SHARES, Sign.NUMBER}) and not _is_new_funnel(tokens, request))
        or (any(token.sign in _EDITS for token in tokens) and not signs & set(_WAYS))
    )


def _moves_the_rest(signs: set[Sign], first: Sign, tokens: Sequence[Token]) -> bool:
    """`send everyone else to …`, and nobody besides."""
    named = any(token.of("funnel") and not token.of("page") for token in tokens)
    opens = named or first in (Sign.BUILD, Sign.REST)
    return Sign.REST in signs and opens and not signs & {*AUDIENCE, *_SHARES, Sign.NUMBER}


def _sends_some(signs: set[Sign], first: Sign, tokens: Sequence[Token]) -> bool:
    """`send mobile to …`: some visitors of the funnel in talk; a new one would say where everyone else goes."""
    verb = next((token.text.lower() for token in tokens if token.sign is Sign.BUILD), "")
    sources = any(token.of("traffic_source") and not token.of("page") for token in tokens)
    told = signs & {Sign.REST, Sign.GROUP, Sign.CALLED, Sign.FUNNEL, Sign.SOURCE, *_SHARES}
    sends = first is Sign.BUILD and verb in _SENDING
    return sends and bool(signs & set(AUDIENCE)) and Sign.TO in signs and not told and not sources


def _is_new_funnel(tokens: Sequence[Token], request: Request) -> bool:
    """Whether shares belong to a funnel that is told from the start: two pages and a way on, or a source."""
    pages = [token for token in tokens if token.sign in (Sign.QUOTED, Sign.URL) or token.of("page")]
    sources = [token for token in tokens if token.of("traffic_source") and not token.of("page")]
    leads = any(token.sign in (*_WAYS, Sign.NEW) for token in tokens)
    return (
        (bool(pages) and bool(sources))
        or (len(pages) > 2 and leads)
        or any(token.sign is Sign.NEW for token in tokens)
    )


def _moves_away(request: Request) -> bool:
    """`move DreamDrops to Nutra` tells of no new funnel."""
    light = (*_LIGHT, Sign.YES, Sign.NO)
    first = next((token for token in request.tokens if token.sign not in light), None)
    verbs = (Sign.REMOVE, Sign.RENAME, Sign.REPLACE)
    return first is not None and (first.sign in verbs or first.text.lower() in ("move", "alter", "edit", "modify"))


def _building(signs: set[Sign], request: Request) -> Intent | None:
    pages = [token for token in request.tokens if token.of("page")]
    if _moves_away(request):
        return None
    if len(pages) > 1 or (pages and signs & {Sign.LANDER, Sign.OFFER, Sign.CALLED, Sign.AND}):
        return build
    tells_way = bool(
        signs & {*_WAYS, Sign.SPLIT, Sign.BUTTON, Sign.NEW, Sign.TRAFFIC, Sign.BUILD, Sign.REST, Sign.WITH}
    )
    names = bool(signs & {*_PAGES, Sign.LANDER, Sign.OFFER, Sign.PLACE, Sign.DEVICE, Sign.FUNNEL})
    if tells_way and names and not signs <= {Sign.BUILD, Sign.WITH, Sign.PLACE, Sign.DEVICE}:
        return build
    return None
