"""The answer of a simulation."""

from collections.abc import Sequence

from funnels.pictures.clean import harmless
from funnels.wire import Json

from .assumption_words import assumptions
from .chances import chances
from .forecast_words import caveats, reading
from .forecasts import Forecast, exits, outcome, segments, starved, steps
from .strangers import said

_MOST_SEGMENTS = 20


def simulated(found: Forecast, what_if: Sequence[Json], samples: int) -> Json:
    funnel = found.scenario.reading.funnel
    alike = segments(found)
    return {
        "title": f"Simulation of {harmless(funnel.name)}",
        "funnel": {"id": funnel.id, "name": said(funnel.name)},
        "outcome": outcome(found),
        "exits": exits(found),
        "steps": steps(found),
        "segments": alike[:_MOST_SEGMENTS],
        "starved": starved(found),
        "spread": chances(found, samples) if samples else None,
        "what_if": list(what_if),
        "assumptions": assumptions(found),
        "reading": reading(found),
        "caveats": caveats(found),
        "more": max(0, len(alike) - _MOST_SEGMENTS),
    }
