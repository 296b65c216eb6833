"""A person at a terminal, with the command as it is installed and the offline planner."""

import json
from pathlib import Path
from typing import Any

from at_a_terminal import Terminal
from mcp_desk import assets_in


def test_a_build_a_correction_an_edit_a_report_an_undo_an_interruption_and_a_resumed_talk(busy: Path) -> None:
    before = assets_in(busy)
    with Terminal(busy) as terminal:
        assert "“exit” leaves" in terminal.prompted()

        plan = terminal.wants("Facebook traffic to Keto Story, then KetoBurn US, in group Nutra")
        assert "Build 'Facebook - KetoBurn US'  ready" in plan
        assert "'Lander': lander Keto Story" in plan
        assert assets_in(busy) == before, "nothing is written before the yes"
        assert "Nothing was written" in terminal.types("n")
        assert assets_in(busy) == before

        corrected = terminal.wants("make that KetoBurn CA instead of KetoBurn US")
        assert "'Offer': offer KetoBurn CA" in corrected
        done = terminal.types("y")
        assert "1 change written, read back and verified." in done
        assert "http://localhost:8650/fts/" in done
        built = assets_in(busy)
        assert len(built) == len(before) + 1

        edit = terminal.wants("add SlimGummies with 30%")
        assert "KetoBurn CA" in edit
        assert "SlimGummies" in edit
        assert "70 %" in edit
        assert "verified" in terminal.types("y")

        report = terminal.types("how did VPN Native DACH do on 2026-11-18")
        assert "VPN Native DACH: 119 visits, 3 conversions, revenue 50.50, cost 39.84" in report

        assert "Take back" in terminal.wants("undo")
        assert "verified" in terminal.types("y")
        assert _funnels(busy) == _funnels_of(built), "the edit is gone, the funnel is as it was built"

        terminal.wants("Taboola traffic to Sleep Quiz, then DreamDrops, in group Nutra")
        interrupted = terminal.interrupts()
        assert "Nothing was written." in interrupted
        assert _funnels(busy) == _funnels_of(built)
        assert terminal.leaves() == 0

    with Terminal(busy, "--continue") as terminal:
        terminal.prompted()
        again = terminal.wants("yes")
        assert "DreamDrops" in again, "the plan that was interrupted is asked about again"
        assert "1 change written, read back and verified." in terminal.types("y")
        assert len(_funnels(busy)) == len(_funnels_of(built)) + 1
        assert terminal.leaves() == 0


def _funnels(home: Path) -> dict[str, Any]:
    return _funnels_of(assets_in(home))


def _funnels_of(assets: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Documents of the funnels that are there, by id."""
    return {
        id: json.loads(text) for family, id, _, status, text in assets if family == "funnel" and status == "active"
    }
