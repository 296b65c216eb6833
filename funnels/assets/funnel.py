from functools import cached_property
from typing import ClassVar, Literal

from pydantic import Field

from ..funnel import Connection, Graph, Node
from ..wire import spelled
from .asset import Amount, Asset, Name
from .traffic_source import Postback


class Funnel(Asset):
    """One document: its nodes and connections travel inside it."""

    model_config = spelled(id="idFunnel", name="funnelName")
    family: ClassVar[str] = "funnel"
    title: ClassVar[str] = "funnel"

    name: Name
    id_campaign: str
    """Its funnel group, by the older name; the tracker requires it, and `id_funnel_group` must equal it."""
    id_funnel_group: str = ""
    funnel_type: Literal["visual", "flow"] = "visual"
    canvas_width: int = 0
    canvas_height: int = 0
    accumulated_url_params: dict[str, str] = Field(default_factory=dict)
    incoming_traffic_cost_overrides: dict[str, str] = Field(default_factory=dict)
    postback_overrides: tuple[Postback, ...] = ()
    ip_anonymizer: Literal["disabled", "All IPs", "EU IPs"] | None = None
    """Left out is not disabled: the account's setting applies."""
    nodes: tuple[Node, ...] = ()
    connections: tuple[Connection, ...] = ()
    default_cost: Amount = ""
    owner: str = ""

    @cached_property
    def graph(self) -> Graph:
        return Graph(self.nodes, self.connections)
