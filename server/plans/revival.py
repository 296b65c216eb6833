from funnels.assets import Asset, WebhookConfig
from funnels.secrets import covered
from funnels.wire import Json

from .merge import merged
from .secrecy import without_lost


def revived(kind: type[Asset], before: Json, kept: Asset | None) -> tuple[Json, str]:
    """The document to make a deleted asset anew with, and what a person has to know of it.

    A tracker that keeps what was deleted has its secrets, too: they are taken from `kept`.
    """
    read = kept.document(reveal=True) if kept else {}
    status = {"status": before.get("status", "active")} if kept else {}
    whole, lost = without_lost({**merged(read, covered(read), before), **status}, read)
    note = f"not kept anywhere, enter anew: {', '.join(lost)}" if lost else ""
    if kind is WebhookConfig and not kept and "basicAuth" in whole:
        note = "its password is not kept anywhere; enter it anew"
    return whole, note
