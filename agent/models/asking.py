"""The one tool a language model gets that is not the server's: to put a question to the person and wait."""

from collections.abc import Iterable

from .base import Ask, Call, ToolSpec

ASK_PERSON = ToolSpec(
    name="ask_person",
    description=(
        "Put one precise question to the person and end your turn; their next message is the answer. "
        "Use it whenever something you need is missing or could mean several things. Call it alone."
    ),
    schema={
        "type": "object",
        "properties": {
            "question": {"type": "string", "description": "One sentence, in the person's words."},
            "choices": {
                "type": "array",
                "items": {"type": "string"},
                "description": "What they may pick, best first; leave out for an open question.",
            },
        },
        "required": ["question"],
        "additionalProperties": False,
    },
)

ASKED = "The person has been asked. Their answer is the next message."
NOT_ASKED = "Not asked. Ask again, alone, once the other calls have answered."


def asked_in(calls: Iterable[Call]) -> Ask | None:
    """The question among the calls, where there is one that says something."""
    for call in calls:
        if call.tool == ASK_PERSON.name and str(call.arguments.get("question", "")).strip():
            choices = call.arguments.get("choices")
            picks = tuple(map(str, choices)) if isinstance(choices, list) else ()
            return Ask(str(call.arguments["question"]).strip(), picks)
    return None
