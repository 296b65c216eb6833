from ..wire import Json
from .blueprint import Blueprint


def dump(blueprint: Blueprint) -> Json:
    """Plain data that `parse` reads back as an equal blueprint, with nothing in it that goes without saying."""
    return blueprint.model_dump(mode="json", exclude_defaults=True)
