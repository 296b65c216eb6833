from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import Row

from funnels.assets import FAMILIES, Asset
from funnels.wire import Json

from .sighting import Sighting
from .standing import Key


@dataclass(frozen=True, slots=True)
class Version:
    """An asset as it was at some time; no document where it was gone. Secrets are covered."""

    number: int
    """Grows with time, over all assets."""
    family: str
    id: str
    funnel: str
    """The only funnel that may use it, or the funnel itself."""
    name: str
    at: datetime
    revision: str
    document: Json | None
    plan: str
    """What wrote it; empty where others did."""

    @property
    def key(self) -> Key:
        return (self.family, self.id)

    @property
    def kind(self) -> type[Asset]:
        return FAMILIES[self.family]

    @classmethod
    def read(cls, row: Row[Any]) -> Self:
        """From the table of versions."""
        at = datetime.fromtimestamp(row.at, UTC)
        document = Sighting.read(row.document)
        return cls(row.number, row.family, row.id, row.funnel, row.name, at, row.revision, document, row.plan)
