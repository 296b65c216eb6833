"""Orders that delete hits and change conversions, and sentences that are none."""

from typing import Any

import pytest

from agent.models.offline.results.updating import Converted, conversion_told

HIT = "01m7yv5k1edcqhn6cr3c51b1mh"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (f"mark hit {HIT} as converted for 14.50", Converted(HIT, "14.50")),
        (f"please mark hit {HIT} as converted", Converted(HIT)),
        (f"book a conversion of $20 for hit {HIT}", Converted(HIT, "20")),
        (f"remove the conversion of hit {HIT}", Converted(HIT, "-1")),
        (f"delete the sale of {HIT}.", Converted(HIT, "-1")),
    ],
)
def test_conversions_of_hits_are_read(text: str, wanted: Converted) -> None:
    assert conversion_told(text) == wanted


@pytest.mark.parametrize(
    ("text", "period", "names"),
    [
        ("reset Taboola for yesterday", "yesterday", ["Taboola"]),
        ("delete yesterday's hits of Taboola", "yesterday", ["Taboola"]),
        ("wipe all clicks from Outbrain in Germany on 2026-11-18", "2026-11-18", ["Outbrain", "Germany"]),
        ("reset the traffic of VPN Native DACH since Nov 1", "since nov 1", ["VPN Native DACH"]),
        ("delete all hits of yesterday", "yesterday", []),
        ("clear all statistics", "", []),
        ("please wipe the stats", "", []),
    ],
)
def test_hits_to_delete_are_read(wiped: Any, text: str, period: str, names: list[str]) -> None:
    found = wiped(text)
    assert found is not None
    assert (found.period, [one.text for one in found.names], found.left) == (period, names, ())


@pytest.mark.parametrize(
    "text",
    [
        "reset Taboola for yesterday?",
        "should I reset Taboola for yesterday",
        "what happens if I reset Taboola for yesterday",
        "did you delete yesterday's hits of Taboola",
        "how do I delete hits of Taboola",
        "do not reset Taboola",
        "delete the second lander",
        "remove Keto Story",
        "reset",
        f"is hit {HIT} converted",
        f"why was hit {HIT} marked as converted for 14.50",
        f"look up hit {HIT}",
    ],
)
def test_questions_and_edits_delete_nothing(wiped: Any, text: str) -> None:
    assert conversion_told(text) is None
    assert wiped(text) is None
