from jsonschema import Draft202012Validator

from server.contracts import operation, operations


def test_the_input_of_an_operation_is_its_parameters_and_nothing_else() -> None:
    assert operation("offerSourceList").input_schema() == {
        "type": "object",
        "properties": {
            "status": {"$ref": "#/$defs/StatusFilter", "description": "Which life-cycle states to return."},
            "idCategory": {"type": "string", "description": "Only this category."},
        },
        "required": ["status"],
        "additionalProperties": False,
        "$defs": {
            "StatusFilter": {
                "type": "string",
                "enum": ["active", "archived", "not-deleted", "all"],
                "description": "Value of the status query parameter of list and find/byStatus.",
            }
        },
    }


def test_the_body_is_a_property_and_brings_all_it_refers_to() -> None:
    schema = operation("pageCreate").input_schema()
    assert schema["required"] == ["body"]
    assert schema["properties"] == {"body": {"$ref": "#/$defs/Page"}}
    assert sorted(schema["$defs"]) == [
        "Decimal",
        "DefaultFunnel",
        "EntityId",
        "OfferParams",
        "Page",
        "PageRedirectType",
        "PageType",
        "Status",
    ]


def test_every_input_is_a_schema_that_stands_alone() -> None:
    for described in operations():
        schema = described.input_schema()
        Draft202012Validator.check_schema(schema)
        assert "#/components" not in str(schema)
        assert "x-provenance" not in str(schema)


def test_each_operation_says_whether_it_reads_writes_or_destroys() -> None:
    destroying = [described.id for described in operations() if described.effect == "destroy"]
    assert destroying == [
        "trafficSourceDelete",
        "offerSourceDelete",
        "campaignDelete",
        "funnelGroupDelete",
        "funnelDelete",
        "conditionDelete",
        "logicScriptDelete",
        "visitorTagDelete",
        "pageGroupDelete",
        "pageDelete",
        "categoryDelete",
        "userSettingsDelete",
        "integrationKeyDelete",
        "aiNodeSettingDelete",
        "webhookConfigDelete",
        "middlewareConfigDelete",
        "performReset",
    ]
    assert operation("logicScriptValidate").effect == "read"
    assert operation("funnelArchive").effect == "write"
    assert operation("createDrilldownReport").effect == "read"
    assert operation("validateReset").effect == "read"
    assert operation("updateCost").effect == "write"


def test_a_candidate_that_is_cut_short_is_completed() -> None:
    assert operation("integrationKeyGenerate").other_paths == (
        "/integration/key/generate/",
        "/integration/apikey/generate/",
    )
