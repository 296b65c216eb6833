"""What one compilation works with: what exists, what was drafted so far, and what is wrong."""

from collections import Counter
from collections.abc import Mapping

from ..account import Account
from ..assets import FAMILIES, Asset, Page, PageGroup
from ..errors import AmbiguousError, Fault, NotFoundError
from ..ids import NewId
from ..names import folded
from .index import Index
from .reading import Reading

_OTHER_TYPE = {"lander": "offer", "offer": "lander"}
_TYPED = (Page.family, PageGroup.family)


class Bench:
    most_candidates = 40
    """From this many faults on, no more nearest names are looked up: that is slow, and nobody reads them."""

    def __init__(self, account: Account, new_id: NewId, base: Reading | None) -> None:
        self.account = account
        self.new_id = new_id
        self.base = base
        self.funnel_id = base.funnel.id if base else new_id()
        self.index = Index(account, self.funnel_id)
        self.faults: list[Fault] = []
        self.new: list[Asset] = []
        self.local: list[Asset] = []
        self.changed: list[tuple[Asset, Asset]] = []
        self._drafted: dict[tuple[str, str, str], Asset] = {}
        self._spelled: Mapping[tuple[str, str, str], str] = base.spelled if base else {}
        self._uses = Counter(_local_ids(base)) if base else Counter[str]()
        self.alike: frozenset[str] = frozenset()
        """Ids of page groups and conditions that several nodes use, and that all of these say the same of."""

    def fault(self, place: str, message: str, candidates: tuple[str, ...] = ()) -> None:
        self.faults.append(Fault(place, message, candidates))

    def draft(self, asset: Asset, page_type: str = "") -> str:
        """Take up a new asset that other parts of the blueprint may name; its id."""
        self.new.append(asset)
        self._drafted[type(asset).family, page_type, folded(asset.name)] = asset
        return asset.id

    def draft_local(self, asset: Asset) -> str:
        """Take up a new page group or condition of this funnel alone; its id."""
        self.local.append(asset)
        return asset.id

    def change(self, before: Asset, after: Asset) -> str:
        """Take up an existing asset as it is to be; its id."""
        if after is not before and (before, after) not in self.changed:
            self.changed.append((before, after))
        return after.id

    def drafted(self, family: str, name: str, page_type: str = "") -> Asset | None:
        return self._drafted.get((family, page_type, folded(name)))

    def is_shared_by_nodes(self, id: str) -> bool:
        """Whether several nodes of the funnel use a local asset, so that a change for one would change the others.

        Where all of them are to change alike, it is changed for all.
        """
        return self._uses[id] > 1 and id not in self.alike

    def find(self, place: str, family: str, text: str, page_type: str = "") -> str:
        """The id of the asset that is meant; a fault, and an empty id, where that is not clear."""
        carried = self._spelled.get((family, page_type, text))
        if carried is not None:
            return carried
        entry = self.index.find(family, text, page_type)
        if entry:
            return entry.id
        drafted = self.drafted(family, text, page_type)
        if drafted:
            return drafted.id
        self._not_found(place, family, text, page_type)
        return ""

    def _not_found(self, place: str, family: str, text: str, page_type: str) -> None:
        noun = page_type if family == Page.family else FAMILIES[family].title
        try:
            self.index.resolve(family, text, page_type, what=noun)
        except AmbiguousError as error:
            self.fault(place, f"{error.args[0]} {error.hint}", error.candidates)
        except NotFoundError as error:
            other = _OTHER_TYPE.get(page_type, "")
            if family in _TYPED and other and self._is_of(family, text, other):
                a = {"lander": "a lander", "offer": "an offer"}[other]
                plural = " page group" if family == PageGroup.family else ""
                self.fault(place, f"{text!r} is {a}{plural}, but stands in {_a(page_type)} step", error.candidates)
            else:
                self.fault(place, error.args[0].rstrip("."), error.candidates)

    def _is_of(self, family: str, text: str, page_type: str) -> bool:
        return (
            self.index.find(family, text, page_type) is not None or self.drafted(family, text, page_type) is not None
        )


def _a(page_type: str) -> str:
    return "an offers" if page_type == "offer" else "a landers"


def _local_ids(base: Reading) -> list[str]:
    """The page groups and conditions that the nodes of the funnel name, once for every node."""
    groups = [node.node_page_group_params.id_page_group for node in base.funnel.nodes if node.node_page_group_params]
    conditions = [node.node_condition_params.id_condition for node in base.funnel.nodes if node.node_condition_params]
    return groups + conditions
