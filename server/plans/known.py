"""What exists while a plan is made: the account, and what the changes so far leave of it."""

from collections.abc import Iterator

from funnels.account import Account, Entry, entry_of
from funnels.assets import FAMILIES, Asset, Funnel, IntegrationKey
from funnels.errors import AmbiguousError, Fault, NotFoundError
from funnels.names import resolve

from .change import Change
from .drafted import public_id
from .standing import Key

_STATUS = {"archive": "archived", "unarchive": "active", "delete": "deleted"}

_REFERS = {
    "idOfferSource": "offer_source",
    "idCampaign": "funnel_group",
    "idFunnelGroup": "funnel_group",
    "idCategory": "category",
    "idPage": "page",
    "idFunnel": "funnel",
    "funnelId": "funnel",
    "restrictToFunnelId": "funnel",
    "idTrafficSource": "traffic_source",
    "tagId": "visitor_tag",
}
"""Field -> the family its id is of. All of these the tracker lists, so an id that is not known is a mistake."""


class Known:
    def __init__(self, account: Account) -> None:
        self.account = account
        self._now = account
        self._left: dict[Key, Asset] = {}
        self._left_entries: dict[str, dict[str, Entry]] = {}

    def so_far(self) -> Account:
        """The account with what the changes so far leave."""
        return self._now

    def is_touched(self, key: Key) -> bool:
        return key in self._left

    def document(self, family: str, id: str) -> Asset | None:
        """The whole document, as the changes so far leave it."""
        if (family, id) in self._left:
            return self._left[family, id]
        kind = FAMILIES[family]
        if kind is IntegrationKey:  # known by what stands for its id, for that is a secret
            return next((one for one in self.account.all(kind) if public_id(one) == id), None)
        return self.account.get(kind, id)

    def id_of(self, family: str, wanted: str) -> str | Fault:
        """The id of what is meant, by its name or id; a fault without a place where that is not clear."""
        if self._is_id(family, wanted):
            return wanted  # also ids that do not look like ours
        try:
            return resolve(wanted, self._entries(family), what=FAMILIES[family].title).id
        except (NotFoundError, AmbiguousError) as error:
            return Fault("", str(error.args[0]), tuple(error.candidates))

    def refer(self, field: str, wanted: str) -> str | Fault:
        """What a field refers to, where it is one that refers; anything else is itself."""
        family = _REFERS.get(field)
        return self.id_of(family, wanted) if family else wanted

    def leaves(self, change: Change) -> None:
        """Take a change as made."""
        kind, wire = change.kind, change.kind.wire_name
        document = change.after if change.do in ("create", "update") else change.before
        if change.do == "duplicate" or document is None:
            return
        after = dict(document)
        if change.do in _STATUS:
            after["status"] = _STATUS[change.do]
        if change.do == "move":
            fields = ("id_campaign", "id_funnel_group") if kind is Funnel else ("id_category",)
            after |= dict.fromkeys(map(wire, fields), change.target or "")
        self._left[change.key] = kind.read(after)
        self._now = self._now.plus([self._left[change.key]])
        self._left_entries.setdefault(change.family, {})[change.id] = self._entry(self._left[change.key])

    def _is_id(self, family: str, wanted: str) -> bool:
        left = self._left.get((family, wanted))
        if left is not None:
            return left.status != "deleted"
        entry = self.account.entry(family, wanted)
        return entry is not None and self._is_known(entry)

    def _entries(self, family: str) -> Iterator[Entry]:
        own = self._left_entries.get(family, {})
        yield from (one for one in self.account.entries(family) if one.id not in own and self._is_known(one))
        yield from (one for one in own.values() if one.status != "deleted")

    def _is_known(self, entry: Entry) -> bool:
        """What is deleted is read along with what refers to it; the id of an integration key is a secret."""
        is_secret = entry.family == IntegrationKey.family and not entry.id.startswith("key-")
        return not is_secret and entry.status != "deleted"

    def _entry(self, asset: Asset) -> Entry:
        entry = entry_of(asset)
        return Entry(entry.family, public_id(asset), entry.name, entry.status, entry.page_type, entry.parent)
