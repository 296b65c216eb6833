"""The embedded tracker, with reports of visits as the reporting contract has them."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Reporting:
    """ASGI. Answers the drilldown by `answer`, and hands everything else on."""

    app: Any
    answer: Callable[[Json], tuple[int, Any]]
    asked: list[Json] = field(default_factory=list)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or scope["path"] != "/v1/reporting/drilldown/":
            await self.app(scope, receive, send)
            return
        self.asked.append(json.loads((await receive())["body"]))
        status, document = self.answer(self.asked[-1])
        headers = [(b"content-type", b"application/json")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": json.dumps(document).encode()})


def report(visits: Mapping[str, int]) -> Callable[[Json], tuple[int, Any]]:
    """Rows of those funnels that were asked about and had visits."""

    def answer(asked: Json) -> tuple[int, Any]:
        [by] = asked["attributes"]
        rows = [_row(id, visits[id]) for id in by["whitelistFilters"] if id in visits]
        columns = [{"name": by["attribute"], "type": "grouping"}, {"name": "visits", "type": "metric"}]
        totals = _row("totals", sum(visits.values()))
        return 200, {
            "columns": columns,
            "rows": rows,
            "totals": totals,
            "rowsReturned": len(rows),
            "rowsTotal": len(rows),
        }

    return answer


def _row(id: str, count: int) -> Json:
    cells = [{"formatted": f"Funnel {id}", "raw": id}, {"formatted": f"{count:,}", "raw": count}]
    return {"rowId": id, "parentRowId": None, "cells": cells}
