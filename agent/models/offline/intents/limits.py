"""An honest no, and what comes nearest."""

from collections.abc import Callable, Mapping

from ..limits.kinds import limit_of
from ..outcome import Choice, PuzzledError, QuestionError
from ..request import Action, Request
from ..talking.current import meant_funnel

_CLOAKING = (
    "I do not show reviewers, moderators or bots anything other than what visitors see (cloaking), and I do not sort "
    "them out. I can tell visitors apart by country, device and the like, openly."
)
_SECRETS = (
    "I never see passwords, keys or tokens, so I cannot show any. They belong in the settings of Funnelwright, or in "
    "the tracker itself."
)
_APPROVAL = (
    "Nothing is written without your own yes to the plan; I cannot skip it or give it for you. Say the request "
    "without that, and I plan it."
)
_FAKE = (
    "I do not invent conversions, clicks or traffic. A real conversion that the network did not report can be "
    "booked: 'book a conversion of hit <hit id>'. What traffic would do: 'what would 10,000 visitors bring'."
)
_OTHERS = (
    "I see this account only, and cannot reach the accounts of others. For another one, start Funnelwright with its "
    "own key and folder."
)
_RULES = (
    "I do nothing by myself or by the clock: there are no automatic rules, schedules, mails or alerts. What comes "
    "nearest: ask 'what should I cut', 'what can I scale' or 'how did it go yesterday' when you like, and I plan "
    "the change you want then. Shares that follow results: 'reweight it'."
)
_BIDS = (
    "The tracker cannot change bids or budgets: they are set at the ad network. I can tell what a click may cost: "
    "ask 'how much can I pay per click for <funnel>'."
)
_NETWORK = (
    "The tracker cannot pause, block or upload anything at the ad network: that is done there. I can give you the "
    "list to paste in there: ask 'what should I cut'. Or a condition in the funnel sends those visitors elsewhere, "
    "by country, device or system: 'send mobile to https://…'."
)
_AI = (
    "AI rotators are beta in the tracker, so I do not set them up. What comes nearest: share evenly, ask 'which one "
    "wins' once there is traffic, and then 'reweight it'."
)
_VISITORS = (
    "I cannot tell who a visitor is: the tracker does not know names, phone numbers, mail or home addresses. The "
    "network or shop that sold to them may. What I can show are visits and conversions by country, device, source, "
    "hour and the like: 'conversions of <offer> by country yesterday'."
)
_CONTENT = (
    "I cannot write or change what stands on a page or in an ad: pages live at their own address, ads at the ad "
    "network. What I can change is which page visitors see: 'replace <lander> by <lander>', or 'new lander "
    '"Name" at https://…\'.'
)
_PEOPLE = "Users and billing are no business of mine: they are kept in the tracker's own settings."

_TEXTS: Mapping[str, str] = {
    "cloaking": _CLOAKING, "secrets": _SECRETS, "approval": _APPROVAL, "fake": _FAKE, "others": _OTHERS,
    "rules": _RULES, "bids": _BIDS, "network": _NETWORK, "ai": _AI, "people": _PEOPLE,
    "visitors": _VISITORS, "content": _CONTENT,
}  # fmt: skip


def limited(request: Request) -> Callable[[Request], Action] | None:
    """How to answer what cannot be done; None where it may be."""
    limit = limit_of(request.text, request.tokens)
    if limit == "pause":
        return _pause
    return (lambda _request: Action(_TEXTS[limit])) if limit else None


def _pause(request: Request) -> Action:
    """A funnel knows no pause; two things come near."""
    problem = "A funnel cannot be paused here: traffic is stopped at the traffic source."
    named = [one for token in request.tokens for one in token.of("funnel") if one.exact]
    if len(named) > 1 or (request.state.draft and not named):
        raise PuzzledError(f"which funnel should stop. {problem}")
    funnel = (named[0].id, named[0].name) if named else meant_funnel(request, None)
    choices = [
        Choice(f"archive {funnel[1]}", {"say": f'archive the funnel "{funnel[1]}"'}),
        Choice("leave it as it is", {"say": "never mind"}),
    ]
    raise QuestionError(f"{problem} I can archive {funnel[1]!r}. Shall I?", "pause", choices)
