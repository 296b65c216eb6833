"""What a step is about, apart from its ways out: fields of its node's parameters, as the planner wrote them."""

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from .steps import (
    Condition,
    ExternalUrl,
    Lander,
    Landers,
    Logic,
    Middleware,
    Note,
    Offer,
    Offers,
    Split,
    Step,
    Tag,
    Webhook,
)


@singledispatch
def subject(step: Step) -> Mapping[str, Any]:
    """By our names of the fields in the parameter block; what stands there still has to be resolved."""
    return {}


@subject.register
def _split(step: Split) -> Mapping[str, Any]:
    return {"rotator_type": "ai" if step.ai else "random", "stickiness_mode": step.rotation}


@subject.register
def _lander(step: Lander) -> Mapping[str, Any]:
    return {"id_page": step.lander}


@subject.register
def _offer(step: Offer) -> Mapping[str, Any]:
    return {"id_page": step.offer}


@subject.register
def _landers(step: Landers) -> Mapping[str, Any]:
    return {"id_page_group": (step.landers, step.rotation)}


@subject.register
def _offers(step: Offers) -> Mapping[str, Any]:
    return {"id_page_group": (step.offers, step.rotation)}


@subject.register
def _external_url(step: ExternalUrl) -> Mapping[str, Any]:
    return {"url": step.url, "redirect_type": step.redirect}


@subject.register
def _condition(step: Condition) -> Mapping[str, Any]:
    return {"id_condition": step.condition}


@subject.register
def _logic(step: Logic) -> Mapping[str, Any]:
    return {"id_logic_script": step.logic.use}


@subject.register
def _middleware(step: Middleware) -> Mapping[str, Any]:
    return {"id_middleware_config": step.middleware.use}


@subject.register
def _tag(step: Tag) -> Mapping[str, Any]:
    return {"add_tag_ids": step.tag.add, "remove_tag_ids": step.tag.remove}


@subject.register
def _webhook(step: Webhook) -> Mapping[str, Any]:
    return {"webhook_config_ids": step.webhook}


@subject.register
def _note(step: Note) -> Mapping[str, Any]:
    return {"label_text": step.note, "label_color": step.color}
