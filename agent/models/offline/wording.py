"""What the planner says about what came of a plan."""

from collections.abc import Sequence

from .outcome import Json, QuestionError

CAN = (
    'I can build a funnel ("Facebook traffic to <lander>, then <offer>"), change shares, add, replace or remove '
    'landers and offers, clone, rename, archive, show, check, give links, undo, tell results ("top 5 countries '
    'by profit") and what would happen, and book costs. Say "help" for examples.'
)

_ASKING = (
    "which ", "what ", "who ", "how ", "where ", "whether ", "why ", "in which ", "in front of what ",
    "behind which ", "to which ",
)  # fmt: skip
"""What is not understood is a question already."""


def puzzled(what: str, *, understood: bool) -> str:
    if not understood:
        return f"I don't understand {what}. {CAN}"
    if what.startswith(_ASKING):
        return f"Please tell me {what}. Nothing is planned yet."
    if what.startswith(("'", '"')):
        return f"What do you mean by {what}? Nothing is planned yet; please say it another way, or leave it out."
    return f"I don't understand {what}. Nothing is planned; please say it another way, or leave it out."


def question(error: QuestionError) -> str:
    """The question with its choices, numbered."""
    details = [f" ({choice.detail})" if choice.detail else "" for choice in error.choices]
    lines = [
        f"{number}. {choice.label}{detail}"
        for number, (choice, detail) in enumerate(zip(error.choices, details, strict=True), 1)
    ]
    return "\n".join(
        [error.text, *lines, *([f"… and {error.more} more; any of them will do."] if error.more else [])]
    )


def asked_again(what: str, question: str, labels: Sequence[str]) -> str:
    """A question stays open where what was said is no answer to it."""
    lines = [f"I don't understand {what} as an answer. {question}"]
    return "\n".join([*lines, *(f"{number}. {label}" for number, label in enumerate(labels, 1))])


def still_open(text: str, question: str, labels: Sequence[str]) -> str:
    return "\n".join(
        [text, "", f"Still open: {question}", *(f"{number}. {one}" for number, one in enumerate(labels, 1))]
    )


def blocked(plan: Json) -> str:
    errors = [one for one in plan.get("findings", ()) if one.get("severity") == "error"]
    lines = [f"- {one['place']}: {one['why']} {one['fix']}".rstrip() for one in errors]
    head = f"{plan.get('title', 'This plan')} would not work, so nothing is written:"
    return "\n".join([head, *lines, "What should I change?"])


def nothing_to_do(plan: Json) -> str:
    return f"{plan.get('title', 'That')}: everything is like that already, so there is nothing to do."


def refused(text: str) -> str:
    return f"That cannot be planned: {text.strip()}\nNothing is written. What should I change?"


def failed(text: str) -> str:
    return f"{text.strip()}\nI could not look that up, so nothing is planned and nothing is written."


def outcome(answer: Json, *, needs_source: bool, takes_back: bool, summary: str = "") -> str:
    """After a person was asked: what is live now, and what they may say next."""
    status = answer.get("status")
    if status == "declined":
        return 'Nothing was written. Say what should be different, or "yes" to be asked again.'
    if status != "applied" or not answer.get("verified"):
        return str(answer.get("message", "")) or "The plan was not applied."
    if takes_back:
        return "It is as it was before."
    next_step = 'To take it back, say "undo".'
    if needs_source and not answer.get("links"):
        next_step = 'For entrance links, say for example "links for Facebook".'
    return ("\n" if "\n" in summary else " ").join(filter(None, [summary, next_step]))
