import json
from collections.abc import Mapping
from dataclasses import dataclass

from funnels.assets import FAMILIES, Funnel
from funnels.secrets import covered
from funnels.wire import Json

from .standing import Key


@dataclass(frozen=True, slots=True)
class Sighting:
    """An asset as it was read, secrets covered; no document where it was gone."""

    family: str
    id: str
    name: str
    document: Json | None
    funnel: str = ""
    """The only funnel that may use it, or the funnel itself."""
    plan: str = ""
    """What wrote it; empty where others did."""
    position: int | None = None
    revision: str | None = None
    """Where it is known already."""

    @property
    def key(self) -> Key:
        return (self.family, self.id)

    @property
    def text(self) -> str | None:
        return None if self.document is None else json.dumps(self.document, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def read(text: str | None) -> Json | None:
        """The reverse of `text`."""
        document: Json | None = None if text is None else json.loads(text)
        return document


def sighting(family: str, id: str, name: str, now: Json | None) -> Sighting:
    """Of an asset as it was read; `name` is for one that is gone."""
    document = None if now is None else covered(now)
    said = (document or {}).get(FAMILIES[family].wire_name("name")) or name
    return Sighting(family, id, str(said), document, home_funnel(family, id, document))


def home_funnel(family: str, id: str, document: Mapping[str, object] | None) -> str:
    """The only funnel that may use it, or the funnel itself."""
    return id if family == Funnel.family else str((document or {}).get("restrictToFunnelId") or "")
