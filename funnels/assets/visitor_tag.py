from typing import ClassVar

from ..wire import spelled
from .asset import Asset, Name


class VisitorTag(Asset):
    """A mark a visitor keeps."""

    model_config = spelled(id="idTag", name="tagName")
    family: ClassVar[str] = "visitor_tag"
    title: ClassVar[str] = "visitor tag"

    name: Name
    color: str = ""
    id_category: str = ""
    category_name: str = ""
