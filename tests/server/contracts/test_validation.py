from typing import Any

import pytest

from server.contracts import Violation, operation, schema, violations

ID = "3a0HFXE00001"
PAGE = {
    "idPage": ID,
    "pageType": "lander",
    "pageName": "Story",
    "baseURL": "https://a.example",
    "redirectType": "307",
}
MIDDLEWARE = {
    "idMiddlewareConfig": ID,
    "middlewareConfigName": "Check",
    "schemaVersion": "1",
    "timeoutMs": 2000,
    "destination": {"method": "POST", "type": "custom", "url": "https://m.example"},
    "routes": [{"isDefault": True, "idRoute": "default", "priority": 0}],
}


def test_a_valid_document_has_no_violations_and_may_hold_what_nobody_knows() -> None:
    assert violations(schema("Page"), {**PAGE, "ours": [1, {"deep": None}]}) == []


def test_a_field_deep_inside_is_named_by_its_path() -> None:
    node = {"idNode": ID, "nodeName": "", "nodeType": "lander", "nodePageParams": {"idPage": 7}}
    funnel = {"idFunnel": ID, "idCampaign": ID, "funnelName": "F", "nodes": [node]}
    assert violations(schema("Funnel"), funnel) == [
        Violation("nodes[0].nodePageParams.idPage", "must be a string, not 7")
    ]


def test_a_block_that_the_kind_of_a_node_demands_is_named() -> None:
    node = {"idNode": ID, "nodeName": "", "nodeType": "condition"}
    funnel = {"idFunnel": ID, "idCampaign": ID, "funnelName": "F", "nodes": [node]}
    assert violations(schema("Funnel"), funnel) == [Violation("nodes[0].nodeConditionParams", "is required")]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"pageType": "advert"}, ("pageType", "must be one of 'lander', 'offer', not 'advert'")),
        ({"pageType": "offer"}, ("offerParams", "is required")),
        ({"pageName": ""}, ("pageName", "must have at least 1 character(s), and '' is too short")),
        ({"idPage": "short"}, ("idPage", "must have at least 12 character(s), and 'short' is too short")),
        (
            {"idPage": "3a0HFXE0000-"},
            ("idPage", "must match ^[0-9A-Za-z]{12}$, which '3a0HFXE0000-' does not"),
        ),
        ({"baseURL": None}, ("baseURL", "must be a string, not null")),
        ({"disableAppendVid": "yes"}, ("disableAppendVid", "must be true or false, not 'yes'")),
        ({"queryParams": {"a": 1}}, ("queryParams.a", "must be a string, not 1")),
        ({"queryParams": []}, ("queryParams", "must be an object, not a list of 0")),
    ],
)
def test_each_fault_is_said_in_words(change: dict[str, Any], expected: tuple[str, str]) -> None:
    assert violations(schema("Page"), {**PAGE, **change}) == [Violation(*expected)]


def test_a_missing_field_comes_before_what_lies_deeper() -> None:
    broken = {**PAGE, "pageType": "offer", "offerParams": {"payout": 1.5}}
    del broken["baseURL"]
    assert [violation.field for violation in violations(schema("Page"), broken)] == [
        "baseURL",
        "offerParams.payout",
    ]


@pytest.mark.parametrize("secret", [123456789, ["hunter2"], {"hunter2": 1}])
def test_the_value_of_a_secret_is_not_repeated(secret: object) -> None:
    destination = {**MIDDLEWARE["destination"], "hmacSecret": secret, "basicAuth": {"password": secret}}
    found = violations(schema("MiddlewareConfig"), {**MIDDLEWARE, "destination": destination})
    assert [violation.field for violation in found] == [
        "destination.hmacSecret",
        "destination.basicAuth.password",
    ]
    assert "123456789" not in str(found)
    assert "hunter2" not in str(found)


def test_two_default_routes_are_too_many_and_none_is_too_few() -> None:
    route = MIDDLEWARE["routes"]
    assert [v.field for v in violations(schema("MiddlewareConfig"), {**MIDDLEWARE, "routes": []})] == ["routes"]
    twice = {**MIDDLEWARE, "routes": [*route, *route]}
    assert [v.field for v in violations(schema("MiddlewareConfig"), twice)] == ["routes"]


def test_a_target_without_a_move_is_refused_and_a_move_without_a_target_too() -> None:
    request = schema("ParentMutationRequest")
    assert violations(request, {"entries": [ID], "cascadeAction": "cascade"}) == []
    assert violations(request, {"entries": [ID], "targetParentID": ID}) == [
        Violation("targetParentID", "is not allowed here")
    ]
    assert violations(request, {"entries": [ID], "cascadeAction": "move"}) == [
        Violation("targetParentID", "is required")
    ]


def test_what_an_operation_is_given_is_checked_as_a_whole() -> None:
    given = {"status": "activ", "id_category": "x"}
    assert violations(operation("offerSourceList"), given) == [
        Violation("status", "must be one of 'active', 'archived', 'not-deleted', 'all', not 'activ'"),
        Violation("id_category", "is not known here; known are 'idCategory', 'status'"),
    ]
    assert violations(operation("pageCreate"), {"body": {**PAGE, "pageName": 5}}) == [
        Violation("body.pageName", "must be a string, not 5")
    ]


def test_an_unknown_schema_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        schema("Nonsense")
