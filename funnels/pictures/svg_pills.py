"""Labels of connections, where they hide neither a node nor each other."""

from collections.abc import Iterable, Sequence

from .svg_columns import Box
from .svg_curves import Point
from .svg_text import escaped, fitting, text_width

_SIZE = 10.5
_HEIGHT = 18
_LONGEST = 122
_CELL = 120


class Pills:
    """Remembers what stands where; a label that finds no free spot takes the one that covers least."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        for box in boxes:
            self._take(box)

    def drawn(self, text: str, points: Sequence[Point]) -> str:
        shown = fitting(text, _SIZE, _LONGEST)
        width = text_width(shown, _SIZE) + 14
        spots = [Box(x - width / 2, y - _HEIGHT / 2, width, _HEIGHT) for x, y in points]
        spot = next((one for one in spots if not self._covered(one)), min(spots, key=self._covered))
        self._take(spot)
        middle = f"{spot.x + width / 2:.1f}"
        title = f"<title>{escaped(text)}</title>" if shown != text else ""
        return (
            f'<g class="pill">{title}<rect x="{spot.x:.1f}" y="{spot.y:.1f}" width="{width:.1f}" height="{_HEIGHT}"'
            f' rx="9"/><text x="{middle}" y="{spot.y + 12.8:.1f}">{escaped(shown)}</text></g>'
        )

    def _take(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def _covered(self, spot: Box) -> float:
        return sum(_shared(spot, other) for cell in _cells(spot) for other in self._cells.get(cell, ()))


def _shared(one: Box, other: Box) -> float:
    width = min(one.right, other.right) - max(one.x, other.x)
    height = min(one.bottom, other.bottom) - max(one.y, other.y)
    return width * height if width > 0 and height > 0 else 0


def _cells(box: Box) -> list[tuple[int, int]]:
    return [
        (x, y)
        for x in range(int(box.x // _CELL), int(box.right // _CELL) + 1)
        for y in range(int(box.y // _CELL), int(box.bottom // _CELL) + 1)
    ]
