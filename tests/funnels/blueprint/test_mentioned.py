from funnels.blueprint import Mention, mentioned, parse


def test_every_name_in_a_blueprint_is_mentioned_with_its_place() -> None:
    blueprint = parse(
        {
            "funnel": "F",
            "group": "G",
            "sources": ["T", {"name": "U", "new": True}],
            "start": "a",
            "steps": {
                "a": {"landers": ["L"], "on": {1: {"to": "b", "webhooks": ["W"]}}},
                "b": {"offers": [{"page": {"name": "O", "url": "https://o.example", "payout": 1, "source": "S"}}]},
                "c": {"offers": {"use": "P"}},
                "d": {"tag": {"add": ["X"], "remove": [{"name": "Y", "new": True}]}},
                "e": {"webhook": ["W"]},
                "f": {"logic": {"use": "Q", "to": {}, "otherwise": "a"}},
                "g": {"middleware": {"use": "M", "to": {}, "otherwise": "a"}},
                "h": {"condition": {"use": "C", "to": {}, "otherwise": "a"}},
                "i": {
                    "condition": {
                        "routes": [
                            {
                                "name": "r",
                                "when": {
                                    "all": [
                                        {"attribute": "visitor tag", "is": "Z"},
                                        {"any": [{"attribute": "traffic source", "is": "T"}]},
                                    ]
                                },
                                "to": "a",
                            }
                        ],
                        "otherwise": "a",
                    }
                },
            },
        }
    )

    assert mentioned(blueprint) == (
        Mention("funnel_group", "", "G", "group"),
        Mention("traffic_source", "", "T", "sources[0]"),
        Mention("traffic_source", "", "U", "sources[1]", new=True),
        Mention("page", "lander", "L", "steps.a.landers[0].page"),
        Mention("webhook_config", "", "W", "steps.a.on.1.webhooks[0]"),
        Mention("page", "offer", "O", "steps.b.offers[0].page", new=True),
        Mention("offer_source", "", "S", "steps.b.offers[0].page.source"),
        Mention("page_group", "offer", "P", "steps.c.offers.use"),
        Mention("visitor_tag", "", "X", "steps.d.tag.add[0]"),
        Mention("visitor_tag", "", "Y", "steps.d.tag.remove[0]", new=True),
        Mention("webhook_config", "", "W", "steps.e.webhook[0]"),
        Mention("logic_script", "", "Q", "steps.f.logic.use"),
        Mention("middleware_config", "", "M", "steps.g.middleware.use"),
        Mention("condition", "", "C", "steps.h.condition.use"),
        Mention("visitor_tag", "", "Z", "steps.i.condition.routes[0].when.all[0].is[0]"),
        Mention("traffic_source", "", "T", "steps.i.condition.routes[0].when.all[1].any[0].is[0]"),
    )
