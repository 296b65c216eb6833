"""Where visitors are."""

from pathlib import Path

import pytest
from geo_file import write_geo

from funnels.countries import COUNTRIES
from funnels.errors import InputError
from server.local.runtime.continents import CONTINENT
from server.local.runtime.places import Places

VIENNA = {
    "continent": {"code": "EU"},
    "country": {"iso_code": "AT"},
    "subdivisions": [{"names": {"en": "Vienna"}}],
    "city": {"names": {"en": "Vienna"}},
    "location": {"time_zone": "Europe/Vienna"},
    "traits": {"isp": "A1", "connection_type": "Cable/DSL"},
}


def test_every_country_lies_on_a_continent() -> None:
    assert COUNTRIES.keys() == CONTINENT.keys()


def test_a_database_tells_and_a_trusted_header_knows_better(tmp_path: Path) -> None:
    places = Places(write_geo(tmp_path / "geo.mmdb", VIENNA))
    known = {
        "continent": "EU",
        "country": "AT",
        "region": "Vienna",
        "city": "Vienna",
        "isp": "A1",
        "connection_type": "Cable/DSL",
        "timezone": "Europe/Vienna",
    }
    header = {b"x-city": b"Graz"}
    assert places.place("203.0.113.9", {}, trusted=True) == known
    assert places.place("2001:db8::1", header, trusted=False) == known
    assert places.place("203.0.113.9", header, trusted=True) == {**known, "city": "Graz"}
    assert places.place("no address", {}, trusted=False) == {}
    places.close()
    assert places.place("198.51.100.7", {}, trusted=False) == known, "opened again"
    places.close()


def test_flat_databases_are_read_as_well(tmp_path: Path) -> None:
    record = {"country_code": "us", "region": "Texas", "city": "Austin", "timezone": "America/Chicago", "isp": 7}
    places = Places(write_geo(tmp_path / "geo.mmdb", record))
    assert places.place("203.0.113.9", {}, trusted=False) == {
        "continent": "NA",
        "country": "US",
        "region": "Texas",
        "city": "Austin",
        "timezone": "America/Chicago",
    }
    places.close()


@pytest.mark.parametrize("content", [b"", b"no database"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "geo.mmdb").write_bytes(content)
    with pytest.raises(InputError, match=r"cannot be read.*\.mmdb"):
        Places(tmp_path / "geo.mmdb")


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({b"cf-ipcountry": b"FR", b"cf-ipcity": b"Lyon"}, {"country": "FR", "continent": "EU", "city": "Lyon"}),
        ({b"cf-ipcountry": b"FR", b"x-country": b"de"}, {"country": "DE", "continent": "EU"}),
        ({b"cf-ipcountry": b"XX"}, {}),
        ({b"x-country": b"Germany"}, {}),
        ({b"x-vercel-ip-city": b"M%C3%BCnchen"}, {"city": "München"}),
        ({b"x-city": b"\x1b[31m" + b"x" * 500}, {"city": "\ufffd[31m" + "x" * 195}),
        ({b"x-isp": b"", b"x-mobile-carrier": b"T-Mobile"}, {"mobile_carrier": "T-Mobile"}),
    ],
)
def test_what_headers_tell(headers: dict[bytes, bytes], found: dict[str, str]) -> None:
    assert Places().place("", headers, trusted=True) == found
    assert Places().place("", headers, trusted=False) == {}
