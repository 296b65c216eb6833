"""Which visits an update is about, as a condition in SQL on the columns that all events of a visit share."""

from collections.abc import Iterable, Mapping, Sequence

from ...refusal import invalid
from ...storage import Store
from ..fields import SLOTS, slots
from ..filters import Parameters


def among(column: str, values: Iterable[str], add: Parameters) -> str:
    return f"{column} IN ({', '.join(map(add, values))})"


def of_countries(codes: Sequence[str], add: Parameters) -> str:
    return among("upper(country)", (code.upper() for code in codes), add)


def of_field(name: str, values: Sequence[str], place: str, store: Store, add: Parameters) -> str:
    """Of a tracking field, by its slot or by what traffic sources call it; the values are exact.

    Visits of sources that have no such field are in none. Refused where a value is empty [our ruling].
    """
    check_texts(values, place)
    if name.casefold() in SLOTS:
        return among(name.casefold(), values, add)
    found = slots(name, place, store)
    cases = " ".join(f"WHEN '{source}' THEN {slot}" for source, slot in sorted(found.items()))
    return among(f"CASE traffic_source_id {cases} END", values, add)


def check_texts(values: Iterable[str], place: str) -> None:
    """Refused where one is empty: it would hold everything of which nothing is known, such as all visits without a
    funnel group, and what empties it is mostly a mistake [our ruling].
    """
    if "" in values:
        raise invalid(place, "must hold no empty text: it would mean every visit of which this is not known")


def of_lists(lists: Mapping[str, Sequence[str]], add: Parameters) -> list[str]:
    """By column; an empty list restricts nothing."""
    return [among(column, values, add) for column, values in lists.items() if values]
