from ..wire import Wire
from .kinds import KINDS, NodeKind
from .params import (
    ConditionParams,
    ExternalUrlParams,
    LabelParams,
    LogicParams,
    MiddlewareParams,
    PageGroupParams,
    PageParams,
    RotatorParams,
    VisitorTagParams,
    WebhookParams,
)

NodeParams = (
    RotatorParams
    | PageParams
    | PageGroupParams
    | ExternalUrlParams
    | ConditionParams
    | LogicParams
    | VisitorTagParams
    | WebhookParams
    | MiddlewareParams
    | LabelParams
)


class Node(Wire):
    """A place in a funnel. Statistics hang on `id_node`: keep it for as long as the node means the same."""

    id_node: str
    node_name: str
    node_type: NodeKind
    node_rotator_params: RotatorParams | None = None
    node_page_params: PageParams | None = None
    node_page_group_params: PageGroupParams | None = None
    node_external_url_params: ExternalUrlParams | None = None
    node_condition_params: ConditionParams | None = None
    node_logic_params: LogicParams | None = None
    node_visitor_tag_params: VisitorTagParams | None = None
    node_webhook_ref_params: WebhookParams | None = None
    node_middleware_ref_params: MiddlewareParams | None = None
    node_label_params: LabelParams | None = None
    pos_x: int | float = 0
    pos_y: int | float = 0
    is_global_node: bool = False
    status: str = "active"

    @property
    def params(self) -> NodeParams | None:
        """The parameter block that belongs to this kind of node."""
        name = KINDS[self.node_type].node_params
        block: NodeParams | None = getattr(self, name) if name else None
        return block
