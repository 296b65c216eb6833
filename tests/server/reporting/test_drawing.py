"""Charts as pictures: opaque, the same every time, and safe from what strangers write."""

import re
import struct
from io import BytesIO
from typing import Any

import pytest
from matplotlib.image import imread
from numpy import unique

from funnels.reports.chart import chart_of
from server.reporting.drawing import Format, drawn

HOSTILE = "$\\frac{1}{0}$ zone_7 <script>alert(1)</script> \x1b[31m ]]> &amp; 漢字 \U0001f600"


def answer(by: str, *rows: tuple[str, str, str | None], **more: Any) -> dict[str, Any]:
    """A report of visits and profit."""
    columns = [
        {"id": "visits", "label": "Visits", "unit": "count"},
        {"id": "profitAndLoss", "label": "Profit and loss", "unit": "money"},
    ]
    told = [
        {"keys": [{"name": name, "id": name}], "values": {"visits": visits, "profitAndLoss": profit}}
        for name, visits, profit in rows
    ]
    return {
        "title": f"Results by {by.casefold()}",
        "by": [by],
        "columns": columns,
        "sorted_by": "visits",
        "rows": told,
        "rows_total": len(told),
        **more,
    }


BARS = answer("Country", ("DE", "120", "12.50"), ("AT", "80", "-3.2"))
LINES = answer("Date", ("2026-11-18", "120", "12.50"), ("2026-11-20", "80", "-3.2"))


def picture(found: dict[str, Any], format: Format = "png") -> bytes:
    chart = chart_of(found)
    assert chart is not None
    return drawn(chart, format)


@pytest.mark.parametrize("found", [BARS, LINES], ids=["bars", "lines"])
@pytest.mark.parametrize("format", ["png", "svg"])
def test_the_same_chart_gives_the_same_bytes(found: dict[str, Any], format: Format) -> None:
    assert picture(found, format) == picture(found, format)


@pytest.mark.parametrize("found", [BARS, LINES], ids=["bars", "lines"])
def test_a_picture_is_small_and_opaque_so_that_it_reads_on_dark_and_on_light(found: dict[str, Any]) -> None:
    png = picture(found)
    width, height = struct.unpack(">II", png[16:24])
    assert (width, 200 < height < 900) == (960, True)
    assert len(png) < 100_000
    pixels = imread(BytesIO(png))
    assert pixels[..., 3].min() == 1
    assert (pixels[..., :3] == 1).all(axis=-1).mean() > 0.6
    assert len(unique(pixels.reshape(-1, 4), axis=0)) > 20


def test_what_strangers_write_is_neither_mathematics_nor_markup() -> None:
    svg = picture(answer(HOSTILE, (HOSTILE, "5", "1"), ("DE", "4", "1"), title=HOSTILE), "svg").decode()
    assert "<script" not in svg.casefold()
    assert "\x1b" not in svg
    assert picture(answer("c1", (HOSTILE, "5", "1"), title=HOSTILE * 20)).startswith(b"\x89PNG")


def test_a_picture_loads_nothing_from_elsewhere() -> None:
    svg = picture(BARS, "svg").decode()
    links = re.findall(r'(?:href|src)="([^"]*)"', svg)
    assert links
    assert all(one.startswith("#") for one in links)
    assert "@import" not in svg
    assert "<dc:date>" not in svg


@pytest.mark.parametrize(
    "found",
    [
        answer("Country"),
        answer("Country", ("DE", "0", "0")),
        answer("Country", ("DE", "0", None)),
        {**BARS, "by": []},
    ],
    ids=["no rows", "zeros", "not applicable", "only totals"],
)
def test_where_there_is_nothing_to_see_there_is_no_chart(found: dict[str, Any]) -> None:
    assert chart_of(found) is None
