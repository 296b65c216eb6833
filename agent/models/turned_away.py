"""Why a model's service turned a request away: whether to try again and when, and what to tell the person."""

import math
from collections.abc import Mapping

from ..errors import ModelError, ModelMisused, ModelUnavailable

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})

_LONGEST_WAIT = 60.0
"""Nobody sits before a prompt longer than this many seconds; a service that asks for more is reported instead."""

_LATER = "Try again in a few minutes, or go on without a model: --model offline."


def wait_before_next(status: int | None, headers: Mapping[str, str], delay: float | None) -> float | None:
    """Seconds to wait before the same request is sent again; None where that would not help.

    `status` is None where the service was not reached, `delay` where every try is used up.
    """
    if delay is None or (status is not None and status not in _PASSING) or headers.get("x-should-retry") == "false":
        return None
    try:
        wanted = float(headers.get("retry-after", ""))
    except ValueError:
        return delay
    if math.isnan(wanted):
        return delay
    return None if wanted > _LONGEST_WAIT else max(wanted, 0.0)


def reason(status: int | None) -> str:
    match status:
        case None:
            return "The model's service cannot be reached."
        case 429:
            return "The model's service asks us to slow down (429)."
        case 529:
            return "The model's service is overloaded (529)."
        case _:
            return f"The model's service has trouble ({status})."


def explained(status: int | None, words: str, model: str) -> ModelError:
    """The error for a request that will not be sent again; `words` are the service's own."""
    match status:
        case 401 | 403:
            message = f"The model's service refuses our key ({status})."
            return ModelMisused(message, hint="Check ANTHROPIC_API_KEY, or unset it to use the offline planner.")
        case 404:
            message = f"The model's service has no model {model!r}, or nothing at this address."
            return ModelMisused(message, hint="Check FUNNELWRIGHT_MODEL and ANTHROPIC_BASE_URL.")
        case 413:
            message = "This conversation has become too long for the model."
            return ModelMisused(message, hint="Begin a new conversation; what was written to the tracker is kept.")
        case int() if status not in _PASSING:
            return ModelMisused(f"The model's service refuses the request ({status}): {words[:300]}")
        case _:
            return ModelUnavailable(reason(status), hint=_LATER)
