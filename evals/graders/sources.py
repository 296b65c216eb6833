"""For which traffic sources a funnel is built: no document says it, the links that the person gets do."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from funnels.assets import Funnel, TrafficSource

from ..grade import Grade, grade
from .naming import id_called, listed
from .scene import Scene

_ENTRANCE = re.compile(r"/fts/(\w+)-(\w+)")
_WRITES = "apply_plan"
_LINKS = "get_links"


def grade_sources(scene: Scene, key: str, wanted: Sequence[str], funnel: Funnel) -> Grade:
    ids = {name: id_called(scene.after.account, TrafficSource.family, name) for name in wanted}
    given, any_way = set(given_with(scene, funnel, _WRITES)), {*given_with(scene, funnel, _WRITES, _LINKS)}
    any_way |= set(_of_funnel([scene.happened.told], funnel))
    if not any_way and (Funnel.family, funnel.id) in scene.before.documents:
        return grade(f"{key}.sources", [], of_account=True)  # it has the sources it had; nothing says which
    wrong = [f"no link for {name!r}" for name, id in ids.items() if id not in any_way]
    wrong += [f"a link for {_name(scene, id)!r}, which is not wanted" for id in sorted(given - {*ids.values()})]
    found = listed(repr(_name(scene, id)) for id in sorted(any_way))
    return grade(f"{key}.sources", [f"{'; '.join(wrong)} (found: {found})"] if wrong else [], of_account=True)


def given_with(scene: Scene, funnel: Funnel, *tools: str) -> Iterator[str]:
    """Ids of the sources for which these tools answered links of the funnel."""
    urls = (
        link.get("url", "")
        for result in scene.happened.results
        if result.tool in tools and result.data
        for link in result.data.get("links") or []
    )
    yield from _of_funnel(urls, funnel)


def link_urls(scene: Scene) -> list[str]:
    """All links that tools answered."""
    answers: list[dict[str, Any]] = [
        result.data for result in scene.happened.results if result.tool in (_WRITES, _LINKS) and result.data
    ]
    return [str(link.get("url", "")) for answer in answers for link in answer.get("links") or []]


def _of_funnel(texts: Iterable[str], funnel: Funnel) -> Iterator[str]:
    for text in texts:
        yield from (source for of, source in _ENTRANCE.findall(text) if of == funnel.id)


def _name(scene: Scene, id: str) -> str:
    entry = scene.after.account.entry(TrafficSource.family, id)
    return entry.name if entry else id
