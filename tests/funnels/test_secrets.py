from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr

from funnels.assets import MiddlewareConfig, WebhookConfig
from funnels.secrets import MASK, covered, put_back, taken_out

DOCUMENT = {
    "idWebhookConfig": "0abcDEF12345",
    "headers": {"Authorization": "Bearer s3cret", "X-Api-Key": "s3cret", "Accept": "json"},
    "basicAuth": {"username": "me", "password": "s3cret"},
    "destination": {"hmacSecret": "s3cret", "hasHmacSecret": True, "basicAuth": {"password": MASK}},
    "thirdPartyKeys": {"clickbankIPN": "s3cret", "other": ""},
    "list": [{"password": "s3cret"}, {"password": ""}],
}


def test_every_secret_is_covered_and_nothing_else() -> None:
    assert covered(DOCUMENT) == {
        "idWebhookConfig": "0abcDEF12345",
        "headers": {"Authorization": MASK, "X-Api-Key": MASK, "Accept": "json"},
        "basicAuth": {"username": "me", "password": MASK},
        "destination": {"hmacSecret": MASK, "hasHmacSecret": True, "basicAuth": {"password": MASK}},
        "thirdPartyKeys": {"clickbankIPN": MASK, "other": ""},
        "list": [{"password": MASK}, {"password": ""}],
    }


def test_what_was_taken_out_can_be_put_back() -> None:
    document, secrets = taken_out(DOCUMENT)

    assert "s3cret" not in str(document)
    assert sorted(secrets) == [
        "basicAuth.password",
        "destination.hmacSecret",
        "headers.Authorization",
        "headers.X-Api-Key",
        "list[0].password",
        "thirdPartyKeys.clickbankIPN",
    ]
    assert put_back(document, secrets) == DOCUMENT


def test_a_mask_that_was_there_before_stays_a_mask() -> None:
    document, secrets = taken_out({"password": MASK})

    assert secrets == {}
    assert put_back(document, {}) == {"password": MASK}


_DOCUMENTS = st.recursive(
    st.text() | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(("password", "hmacSecret", "headers", "x-token", "name")), inner, max_size=4
        )
    ),
)


@given(st.dictionaries(st.sampled_from(("a", "headers", "password")), _DOCUMENTS))
def test_taking_out_and_putting_back_changes_nothing(document: dict[str, object]) -> None:
    assert put_back(*taken_out(document)) == document


def test_a_secret_of_an_asset_is_written_only_when_asked_for_and_never_printed() -> None:
    raw = {
        "idWebhookConfig": "0abcDEF12345",
        "webhookConfigName": "CRM",
        "basicAuth": {"username": "me", "password": "s3cret"},
    }
    webhook = WebhookConfig.read(raw)

    assert webhook.document() == {**raw, "basicAuth": {"username": "me", "password": MASK}}
    assert webhook.document(reveal=True) == raw
    assert "s3cret" not in repr(webhook)


def test_a_mask_is_sent_back_as_the_tracker_showed_it() -> None:
    raw = {
        "idMiddlewareConfig": "0abcDEF12345",
        "middlewareConfigName": "Scoring",
        "destination": {"method": "POST", "url": "https://x.example", "hmacSecret": MASK, "hasHmacSecret": True},
        "routes": [],
        "schemaVersion": "1.0",
        "timeoutMs": 1000,
    }
    middleware = MiddlewareConfig.read(raw)

    assert middleware.document(reveal=True) == raw
    assert middleware.destination.hmac_secret == SecretStr(MASK)
