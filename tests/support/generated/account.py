"""An account with some of everything, and with the names that make trouble."""

from generated.ids import ids

from funnels.account import Account
from funnels.assets import (
    Asset,
    Condition,
    FunnelGroup,
    LogicScript,
    MiddlewareConfig,
    OfferSource,
    Page,
    PageGroup,
    TrafficSource,
    VisitorTag,
    WebhookConfig,
)

LANDERS = ("VPN Advertorial", "Quiz", "Twin", "Twin", "лендинг", "x" * 256, "Named [in brackets]")
OFFERS = ("ShieldVPN", "FoxVPN", "Quiz", "Twin", "ARCHIVED")


def account() -> Account:
    return Account(documents=_assets())


def _assets() -> list[Asset]:
    new_id = ids(seed=4711)
    landers = [
        Page(id=new_id(), name=name, page_type="lander", base_url=f"https://l{index}.example", redirect_type="307")
        for index, name in enumerate(LANDERS)
    ]
    source = OfferSource(id=new_id(), name="AdNet")
    offers = [
        Page.read(
            {
                "idPage": new_id(),
                "pageName": name,
                "pageType": "offer",
                "baseURL": f"https://o{index}.example/?s1={{hit}}",
                "redirectType": "307",
                "offerParams": {"idOfferSource": source.id, "payout": "12.50"},
                "status": "archived" if name == "ARCHIVED" else "active",
            }
        )
        for index, name in enumerate(OFFERS)
    ]
    return [
        source,
        *landers,
        *offers,
        *(FunnelGroup(id=new_id(), name=name) for name in ("Utilities", "Dating")),
        *(TrafficSource(id=new_id(), name=name) for name in ("Outbrain", "Facebook")),
        *(VisitorTag(id=new_id(), name=name) for name in ("buyer", "clicked")),
        *(WebhookConfig(id=new_id(), name=name, url="https://hook.example") for name in ("CRM", "Zap")),
        LogicScript(id=new_id(), name="By hour", code='return "default"'),
        _page_group(new_id(), "Shared landers", landers[:2]),
        _page_group(new_id(), "Shared offers", offers[:2]),
        _version_2(new_id()),
        _version_1(new_id()),
        _middleware(new_id()),
    ]


def _page_group(id: str, name: str, pages: list[Page]) -> PageGroup:
    return PageGroup.read(
        {
            "idPageGroup": id,
            "pageGroupName": name,
            "pageType": pages[0].page_type,
            "routing": "rotator",
            "pages": [{"idPage": page.id, "weight": 1 / len(pages)} for page in pages],
        }
    )


def _rule(*countries: str) -> dict[str, object]:
    return {"attribute": "Location: Country", "test": "any in", "genericParams": {"values": list(countries)}}


def _route(name: str, *countries: str, **more: object) -> dict[str, object]:
    groups = [{"operator": "and", "rules": [_rule(*countries)]}] if countries else []
    return {"routeName": name, "operator": "and", "groups": groups, **more}


def _version_2(id: str) -> Condition:
    return Condition.read(
        {
            "idCondition": id,
            "conditionName": "Tiers",
            "routes": [
                _route("Default Route", idRoute="default", priority=0),
                _route("Tier 1", "US", "CA", idRoute="tier_1", priority=1),
                _route("Tier 2", "DE", "FR", idRoute="tier_2", priority=2),
            ],
        }
    )


def _version_1(id: str) -> Condition:
    routes = [_route("Mobile", "US"), _route("Desktop", "CA")]
    return Condition.read({"idCondition": id, "conditionName": "Old tiers", "routes": routes})


def _middleware(id: str) -> MiddlewareConfig:
    return MiddlewareConfig.read(
        {
            "idMiddlewareConfig": id,
            "middlewareConfigName": "Scoring",
            "schemaVersion": "1.0",
            "timeoutMs": 2000,
            "destination": {"method": "POST", "url": "https://score.example", "type": "custom"},
            "routes": [
                {"idRoute": "default", "isDefault": True, "priority": 0, "conditions": []},
                {
                    "idRoute": "approved",
                    "isDefault": False,
                    "priority": 1,
                    "conditions": [{"field": "status_code", "operator": "is", "value": "200"}],
                },
            ],
        }
    )
