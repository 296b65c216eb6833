from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from funnels.assets import TrackingField, TrafficSource
from server.links import action_link, entrance_link, postback_url

FUNNEL = "0FunnelAAAAA"


def source(**slots: TrackingField) -> TrafficSource:
    return TrafficSource(id="0SourceAAAAA", name="Source", tracking_field_slots=slots)


def query(value: str) -> str:
    link = entrance_link("t.example.com", FUNNEL, source(c1=TrackingField(name="x", value=value)))
    return link.partition("?x=")[2]


def test_fields_stand_in_the_order_of_their_slots_by_the_names_of_the_source() -> None:
    facebook = source(
        c10=TrackingField(name="placement", value="{{placement}}"),
        c2=TrackingField(name="ad_id", value="{{ad.id}}"),
        external=TrackingField(name="fbclid", value="click"),
        campaign=TrackingField(name="", value="{{campaign.id}}"),
    )
    assert entrance_link("track.example.com", FUNNEL, facebook) == (
        "https://track.example.com/fts/0FunnelAAAAA-0SourceAAAAA"
        "?campaign={{campaign.id}}&fbclid=click&ad_id={{ad.id}}&placement={{placement}}"
    )


def test_blank_and_archived_fields_are_left_out() -> None:
    fields = source(
        campaign=TrackingField(name="campaign", value=None),
        external=TrackingField(name="external", value=" "),
        c1=TrackingField(name="old", value="{old}", status="archived"),
    )
    assert entrance_link("t.example.com", FUNNEL, fields) == "https://t.example.com/fts/0FunnelAAAAA-0SourceAAAAA"


def test_a_source_without_fields_has_a_bare_link() -> None:
    assert entrance_link("t.example.com", FUNNEL, source()) == "https://t.example.com/fts/0FunnelAAAAA-0SourceAAAAA"


def test_parameters_of_the_funnel_come_last_and_do_not_replace_fields() -> None:
    link = entrance_link(
        "t.example.com",
        FUNNEL,
        source(c1=TrackingField(name="ad", value="{ad}")),
        further={"ad": "other", "lang": "de", "empty": ""},
    )
    assert link == "https://t.example.com/fts/0FunnelAAAAA-0SourceAAAAA?ad={ad}&lang=de"


@pytest.mark.parametrize(
    "macro",
    [
        "{{ad.id}}",
        "{campaignid}",
        "{lpurl+utm}",
        "${SUBID}",
        "$click_id$",
        "%%CLICKID%%",
        "[CLICKID]",
        "[[clickid]]",
        "__CLICKID__",
        "#click_id#",
        "<clickid>",
    ],
)
def test_macros_stand_as_the_platform_expects_them(macro: str) -> None:
    assert query(macro) == macro
    assert query(f"a b-{macro}&{macro}") == f"a%20b-{macro}%26{macro}"


@pytest.mark.parametrize(
    ("value", "encoded"),
    [
        ("two words", "two%20words"),
        ("a&b=c", "a%26b%3Dc"),
        ("100%", "100%25"),
        ("a%20b", "a%20b"),
        ("#1", "%231"),
        ("Füchse", "F%C3%BCchse"),
        ("{not a macro}", "%7Bnot%20a%20macro%7D"),
        ("{half", "%7Bhalf"),
    ],
)
def test_what_would_break_the_link_is_encoded(value: str, encoded: str) -> None:
    assert query(value) == encoded


@given(
    st.dictionaries(st.sampled_from(["campaign", "external", "c1", "c20"]), st.text(alphabet="ab &=#?/+é'\" \\^|"))
)
def test_plain_values_arrive_as_they_are(values: dict[str, str]) -> None:
    fields = {slot: TrackingField(name=f"{slot} &name", value=value) for slot, value in values.items()}
    assume(all(value.count("#") < 2 for value in values.values()))  # two can make a macro
    link = entrance_link("t.example.com", FUNNEL, source(**fields))
    expected = {f"{slot} &name": value.strip() for slot, value in values.items() if value.strip()}
    assert dict(parse_qsl(urlsplit(link).query)) == expected


@pytest.mark.parametrize(
    ("domain", "start"),
    [
        ("track.example.com", "https://track.example.com/"),
        ("https://track.example.com/", "https://track.example.com/"),
        ("http://track.example.com", "https://track.example.com/"),
        ("localhost:8655", "http://localhost:8655/"),
        ("127.0.0.1:8655", "http://127.0.0.1:8655/"),
        ("[::1]:8655", "http://[::1]:8655/"),
        ("127.example.com", "https://127.example.com/"),
    ],
)
def test_links_are_https_except_on_this_machine(domain: str, start: str) -> None:
    assert action_link(domain, 3) == f"{start}action/3"
    assert postback_url(domain) == f"{start}pb/?hit=<hit>&tx=<transaction>&rev=<revenue>"
