from ..wire import Wire
from .params import OnActions, OnConditionRoute, OnMiddlewareRoute, OnRouteKeys, OnWeight


class Connection(Wire):
    """A way from one node to another. Which parameter block it needs depends on the node it leaves."""

    id_connection: str
    id_source_node: str
    id_target_node: str
    connection_rotator_params: OnWeight | None = None
    connection_page_params: OnActions | None = None
    connection_condition_params: OnConditionRoute | None = None
    connection_logic_params: OnRouteKeys | None = None
    connection_middleware_params: OnMiddlewareRoute | None = None
    connection_action_proxy_params: OnActions | None = None
    label_location: int | float = 0.5

    @property
    def weight(self) -> int | float | None:
        """0..1, where it leaves the root or a rotator."""
        return self.connection_rotator_params.weight if self.connection_rotator_params else None

    @property
    def actions(self) -> tuple[int, ...]:
        """The action numbers that take this way; empty where it does not leave a page or an action proxy."""
        block = self.connection_page_params or self.connection_action_proxy_params
        return block.on_action_numbers if block else ()

    @property
    def routes(self) -> tuple[str, ...]:
        """The route ids or keys that take this way; the number of a version 1 route is not among them."""
        if self.connection_logic_params:
            return self.connection_logic_params.on_route_keys
        block = self.connection_condition_params or self.connection_middleware_params
        return (block.on_route_id,) if block and block.on_route_id is not None else ()
