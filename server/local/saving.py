"""Operations that save a whole document.

Our rulings where the contract is silent:
- a POST with the id of an asset that exists is refused with 409, unless that one was deleted: then it comes back;
- a PUT of a deleted or unknown asset is refused with 404; one without `status` leaves the state as it is;
- what the tracker makes (`owner`, `codeHash`) is dropped from what was sent and filled in.
"""

from funnels.ids import is_id

from ..contracts import schema, violations
from .call import Call
from .documents import Json
from .families import AI_NODE_SETTING, Family
from .masking import Secrets
from .refusal import Refusal, invalid
from .rules import check
from .storage import DELETED, Store, Stored


def create(call: Call) -> None:
    family, document = call.view.family, _document(call)
    if family is AI_NODE_SETTING and not is_id(document.get(family.id, "")):
        raise invalid(family.id, "must be an id of 12 letters and digits; nothing lists these settings")
    before = call.store.find(family, document[family.id])
    if before and before.status != DELETED:
        raise Refusal(409, f"The id {before.id!r} is taken: that {family.label} exists.", call.view.id)
    save(call.store, family, document, before, before.secrets if before else {})


def replace(call: Call) -> None:
    family, document = call.view.family, _document(call)
    id = document.get(family.id, "")
    before = call.existing(id)
    if before.status == DELETED:
        raise Refusal(404, f"The {family.label} {id!r} was deleted; create it again to restore it.", call.view.id)
    save(call.store, family, document, before, before.secrets)


def save(store: Store, family: Family, document: Json, before: Stored | None, kept: Secrets) -> None:
    """Check a document against the rules and keep it after `before`, with what the tracker makes of it.

    `kept` are the secrets it may say to keep.
    """
    check(store, family, document, before)
    if "status" not in document:
        document["status"] = before.status if before and before.status != DELETED else "active"
    for name, make in family.made.items():
        document[name] = make(document)
    store.save(family, document, family.hide(document, kept), before)


def check_schema(family: Family, document: Json, prefix: str = "") -> None:
    """Refuse a document that the contract does not allow."""
    for violation in violations(schema(family.schema), document):
        raise invalid(f"{prefix}{violation.field}", violation.message)


def _document(call: Call) -> Json:
    document = call.view.stored(call.sent)
    if len(document) < len(call.sent):
        raise invalid(call.view.family.id, f"is not a field here, where {call.view.id} is")
    return document
