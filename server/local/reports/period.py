"""Times of requests: RFC 3339 on the wire, Unix milliseconds here."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from funnels.wire import Json

from ..refusal import invalid

DAY_MS = 86_400_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Period:
    """From the start, included, to the end, excluded, in Unix milliseconds."""

    start: int
    end: int

    @property
    def days(self) -> tuple[int, int]:
        """The days of UTC it touches, since 1970, both included."""
        return self.start // DAY_MS, (self.end - 1) // DAY_MS


def period(body: Json) -> Period:
    """Of `timeStart` and `timeEnd`; refused where the end does not come after the start."""
    start, end = instant(body, "timeStart"), instant(body, "timeEnd")
    if end <= start:
        raise invalid(
            "timeEnd",
            f"must come after timeStart, and {body['timeEnd'][:40]!r} does not come after {body['timeStart'][:40]!r}",
        )
    return Period(start, end)


def instant(body: Json, field: str) -> int:
    text = body[field]
    wanted = "must be a time of RFC 3339 with its offset, such as 2026-11-21T00:00:00Z"
    try:
        moment = datetime.fromisoformat(text)
        offset = moment.utcoffset()
        if offset is None or "T" not in text.upper():
            raise invalid(field, f"{wanted}, not {text[:40]!r}")
        return (moment.replace(tzinfo=UTC) - _EPOCH - offset) // timedelta(milliseconds=1)
    except (ValueError, OverflowError) as error:
        raise invalid(field, f"{wanted}, not {text[:40]!r}") from error


def written(ms: int | None) -> str:
    """As RFC 3339 in UTC, with milliseconds; empty for no time."""
    if ms is None:
        return ""
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds").replace("+00:00", "Z")
