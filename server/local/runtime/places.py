"""Where a visitor is: from headers a proxy or a network in front of the tracker adds, or from a database file.

Names of headers are our ruling where they are plain (`X-Country`), else those of the usual networks in front of
sites. A header wins over the database, field by field; the database is any in the MaxMind format.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import maxminddb

from funnels.errors import InputError

from .addresses import Headers
from .continents import CONTINENT
from .door import MOST_REMEMBERED, fit, header

HEADERS: Mapping[str, tuple[bytes, ...]] = {
    "country": (
        b"x-country",
        b"cf-ipcountry",
        b"cloudfront-viewer-country",
        b"x-vercel-ip-country",
        b"x-appengine-country",
        b"x-geo-country",
    ),
    "continent": (b"x-continent", b"cf-ipcontinent", b"x-vercel-ip-continent"),
    "region": (
        b"x-region",
        b"cf-region",
        b"cloudfront-viewer-country-region-name",
        b"x-vercel-ip-country-region",
        b"x-appengine-region",
        b"x-geo-region",
    ),
    "city": (
        b"x-city",
        b"cf-ipcity",
        b"cloudfront-viewer-city",
        b"x-vercel-ip-city",
        b"x-appengine-city",
        b"x-geo-city",
    ),
    "isp": (b"x-isp",),
    "connection_type": (b"x-connection-type",),
    "mobile_carrier": (b"x-mobile-carrier", b"x-carrier"),
    "timezone": (b"x-timezone", b"cf-timezone", b"cloudfront-viewer-time-zone", b"x-vercel-ip-timezone"),
}

_KNOWN = {name: field for field, names in HEADERS.items() for name in names}
_RANK = {name: rank for names in HEADERS.values() for rank, name in enumerate(names)}
_LONGEST = 200
_NOWHERE = frozenset({"XX", "T1", "ZZ"})
"""What networks send for a country they do not know."""

Place = Mapping[str, str]
"""By the column of events, and `timezone`; what is not known is left out."""


class Places:
    """`file` is a GEO database; None where there is none. Raises InputError where it cannot be read."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        self._reader = _opened(file) if file else None
        self._of_address = lru_cache(maxsize=8192)(self._looked_up)

    def close(self) -> None:
        """The next place asked for opens the file again."""
        if self._reader:
            self._reader.close()
            self._reader = None

    def place(self, address: str, headers: Headers, *, trusted: bool) -> Place:
        """`trusted`: whether the headers were set by somebody of ours, and not by the visitor."""
        said = _told(headers) if trusted else {}
        if self._file is None or not address:
            return said
        found = self._of_address(address)
        return {**found, **said} if said else found

    def _looked_up(self, address: str) -> Place:
        try:
            if self._reader is None and self._file:
                self._reader = _opened(self._file)
            record = self._reader.get(address) if self._reader else None
        except (ValueError, maxminddb.InvalidDatabaseError):
            return {}
        return _complete(dict(_of_record(record))) if isinstance(record, dict) else {}


def _opened(file: Path) -> maxminddb.Reader:
    try:
        return maxminddb.open_database(file)
    except (OSError, maxminddb.InvalidDatabaseError) as error:
        raise InputError(
            f"The GEO database {str(file)!r} cannot be read.", hint="Give a file in the MaxMind format (.mmdb)."
        ) from error


def _told(headers: Headers) -> Place:
    known = tuple(sorted((name, headers[name]) for name in headers.keys() & _KNOWN))
    if not known:
        return {}
    # a proxy may hand on what visitors made up
    return _remembered(known) if sum(len(raw) for _, raw in known) <= MOST_REMEMBERED else _said(known)


def _said(headers: tuple[tuple[bytes, bytes], ...]) -> Place:
    found: dict[str, str] = {}
    for name, raw in sorted(headers, key=lambda one: _RANK[one[0]]):
        text = fit(unquote(header(raw)).strip(), _LONGEST)
        found.setdefault(_KNOWN[name], text)
    return _complete(found)


_remembered = lru_cache(maxsize=8192)(_said)


def _complete(found: dict[str, str]) -> Place:
    country = found.get("country", "").upper()
    found["country"] = country if len(country) == 2 and country.isalpha() and country not in _NOWHERE else ""
    found["continent"] = found.get("continent", "").upper()[:2] or CONTINENT.get(country, "")
    return {name: value for name, value in found.items() if value}


def _of_record(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The names of the MaxMind, DB-IP and IPinfo layouts."""
    yield "country", _at(record, "country", "iso_code") or _text(record.get("country_code") or record.get("country"))
    yield "continent", _at(record, "continent", "code") or _text(record.get("continent_code"))
    divisions = record.get("subdivisions")
    first = divisions[0] if isinstance(divisions, list) and divisions else {}
    yield "region", _at(first, "names", "en") or _text(record.get("region"))
    yield "city", _at(record, "city", "names", "en") or _text(record.get("city"))
    traits = record.get("traits") or {}
    yield "isp", _at(traits, "isp") or _text(record.get("isp") or record.get("autonomous_system_organization"))
    yield "connection_type", _at(traits, "connection_type") or _text(record.get("connection_type"))
    yield "mobile_carrier", _text(record.get("mobile_carrier"))
    yield "timezone", _at(record, "location", "time_zone") or _text(record.get("timezone"))


def _at(record: Any, *path: str) -> str:
    for name in path:
        record = record.get(name) if isinstance(record, Mapping) else None
    return _text(record)


def _text(value: Any) -> str:
    return fit(value, _LONGEST) if isinstance(value, str) else ""
