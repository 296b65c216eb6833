"""Tracking links of a funnel, as the run time serves them."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from funnels.assets import Funnel, FunnelGroup, TrafficSource
from server.links import entrance_link

from ..case import Links
from ..grade import Grade, grade
from .naming import id_called
from .scene import Scene
from .sources import link_urls

_ANY = "tracking.example"
"""In place of the domain, which each installation has its own of."""


def grades(scene: Scene) -> Iterator[Grade]:
    if scene.expect.links:
        yield grade("links", list(_complaints(scene, scene.expect.links)))


def _complaints(scene: Scene, wanted: Links) -> Iterator[str]:
    funnel = scene.funnel_named(wanted.funnel)
    if funnel is None:
        yield f"there is no funnel {wanted.funnel!r}"
        return
    for name in wanted.sources:
        id = id_called(scene.after.account, TrafficSource.family, name)
        source = scene.after.account.get(TrafficSource, id) if id else None
        if source is None:
            yield f"there is no traffic source {name!r}"
        elif not _is_given(scene, expected := _link(scene, funnel, source)):
            yield f"expected a link for {name!r} that goes on with {expected!r} after its domain"


def _link(scene: Scene, funnel: Funnel, source: TrafficSource) -> str:
    group = scene.after.account.get(FunnelGroup, funnel.id_campaign)
    further = {**(group.accumulated_url_params if group else {}), **funnel.accumulated_url_params}
    return _after_domain(entrance_link(_ANY, funnel.id, source, further=further))


def _after_domain(url: str) -> str:
    parts = urlsplit(url)
    return url[len(f"{parts.scheme}://{parts.netloc}") :]


def _is_given(scene: Scene, link: str) -> bool:
    """In what tools answered, or as a whole in what was told."""
    if any(_after_domain(url) == link for url in link_urls(scene)):
        return True
    told = scene.happened.told
    at = told.find(link)
    return at >= 0 and not (told[at + len(link) : at + len(link) + 1] or " ").isalnum()
