"""The demo account: what a first start finds, so that a first sentence has something to talk about."""

from .account import demo_assets, is_demo
from .filling import ensure_demo_traffic
from .install import install, prepare, remove

__all__ = ["demo_assets", "ensure_demo_traffic", "install", "is_demo", "prepare", "remove"]
