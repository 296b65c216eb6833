import pytest
from pydantic import SecretStr

from agent.redaction import Redaction


def test_the_secrets_of_the_process_are_covered_everywhere_the_longest_first():
    redaction = Redaction([SecretStr("tracker-token"), SecretStr("tracker-token-2"), None, SecretStr("abc")])
    assert redaction.text("tracker-token-2, tracker-token, abc") == "********, ********, abc"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("password: hunter2x", "password: ********"),
        ("my api key = 'abcdef123'", "my api key = '********'"),
        ("Authorization Bearer abc.def-ghi", "Authorization Bearer ********"),
        ("sk-ant-api03-abcdefghijkl", "********"),
        ("Secret Sauce to Token Offer, evenly", "Secret Sauce to Token Offer, evenly"),
        ("send token {hit} along", "send token {hit} along"),
    ],
)
def test_what_looks_like_a_secret_is_not_kept_and_ordinary_words_are(said, kept):
    assert Redaction().kept({"text": said}) == {"text": kept}


def test_fields_that_hold_secrets_are_covered_by_their_name():
    document = {"steps": [{"key": "geo"}], "password": "p", "nested": {"hmac_secret": "s", "apiKey": "", "n": 1}}
    assert Redaction().kept(document) == {
        "steps": [{"key": "geo"}],
        "password": "********",
        "nested": {"hmac_secret": "********", "apiKey": "", "n": 1},
    }
