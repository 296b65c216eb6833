"""Duplicating an asset.

Contract: `bodyUpdates` is merged by field name; id, owner and status are set by the tracker after the merge, and so
is the group of a funnel. Our rulings where it is silent:
- `name` wins over a name in `bodyUpdates`; the copy is active; stored secrets are copied with it;
- `parentId` is the funnel group of a funnel and the category of anything else, and must exist;
- a copied funnel gets fresh node and connection ids, since reports join on them, and own copies of the page groups
  and conditions that only the original may use, so that the copy is valid. AI node settings are not copied.
"""

from .call import Call
from .documents import Json, dumped
from .families import CATEGORY, CONDITION, FUNNEL, PAGE_GROUP, Family
from .masking import Secrets
from .moving import category_of
from .refusal import invalid
from .saving import check_schema, save
from .storage import DELETED, Stored

_LOCALS = (
    (PAGE_GROUP, "nodePageGroupParams", "idPageGroup"),
    (CONDITION, "nodeConditionParams", "idCondition"),
)


def duplicate(call: Call) -> str:
    family, original = call.view.family, call.existing(call.query[call.view.id])
    if original.status == DELETED:
        raise call.missing(original.id)
    document = original.document()
    _merge(call, document)
    id = call.tools.new_id()
    document.update({family.id: id, family.title: call.sent["name"], "status": "active"})
    _place(call, document)
    check_schema(family, document, "bodyUpdates.")
    secrets = original.secrets
    if family is FUNNEL:
        secrets = _make_own(call, document, original)
    save(call.store, family, document, None, secrets)
    return dumped({"id": id})


def _merge(call: Call, document: Json) -> None:
    updates = call.view.stored(call.sent.get("bodyUpdates", {}))
    allowed = call.view.family.copied
    document.update({name: value for name, value in updates.items() if allowed is None or name in allowed})


def _place(call: Call, document: Json) -> None:
    family, parent = call.view.family, call.sent.get("parentId", "")
    if family is FUNNEL:
        category_of(call, parent, "parentId")
        document.update(dict.fromkeys((family.parent, *family.parent_copies), parent))
    elif parent and not family.categorised:
        raise invalid("parentId", f"has no meaning for a {family.label}")
    elif parent:
        category = category_of(call, parent, "parentId")
        document["idCategory"] = parent
        if "categoryName" in document:
            document["categoryName"] = category.document()[CATEGORY.title]


def _make_own(call: Call, funnel: Json, original: Stored) -> Secrets:
    """Give the nodes and connections fresh ids and the funnel its own local assets; secrets follow their node."""
    fresh = {node["idNode"]: call.tools.new_id() for node in funnel.get("nodes", ())}
    for node in funnel.get("nodes", ()):
        node["idNode"] = fresh[node["idNode"]]
    for connection in funnel.get("connections", ()):
        connection["idConnection"] = call.tools.new_id()
        for end in ("idSourceNode", "idTargetNode"):
            connection[end] = fresh.get(connection[end], connection[end])
    for family, block, reference in _LOCALS:
        _copy_locals(call, funnel, original.id, family, block, reference)
    return {fresh.get(holder, holder): kept for holder, kept in original.secrets.items()}


def _copy_locals(call: Call, funnel: Json, original: str, family: Family, block: str, reference: str) -> None:
    used = [node[block] for node in funnel.get("nodes", ()) if reference in node.get(block, {})]
    found = call.store.several(family, [params[reference] for params in used])
    copies: dict[str, str] = {}
    for id, stored in found.items():
        document = stored.document()
        if document.get(family.parent) == original and stored.status != DELETED:
            copies[id] = call.tools.new_id()
            document.update({family.id: copies[id], family.parent: funnel[FUNNEL.id]})
            call.store.save(family, document, stored.secrets, None)
    for params in used:
        params[reference] = copies.get(params[reference], params[reference])
