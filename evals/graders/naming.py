"""Assets by the words people have for them: `offer KetoBurn US`, `funnel group Tests`."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from funnels.account import Account, Entry
from funnels.assets import FAMILIES, Page

from ..errors import CaseError
from ..snapshot import Key, Snapshot

_PAGES = {"lander": "lander", "offer": "offer"}
_OTHER_WORDS = {
    "tag": "visitor_tag",
    "group": "funnel_group",
    "network": "offer_source",
    "webhook config": "webhook_config",
    "middleware config": "middleware_config",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A family, and for pages whether they are landers or offers."""

    family: str
    page_type: str = ""

    def holds(self, entry: Entry) -> bool:
        return entry.family == self.family and self.page_type in ("", entry.page_type)


KINDS = {
    **{kind.title.casefold(): Kind(kind.family) for kind in FAMILIES.values()},
    **{word: Kind(family) for word, family in _OTHER_WORDS.items()},
    **{word: Kind(Page.family, page_type) for word, page_type in _PAGES.items()},
    "domain": Kind("user_settings"),
}
"""By the word for a family."""


def kind_called(word: str) -> Kind:
    found = KINDS.get(word.replace("_", " ").casefold())
    if found is None:
        raise CaseError(f"{word!r} is no family.", hint=f"Use one of: {', '.join(sorted(KINDS))}.")
    return found


def kind_and_name(words: str) -> tuple[Kind, str]:
    """`offer KetoBurn US` is of the offers and called KetoBurn US."""
    fitting = [word for word in KINDS if words.casefold().startswith(f"{word} ")]
    if not fitting:
        raise CaseError(f"{words!r} does not begin with a family.", hint="Write 'offer KetoBurn US'.")
    word = max(fitting, key=len)
    return KINDS[word], words[len(word) :].strip()


def alike(one: str, other: str) -> bool:
    """Equal but for case and spacing."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def entries_called(account: Account, kind: Kind, name: str) -> list[Entry]:
    """Those whose name is just so; where there are none, those with it in other case or spacing."""
    of_kind = [entry for entry in account.entries(kind.family) if kind.holds(entry)]
    return [one for one in of_kind if one.name == name] or [one for one in of_kind if alike(one.name, name)]


def id_called(account: Account, family: str, name: str) -> str | None:
    """The active one, if there are several; an id names itself."""
    found = entries_called(account, Kind(family), name)
    found.sort(key=lambda entry: not entry.is_active)
    if found:
        return found[0].id
    return name if account.entry(family, name) else None


def described(key: Key, *snapshots: Snapshot) -> str:
    """An asset in words, by the first snapshot that knows it."""
    for one in snapshots:
        entry = one.account.entry(*key)
        if entry:
            word = entry.page_type if key[0] == Page.family else FAMILIES[key[0]].title
            return f"{word} {entry.name!r}"
    return f"{FAMILIES[key[0]].title} {key[1]}"


def listed(texts: Iterable[str]) -> str:
    return ", ".join(texts) or "nothing"


def new_entries(after: Snapshot, before: Snapshot, kind: Kind) -> Iterator[Entry]:
    for entry in after.account.entries(kind.family):
        if kind.holds(entry) and (kind.family, entry.id) not in before.documents:
            yield entry
