"""Moving assets to another category, and funnels to another funnel group.

Our rulings: the target must exist and be of the kind its members are; a funnel always needs a group, so the empty
string is refused there; only global page groups have a category to move.
"""

from .call import Call
from .documents import put
from .families import CATEGORY, FUNNEL, FUNNEL_GROUP, PAGE_GROUP, Family
from .refusal import Refusal, invalid
from .storage import DELETED, Stored


def move(call: Call) -> None:
    family, target = call.view.family, call.sent["idCategory"]
    holder = _holder(call, target)
    ids = call.sent["entries"]
    found = call.store.several(family, ids)
    for index, id in enumerate(ids):
        place = f"entries[{index}]"
        if id not in found or found[id].status == DELETED:
            raise call.missing(id, place)
        _check_fits(call, found[id], holder, place)
    for stored in found.values():
        document = stored.document()
        _place(family, document, target, holder)
        call.store.save(family, document, stored.secrets, stored)


def category_of(call: Call, id: str, field: str) -> Stored:
    """What holds assets of the call's family, under this id and not deleted."""
    family = FUNNEL_GROUP if call.view.family is FUNNEL else CATEGORY
    stored = call.store.find(family, id)
    if stored is None or stored.status == DELETED:
        raise Refusal(404, f"There is no {family.label} with the id {id!r}.", field)
    return stored


def _holder(call: Call, target: str) -> Stored | None:
    if target == "" and call.view.family is not FUNNEL:
        return None
    return category_of(call, target, "idCategory")


def _check_fits(call: Call, stored: Stored, holder: Stored | None, place: str) -> None:
    family = call.view.family
    if family is PAGE_GROUP:
        if stored.document().get("restrictToFunnelId"):
            raise invalid(place, "is a page group of one funnel; only global ones can be moved")
        if family.category_kind(stored.kind) != call.sent["categoryType"]:
            raise invalid("categoryType", f"does not fit {place}, a group of {stored.kind} pages")
    if holder and family is not FUNNEL and holder.kind != family.category_kind(stored.kind):
        raise invalid(
            "idCategory",
            f"is a category of kind {holder.kind!r}, and {place} needs {family.category_kind(stored.kind)!r}",
        )


def _place(family: Family, document: dict[str, object], target: str, holder: Stored | None) -> None:
    if family is FUNNEL:
        put(document, family.parent, target)
        document.update(dict.fromkeys(family.parent_copies, target))
        return
    document["idCategory"] = target
    if "categoryName" in document:
        document["categoryName"] = holder.document()[CATEGORY.title] if holder else ""
