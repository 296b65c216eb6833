"""The quick judgement and jsonschema's never differ, over bodies made up from the contract."""

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode

from server.contracts import operation, operations
from server.contracts.acceptance import Acceptor, UnknownKeywordError
from server.contracts.contract import document

SCHEMA = schemathesis.openapi.from_dict(document())
MADE_UP = {result.ok().label: result.ok() for result in SCHEMA.get_all_operations()}
NAMED = document()["components"]["schemas"]
WITH_BODY = {str(described.body): described.id for described in operations() if described.body}


@pytest.mark.parametrize("id", WITH_BODY.values())
def test_both_judge_alike(id: str) -> None:
    described = operation(id)
    body = Acceptor(NAMED).build(described.body or {})
    standalone = described.input_schema()
    reference = Draft202012Validator({"$defs": standalone["$defs"], **standalone["properties"]["body"]})
    cases = MADE_UP[f"{described.method} {described.path}"]

    @given(st.one_of(*(cases.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    @settings(
        max_examples=5,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def judge(case: Any) -> None:
        try:
            sent = json.loads(json.dumps(case.body))
        except TypeError:
            return
        assert body(sent) is reference.is_valid(sent)

    judge()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.sampled_from(["", "a", "ab", "é"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["a", "b", "c"]), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "integer", "minimum": 1},
        {"type": ["string", "null"], "minLength": 1, "maxLength": 1},
        {"minimum": 0.5, "maximum": 2},
        {"const": 1},
        {"const": True},
        {"enum": ["a", ""]},
        {"required": ["a"], "properties": {"a": {"type": "number"}}, "additionalProperties": {"type": "string"}},
        {"properties": {"a": True}, "additionalProperties": False, "minProperties": 1},
        {"propertyNames": {"pattern": "^[ab]$"}},
        {"items": {"type": "string"}, "minItems": 1, "maxItems": 2},
        {"contains": {"type": "integer"}, "minContains": 1, "maxContains": 2},
        {"contains": {"const": "a"}},
        {"dependentRequired": {"a": ["b"]}},
        {"not": {"required": ["a"]}},
        {"if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"type": "array"}},
        {"allOf": [{"type": "object"}, {"required": ["a"]}]},
        {"anyOf": [{"required": ["a"]}, {"required": ["b", "c"]}, {"type": "integer"}]},
        {"oneOf": [{"type": "integer"}, {"minimum": 1}, {"type": "string"}]},
    ],
)
def test_every_keyword_means_what_it_means_to_jsonschema(schema: dict[str, Any]) -> None:
    accepts = Acceptor({}).build(schema)
    reference = Draft202012Validator(schema)

    @given(JSON)
    @settings(max_examples=150, derandomize=True, database=None, deadline=None)
    def judge(value: Any) -> None:
        assert accepts(value) is reference.is_valid(value)

    judge()


@pytest.mark.parametrize(
    "schema",
    [
        {"if": {"dependentSchemas": {}}},
        {"enum": [1]},
        {"const": []},
        {"$ref": "#/$defs/x"},
        {"allOf": [{"multipleOf": 2}]},
    ],
)
def test_what_is_not_known_is_not_built(schema: dict[str, Any]) -> None:
    with pytest.raises(UnknownKeywordError):
        Acceptor({}).build(schema)


def test_a_schema_may_refer_to_itself() -> None:
    inner = {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Chain"}}}
    accepts = Acceptor({"Chain": inner}).build({"$ref": "#/components/schemas/Chain"})
    assert accepts({"next": {"next": {}}})
    assert not accepts({"next": {"next": 1}})
