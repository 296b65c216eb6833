from typing import ClassVar, Literal

from ..wire import Wire, spelled
from .asset import Asset


class CalculationParams(Wire):
    sensitivity_factor: int | float = 3.0
    minimum_percentage_per_variant: int | float | None = None
    cap_variant_percentage: int | float | None = None


class AiNodeSetting(Asset):
    """How the AI rotators of a funnel learn. The tracker offers no list of these: keep the ids."""

    model_config = spelled(id="idAINodeSetting", name="aiNodeSettingName")
    family: ClassVar[str] = "ai_node_setting"
    title: ClassVar[str] = "AI node setting"

    id: str = ""
    name: str = ""
    funnel_id: str
    segment_by: Literal["default", "trafficSource"]
    routing_goal: Literal["bestNextNode", "bestNextPage", "bestNextNodeToPage"]
    lookback_window: int
    update_frequency: int
    id_category: str = ""
    event_type: str = "conversions"
    model: Literal["conversionRate", "revenuePerView"] = "conversionRate"
    calculation_params: CalculationParams | None = None
