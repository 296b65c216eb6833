"""How far the traffic of the demo account is made, in a file beside the tracker's."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..traffic import Postback

_FILE = "demo-traffic.json"


@dataclass(frozen=True, slots=True)
class Diary:
    anchor: date
    """The UTC day of the first question about results; what is planted is planted before it."""
    until: int
    """Unix milliseconds up to which everything has happened."""
    begun: int = 0
    """Up to when somebody has begun to make it happen; 0 where they have finished."""
    pending: tuple[Postback, ...] = ()
    """What networks will report later."""


def read_diary(home: Path) -> Diary | None:
    """None where nothing has been made yet."""
    file = home / _FILE
    return _diary(json.loads(file.read_text(encoding="utf-8"))) if file.exists() else None


def write_diary(home: Path, diary: Diary) -> None:
    """At once, so that another process never reads half of it."""
    document = {
        "anchor": diary.anchor.isoformat(),
        "until": diary.until,
        "begun": diary.begun,
        "pending": [
            [one.at, one.hit, one.transaction, str(one.revenue), one.target, one.event] for one in diary.pending
        ],
    }
    new = home / f"{_FILE}.new"
    new.write_text(json.dumps(document), encoding="utf-8")
    new.replace(home / _FILE)


def forget_diary(home: Path) -> None:
    (home / _FILE).unlink(missing_ok=True)


def _diary(document: dict[str, Any]) -> Diary:
    pending = tuple(Postback(at, hit, tx, Decimal(rev), *rest) for at, hit, tx, rev, *rest in document["pending"])
    return Diary(date.fromisoformat(document["anchor"]), document["until"], document["begun"], pending)
