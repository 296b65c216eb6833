from ..account import Account
from .index import Index

_LONGEST = 256


class Speller:
    """Finds the text for an asset id, and remembers it, so that the same text means the same asset again.

    `spelled` maps (family, page type, text) to the id, also of assets that no longer exist.
    """

    def __init__(self, account: Account, funnel_id: str) -> None:
        self.spelled: dict[tuple[str, str, str], str] = {}
        self._account = account
        self._index = Index(account, funnel_id)

    def text(self, family: str, id: str, page_type: str = "") -> str | None:
        """The asset's name, with its id behind it where the name alone is not enough; None where nothing will do."""
        entry = self._account.entry(family, id)
        texts = (entry.name, f"{entry.name} [{id}]", id) if entry else (id, f"[{id}]")
        for text in texts:
            if self._fits(text, family, id, page_type, alone=entry is not None and text == entry.name):
                self.spelled[family, page_type, text] = id
                return text
        return None

    def texts(self, family: str, ids: tuple[str, ...]) -> tuple[str, ...] | None:
        found = [self.text(family, id) for id in ids]
        said = tuple(text for text in found if text is not None)
        return said if len(said) == len(ids) else None

    def _fits(self, text: str, family: str, id: str, page_type: str, *, alone: bool) -> bool:
        if not id or not 1 <= len(text) <= _LONGEST or self.spelled.get((family, page_type, text), id) != id:
            return False
        found = self._index.find(family, text, page_type)
        return found is not None and found.id == id if alone else found is None or found.id == id
