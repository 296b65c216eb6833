"""Which visits an update is about, as a condition in SQL on the columns that all events of a visit share."""

from collections.abc import Iterable, Mapping, Sequence

from ...storage import Store
from ..fields import SLOTS, slots
from ..filters import Parameters


def among(column: str, values: Iterable[str], add: Parameters) -> str:
    return f"{column} IN ({', '.join(map(add, values))})"


def of_countries(codes: Sequence[str], add: Parameters) -> str:
    return among("upper(country)", (code.upper() for code in codes), add)


def of_field(name: str, values: Sequence[str], place: str, store: Store, add: Parameters) -> str:
    """Of a tracking field, by its slot or by what traffic sources call it; the values are exact."""
    if name.casefold() in SLOTS:
        return among(name.casefold(), values, add)
    found = slots(name, place, store)
    cases = " ".join(f"WHEN '{source}' THEN {slot}" for source, slot in sorted(found.items()))
    return among(f"CASE traffic_source_id {cases} ELSE '' END", values, add)


def of_lists(lists: Mapping[str, Sequence[str]], add: Parameters) -> list[str]:
    """By column; an empty list restricts nothing."""
    return [among(column, values, add) for column, values in lists.items() if values]
