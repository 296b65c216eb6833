"""What a model is told of the account beside what a person says: what has changed since it was last told, no more.

It stands before the person's words and not in the system prompt: there, every change would void the prompt cache of
the whole conversation; here, what was told once stays as it was, and only what is new is new.
"""

import json
from collections.abc import Sequence

from .models.base import Json, Turn
from .models.digest import told_before

RESOURCE = "funnelwright://overview"


def news(turns: Sequence[Turn], overview: str) -> Json | None:
    """Of the account at a glance, as the server gives it; and the funnel that was last spoken of."""
    try:
        found = json.loads(overview)
    except ValueError:  # of another server; the model can look for itself
        return None
    known = told_before(turns)
    now = {**found, **_last_funnel(turns)} if isinstance(found, dict) else {}
    return {subject: value for subject, value in now.items() if known.get(subject) != value} or None


def _last_funnel(turns: Sequence[Turn]) -> Json:
    answers = (result.data for turn in reversed(turns) for result in reversed(turn.results) if result.data)
    for data in answers:
        funnel = data.get("funnel")
        if not isinstance(funnel, dict) and "blueprint" in data:
            funnel = data
        if isinstance(funnel, dict) and funnel.get("id") and funnel.get("name"):
            return {"last_funnel": {"id": str(funnel["id"]), "name": str(funnel["name"])[:120]}}
    return {}
