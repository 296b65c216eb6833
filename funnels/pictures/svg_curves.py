"""Lines of an SVG path."""

from collections.abc import Sequence

Point = tuple[float, float]

_ROUND = 12


def start_at(point: Point) -> str:
    return f"M{_at(point)}"


def line_to(point: Point) -> str:
    return f"L{_at(point)}"


def curve(start: Point, end: Point) -> str:
    bend = max((end[0] - start[0]) / 2, 20)
    return f"C{_at((start[0] + bend, start[1]))} {_at((end[0] - bend, end[1]))} {_at(end)}"


def along(start: Point, end: Point) -> list[Point]:
    """Points on the curve between both, its middle first."""
    bend = max((end[0] - start[0]) / 2, 20)
    return [
        (
            _bezier(start[0], start[0] + bend, end[0] - bend, end[0], at),
            _bezier(start[1], start[1], end[1], end[1], at),
        )
        for at in (0.5, 0.42, 0.58, 0.34, 0.66)
    ]


def _bezier(one: float, two: float, three: float, four: float, at: float) -> float:
    rest = 1 - at
    return rest**3 * one + 3 * rest**2 * at * two + 3 * rest * at**2 * three + at**3 * four


def rounded(corners: Sequence[Point]) -> str:
    """Straight lines with round corners."""
    path = start_at(corners[0])
    for before, corner, after in zip(corners, corners[1:], corners[2:], strict=False):
        enter, leave = _towards(corner, before), _towards(corner, after)
        path += f"{line_to(enter)}Q{_at(corner)} {_at(leave)}"
    return path + line_to(corners[-1])


def _towards(corner: Point, other: Point) -> Point:
    away = abs(other[0] - corner[0]) + abs(other[1] - corner[1])
    share = min(_ROUND, away / 2) / away if away else 0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
