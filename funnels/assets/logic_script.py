from typing import Annotated, ClassVar

from pydantic import Field

from ..wire import spelled
from .asset import Asset, Name


class LogicScript(Asset):
    """A few lines of Go that return the key of the route to take. Always global."""

    model_config = spelled(id="idLogicScript", name="logicScriptName")
    family: ClassVar[str] = "logic_script"
    title: ClassVar[str] = "logic script"

    name: Name
    code: Annotated[str, Field(min_length=1, max_length=10240)]
    code_hash: str = ""
    """SHA-256 made by the tracker; compare it to see whether the code changed."""
    owner: str = ""
    id_category: str = ""
    description: str = ""
