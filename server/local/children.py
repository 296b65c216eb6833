"""What becomes of the children when their parents are deleted or archived: `cascadeAction`.

Contract: cascade shares the fate, move gives them `targetParentID`, orphan clears the reference, and without it they
stay as they are. Children are the offers of an offer source, the funnels of a group, the assets in a category.
"""

from .call import Call
from .documents import put
from .families import CATEGORY, FAMILIES, Family
from .refusal import Refusal
from .storage import DELETED, Stored, asset

_ACTION = "cascadeAction"
_TARGET = "targetParentID"


def settle(call: Call, parents: list[str], status: str) -> None:
    """Do with the children of the parents what the request says."""
    action = (call.body or {}).get(_ACTION)
    if action is None or not parents:
        return
    target = call.sent[_TARGET] if action == "move" else ""
    if action == "move":
        _check_target(call, target, parents)
    for family, child in _children(call, parents):
        document = child.document()
        if action == "cascade":
            document["status"] = status
        else:
            give_parent(call, family, document, target)
        call.store.save(family, document, child.secrets, child)


def give_parent(call: Call, family: Family, document: dict[str, object], parent: str) -> None:
    """Hang a document on another parent of the call's family, or on none."""
    if call.view.family is CATEGORY:
        document["idCategory"] = parent
        if "categoryName" in document:
            document["categoryName"] = call.store.names(CATEGORY).get(parent, "")
        return
    put(document, family.parent, parent)
    for copy in family.parent_copies:
        document[copy] = parent


def _check_target(call: Call, target: str, parents: list[str]) -> None:
    if target in parents:
        raise Refusal(400, f"{_TARGET} must not be one of the entries.", _TARGET)
    if call.existing(target, _TARGET).status == DELETED:
        raise call.missing(target, _TARGET)


def _children(call: Call, parents: list[str]) -> list[tuple[Family, Stored]]:
    if call.view.family is CATEGORY:
        families = [family for family in FAMILIES.values() if family.categorised]
        column = asset.c.category
    else:
        families = [FAMILIES[name] for name in call.view.family.children]
        column = asset.c.parent
    return [
        (family, child)
        for family in families
        for child in call.store.select_in(family, column, parents, asset.c.status != DELETED)
    ]
