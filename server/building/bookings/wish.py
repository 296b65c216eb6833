"""One written update. Whatever is wrong with it is a BlueprintError that names the field and what was expected."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, NoReturn

from funnels.account import Account
from funnels.assets import Asset
from funnels.countries import COUNTRIES
from funnels.errors import AmbiguousError, BlueprintError, Fault, InputError, NotFoundError
from funnels.names import nearest, resolve

from ...reporting.period import Period
from ...reporting.periods import period
from ...reporting.strangers import said
from ...reporting.zones import zone

MOST_PLACES = 6
"""Of an amount behind the point: what the tracker keeps."""

_MOST_DIGITS = 11
_MOST_SHOWN = 40
_MOST_FIELDS = 2
"""Of a report with funnels and countries beside them, which has four levels at most."""


class Wish:
    """`now` is aware; `zone_name` is that of periods where none is said."""

    def __init__(self, place: str, raw: Any, account: Account, now: datetime, zone_name: str) -> None:
        self.place = place
        if not isinstance(raw, Mapping):
            raise BlueprintError([Fault(place, f"an update is an object with do, not {type(raw).__name__}")])
        self._raw = raw
        self._account = account
        self._now = now
        self._zone = str(raw.get("time_zone") or zone_name)

    def only(self, *known: str) -> None:
        for name in self._raw:
            if name not in (*known, "do"):
                near = tuple(nearest(str(name), known, most=1))
                said = f"there is no such field here; there are {', '.join(known)}"
                raise BlueprintError([Fault(f"{self.place}.{name}", said, near)])

    def refuse(self, name: str, message: str, candidates: Sequence[str] = ()) -> NoReturn:
        raise BlueprintError([Fault(f"{self.place}.{name}", message, tuple(candidates))])

    def has(self, name: str) -> bool:
        return self._raw.get(name) not in (None, "", [], {})

    def choice(self, name: str, known: Sequence[str], default: str = "") -> str:
        value = str(self._raw.get(name) or default)
        if value not in known:
            self.refuse(name, f"{value!r} is none of {', '.join(known)}", nearest(value, known, most=1))
        return value

    def text(self, name: str) -> str:
        value = self._raw.get(name)
        if value is None:
            return ""
        if not isinstance(value, str | int) or isinstance(value, bool):
            self.refuse(name, f"must be a text, not {type(value).__name__}")
        return self._whole(name, str(value))

    def texts(self, name: str) -> tuple[str, ...]:
        """A text stands for a list of it."""
        value = self._raw.get(name) or ()
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list | tuple) or not all(isinstance(one, str) for one in listed):
            self.refuse(name, "must be a text or a list of texts")
        return tuple(dict.fromkeys(self._exact(name, one) for one in listed))

    def amount(self, name: str) -> Decimal | None:
        """None where none is said. Floats are taken as they are written."""
        value = self._raw.get(name)
        if value is None or value == "":
            return None
        try:
            amount = Decimal(repr(value) if isinstance(value, float) else str(value))
        except InvalidOperation:
            amount = Decimal("NaN")
        if isinstance(value, bool) or not amount.is_finite():
            self.refuse(name, f"{str(value)[:40]!r} is not an amount such as '14.50'")
        if amount.adjusted() >= _MOST_DIGITS:
            self.refuse(name, f"has more than {_MOST_DIGITS} digits before the point")
        if -int(amount.normalize().as_tuple().exponent) > MOST_PLACES:
            self.refuse(name, f"{value} has more than {MOST_PLACES} places behind the point")
        return amount

    def objects(self, name: str) -> list[tuple[str, Any]]:
        """The items of a list with their places."""
        value = self._raw.get(name)
        if not isinstance(value, list | tuple) or not value:
            self.refuse(name, "is required: a list of objects")
        return [(f"{self.place}.{name}[{at}]", one) for at, one in enumerate(value)]

    def values(self, name: str) -> dict[str, str]:
        value = self._raw.get(name) or {}
        if not isinstance(value, Mapping) or not all(isinstance(one, str | int) for one in value.values()):
            self.refuse(name, "must be an object of texts, such as {'section_id': '42'}")
        if len(value) > _MOST_FIELDS:
            self.refuse(name, f"has {len(value)} fields, and at most {_MOST_FIELDS} can be told apart at once")
        return {str(key): self._exact(f"{name}.{key}", str(one)) for key, one in value.items()}

    def countries(self) -> tuple[str, ...]:
        """Their two letters, in capitals."""
        found = tuple(one.strip().upper() for one in self.texts("countries"))
        for one in found:
            if one not in COUNTRIES:
                self.refuse("countries", f"{shown(one)!r} is no country code", nearest(one, list(COUNTRIES), most=1))
        return found

    def assets(self, name: str, kind: type[Asset]) -> tuple[str, ...]:
        """Ids of the assets that are named."""
        return tuple(self._id(name, kind, one) for one in self.texts(name))

    def period(self) -> Period:
        said = self.text("period")
        if not said:
            self.refuse("period", "is required, such as 'yesterday' or '2026-11-18'")
        try:
            return period(said, self._now, zone(self._zone))
        except (InputError, AmbiguousError) as error:
            field, _, why = str(error).partition(": ")
            self.refuse(field, why)

    def name(self, kind: type[Asset], ids: Iterable[str]) -> str:
        """The names of assets, for people."""
        entries = ((id, self._account.entry(kind.family, id)) for id in ids)
        return ", ".join(entry.name if entry else id for id, entry in entries)

    def _exact(self, name: str, value: str) -> str:
        if value.strip() in ("", "N/A"):
            self.refuse(name, "must not be empty: say the value that is meant")
        return self._whole(name, value)

    def _whole(self, name: str, value: str) -> str:
        try:
            value.encode()
        except UnicodeEncodeError:
            self.refuse(name, "holds half a character, which nothing can store")
        return value

    def _id(self, field: str, kind: type[Asset], wanted: str) -> str:
        try:
            return resolve(wanted, self._account.entries(kind.family), what=kind.title).id
        except (NotFoundError, AmbiguousError) as error:
            self.refuse(field, str(error.args[0]).rstrip("."), error.candidates)


def shown(value: str) -> str:
    """What a visitor or a person wrote, as part of a name: without what would be more than a word in Markdown."""
    return re.sub(r"[`<>\[\]|*_]", "", said(value, _MOST_SHOWN))


def days_of(period: Period) -> str:
    """`2026-11-18`, or the first and the last of several days; with the hours where it has no whole days."""
    if period.unit == "hours":
        return f"{period.start:%Y-%m-%d %H:%M} to {period.end:%Y-%m-%d %H:%M}"
    first, last = period.start.date(), (period.end - timedelta(microseconds=1)).date()
    return f"{first}" if first == last else f"{first} to {last}"
