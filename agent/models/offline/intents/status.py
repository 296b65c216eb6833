"""`what did you just change?`, `what's the status?`: what this conversation wrote, and what waits."""

import re

from ..planned import Planned
from ..request import Action, Request
from ..talking.summing import changed

_POLITE = r"(?:(?:so|ok|okay|and|now|hey|hi|please|wait|remind me|tell me|can you tell me)\b[, ]*)*"
_WHO = r"(?:you|we|i)"
_DID = r"(?:changed?|do|done|write|written|make|made|buil[dt]|appl(?:y|ied))"
_WHEN = r"(?: (?:just|so far|until now|yet|now|today|in this (?:talk|chat|conversation|session)|already))*"
_ASKS = re.compile(
    rf"{_POLITE}(?:"
    rf"what (?:exactly )?(?:did|have|has) {_WHO}(?: just)? {_DID}"
    rf"(?: there| here| to (?:it|them))?{_WHEN}"
    rf"|what (?:was|is|has been|were)(?: just)? (?:changed|done|written|built|applied|saved){_WHEN}"
    rf"|what(?:'s| is)? (?:the |my |our )?(?:current )?(?:status|state|situation|progress){_WHEN}"
    rf"|status(?: update| please)?{_WHEN}|where (?:are|were) we{_WHEN}|what were we doing"
    rf"|what(?:'s| is) (?:still )?(?:open|pending|waiting|planned|left){_WHEN}"
    rf"|(?:is|was) (?:it|that|this|everything|the change|the plan) (?:live|done|written|saved|applied|active){_WHEN}"
    rf"|did (?:it|that|this) (?:work|go through|get (?:written|saved|applied)){_WHEN}"
    r"|(?:a |give me a |short )*(?:summary|recap)(?: please| so far)?|sum (?:it )?up|summari[sz]e(?: it| that)?"
    r"|what funnel (?:are we|is this) (?:at|in|on|talking about)|which funnel are we (?:at|in|on|talking about)"
    r")[ ?.!]*",
    re.IGNORECASE,
)
_MOST = 5


def asks_status(text: str) -> bool:
    return _ASKS.fullmatch(text.strip()) is not None


def tell_status(request: Request) -> Action:
    state = request.state
    done = state.done[-_MOST:]
    lines = ["Written in this conversation, the last one first:"] if done else ["Nothing is written yet."]
    lines += [f"- {_line(one)}" for one in reversed(done)]
    if len(state.done) > _MOST:
        lines.append(f"- and {len(state.done) - _MOST} before")
    if state.waiting:
        lines.append(f'Planned, and not written: {state.waiting["title"]}. Say "yes" to be asked again.')
    if state.funnel and not state.draft:
        lines.append(f"We are talking about {state.funnel[1]!r}.")
    if done:
        lines.append('To take the last one back, say "undo".')
    return Action("\n".join(lines))


def _line(planned: Planned) -> str:
    return changed(planned).rstrip(".")
