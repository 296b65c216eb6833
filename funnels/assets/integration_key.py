from typing import ClassVar

from ..wire import spelled
from .asset import Asset, Name


class IntegrationKey(Asset):
    """A key for an outside optimiser; not for calling the tracker's API. The key itself is its id: a secret."""

    model_config = spelled(id="key", name="name")
    family: ClassVar[str] = "integration_key"
    title: ClassVar[str] = "integration key"

    name: Name
    api: str = "OPTIMIZER"
    status: str = "ACTIVE"
