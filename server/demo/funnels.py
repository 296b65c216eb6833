"""Funnels and shared conditions of the demo account."""

from typing import Any

Json = dict[str, Any]

SHARED_LANDERS = "VPN landers"


def _route(id: str, name: str, priority: int, attribute: str, values: list[str]) -> Json:
    rule = {"attribute": attribute, "test": "any in", "genericParams": {"values": values}}
    return {
        "idRoute": id,
        "routeName": name,
        "priority": priority,
        "operator": "and",
        "groups": [{"operator": "and", "rules": [rule]}],
    }


_DEFAULT: Json = {"idRoute": "default", "routeName": "Default Route", "priority": 0, "operator": "and", "groups": []}

CONDITIONS: tuple[Json, ...] = (
    {
        "conditionName": "Mobile or desktop",
        "routes": [_route("mobile", "Mobile", 1, "Device: Type", ["mobile"]), _DEFAULT],
    },
    {
        "conditionName": "Tier 1 English",
        "routes": [_route("tier1", "Tier 1", 1, "Location: Country", ["US", "CA", "GB", "AU", "NZ"]), _DEFAULT],
    },
)

FUNNELS: tuple[Json, ...] = (
    {
        "funnel": "VPN Native DACH",
        "group": "Utilities",
        "sources": ["Outbrain", "Taboola"],
        "start": "geo",
        "steps": {
            "geo": {
                "name": "Geo",
                "condition": {
                    "routes": [
                        {
                            "name": "dach",
                            "when": [{"attribute": "country", "any in": ["DE", "AT", "CH"]}],
                            "to": "story",
                        }
                    ],
                    "otherwise": "elsewhere",
                },
            },
            "story": {"name": "Story", "landers": [{"page": "VPN Advertorial DE"}], "on": {1: "vpn"}},
            "vpn": {
                "name": "VPN",
                "offers": [{"page": "ShieldVPN DE", "weight": 60}, {"page": "FoxVPN DE", "weight": 40}],
            },
            "elsewhere": {"name": "Elsewhere", "url": "https://elsewhere.example.net"},
        },
    },
    {
        "funnel": "Keto Facebook US",
        "group": "Nutra",
        "sources": ["Facebook"],
        "start": "stories",
        "steps": {
            "stories": {
                "name": "Stories",
                "landers": [{"page": "Keto Story", "weight": 50}, {"page": "Keto Celebrity Article", "weight": 50}],
                "on": {1: "keto"},
            },
            "keto": {"name": "Keto", "offers": [{"page": "KetoBurn US"}]},
        },
    },
    {
        "funnel": "Solar Quiz Google",
        "group": "Lead Gen",
        "sources": ["Google Ads"],
        "start": "quiz",
        "steps": {
            "quiz": {
                "name": "Quiz",
                "landers": [{"page": "Solar Savings Quiz"}],
                "on": {1: "owner", 2: "tenant"},
            },
            "owner": {"name": "Owner", "offers": [{"page": "SunQuote Solar"}]},
            "tenant": {"name": "Tenant", "offers": [{"page": "BrightRoof Solar"}]},
        },
    },
)
