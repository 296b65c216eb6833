from typing import ClassVar

from ..wire import spelled
from .asset import Asset, Name


class Category(Asset):
    """A folder for assets of one kind."""

    model_config = spelled(id="idCategory", name="categoryName")
    family: ClassVar[str] = "category"
    title: ClassVar[str] = "category"

    name: Name
    category_type: str
