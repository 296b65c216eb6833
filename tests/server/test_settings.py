import getpass
from pathlib import Path

import pytest
from platformdirs import user_data_path

from server.errors import SettingsError
from server.settings import Settings
from server.variables import VARIABLES

REMOTE = {"FUNNELWRIGHT_API_TOKEN": "access"}


def refusal(**environment: str) -> str:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment(environment)
    assert caught.value.hint
    return str(caught.value)


def test_an_empty_environment_means_the_embedded_tracker_with_its_demo() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert not settings.is_remote
    assert settings.model_dump() == {
        "home": user_data_path("funnelwright", appauthor=False),
        "api": "https://api.funnelflux.pro/v1",
        "token": None,
        "refresh_token": None,
        "routes": {},
        "domain": "",
        "geo": None,
        "person": getpass.getuser(),
        "demo": True,
        "read_only": False,
        "toolsets": (),
        "surface": "intent",
        "http_token": None,
        "http_persons": {},
        "state_key": None,
        "log_level": "WARNING",
    }


def test_every_variable_sets_its_field(tmp_path: Path) -> None:
    (tmp_path / "places.mmdb").touch()
    settings = Settings.from_environment(
        {
            "FUNNELWRIGHT_HOME": str(tmp_path / "new"),
            "FUNNELWRIGHT_API_URL": "https://tracker.example.com/v1/",
            "FUNNELWRIGHT_API_TOKEN": "access",
            "FUNNELWRIGHT_REFRESH_TOKEN": "refresh",
            "FUNNELWRIGHT_ROUTES": '{"page_group": "/campaign/funnel/pagegroup/"}',
            "FUNNELWRIGHT_DOMAIN": "https://track.example.com/",
            "FUNNELWRIGHT_GEO": str(tmp_path / "places.mmdb"),
            "FUNNELWRIGHT_PERSON": "Ada L.",
            "FUNNELWRIGHT_DEMO": "off",
            "FUNNELWRIGHT_READ_ONLY": "Yes",
            "FUNNELWRIGHT_TOOLSETS": "build, read,build",
            "FUNNELWRIGHT_SURFACE": "operations",
            "FUNNELWRIGHT_HTTP_TOKEN": "h" * 16,
            "FUNNELWRIGHT_HTTP_PERSONS": f"Anna B={'a' * 16}, ben={'b' * 15}=",
            "FUNNELWRIGHT_STATE_KEY": "k" * 32,
            "FUNNELWRIGHT_LOG_LEVEL": "debug",
        }
    )
    assert settings.is_remote
    assert [secret.get_secret_value() for secret in (settings.token, settings.refresh_token) if secret] == [
        "access",
        "refresh",
    ]
    assert [secret.get_secret_value() for secret in (settings.http_token, settings.state_key) if secret] == [
        "h" * 16,
        "k" * 32,
    ]
    assert [(person, token.get_secret_value()) for person, token in settings.bearers] == [
        ("Ada L.", "h" * 16),
        ("Anna B", "a" * 16),
        ("ben", f"{'b' * 15}="),
    ]
    secret = {"token", "refresh_token", "http_token", "http_persons", "state_key"}
    assert settings.model_dump(exclude=secret) == {
        "home": tmp_path / "new",
        "api": "https://tracker.example.com/v1",
        "routes": {"page_group": "/campaign/funnel/pagegroup"},
        "domain": "track.example.com",
        "geo": tmp_path / "places.mmdb",
        "person": "Ada L.",
        "demo": False,
        "read_only": True,
        "toolsets": ("build", "read"),
        "surface": "operations",
        "log_level": "DEBUG",
    }


def test_the_table_names_every_field_once() -> None:
    assert sorted(variable.field for variable in VARIABLES) == sorted(Settings.model_fields)
    assert len({variable.name for variable in VARIABLES}) == len(VARIABLES)
    for variable in VARIABLES:
        assert variable.name.startswith("FUNNELWRIGHT_")
        assert variable.default
        assert variable.meaning.endswith(".")


def test_an_empty_value_means_unset() -> None:
    assert Settings.from_environment(dict.fromkeys((one.name for one in VARIABLES), " ")) == Settings()


@pytest.mark.parametrize(
    ("name", "value", "complaint"),
    [
        ("DEMO", "maybe", "FUNNELWRIGHT_DEMO is 'maybe': it is neither on nor off."),
        ("SURFACE", "both", "FUNNELWRIGHT_SURFACE is 'both': it is none of the possible values."),
        ("LOG_LEVEL", "loud", "FUNNELWRIGHT_LOG_LEVEL is 'loud': it is none of the possible values."),
        ("TOOLSETS", "read,Write it", "'Write it' is not the name of a tool set."),
        ("DOMAIN", "track example", "FUNNELWRIGHT_DOMAIN is 'track example': it is not a host name."),
        ("GEO", "/nowhere.mmdb", "FUNNELWRIGHT_GEO is '/nowhere.mmdb': there is no such file."),
        ("API_URL", "tracker", "FUNNELWRIGHT_API_URL is 'tracker': it is not an address."),
        ("API_URL", "https://[half", "it is not an address."),
        ("API_URL", "https://a.example:99999", "it is not an address."),
        ("API_URL", "http://tracker.example", "without https anybody on the way could read the token."),
        ("ROUTES", "{", "it is not JSON."),
        ("ROUTES", "[]", "it is not a JSON object."),
        ("ROUTES", '{"pagegroup": "/x"}', "there is no family 'pagegroup', did you mean 'page_group'?"),
        ("ROUTES", '{"page": "pages"}', "'pages' of 'page' is not a path."),
        ("ROUTES", '{"page": "/pages?x=1"}', "'/pages?x=1' of 'page' is not a path."),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(name: str, value: str, complaint: str) -> None:
    message = refusal(**{f"FUNNELWRIGHT_{name}": value}, **REMOTE)
    assert complaint in message
    assert "Expected: " in message


def test_a_home_that_is_a_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    assert "it is not a folder" in refusal(FUNNELWRIGHT_HOME=str(file))


def test_plain_http_is_for_this_machine_only() -> None:
    for host in ("localhost", "127.0.0.1:8080", "[::1]:8080", "tracker.localhost"):
        address = f"http://{host}/v1"
        assert Settings.from_environment({"FUNNELWRIGHT_API_URL": address, **REMOTE}).api == address


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        ("anna", "a part of it is not NAME=TOKEN"),
        ("=abcdefghijklmnop", "a part of it is not NAME=TOKEN"),
        ("anna=short", "that is shorter than 16"),
        ("anna=abcdefghijklmnop,Anna=qrstuvwxyzabcdef", "a person is named twice"),
        ("anna=abcdefghijklmnop,ben=abcdefghijklmnop", "two persons have the same token"),
        ("anna=abcdefghijk lmnop", "it holds a space"),
    ],
)
def test_persons_and_tokens_that_leave_open_whose_yes_it_is_are_refused(value: str, complaint: str) -> None:
    message = refusal(FUNNELWRIGHT_HTTP_PERSONS=value)
    assert f"FUNNELWRIGHT_HTTP_PERSONS is {len(value)} characters long: {complaint}" in message
    assert "abcdefgh" not in message


def test_the_servers_own_token_cannot_be_a_persons_too() -> None:
    token = "abcdefghijklmnop"
    message = refusal(FUNNELWRIGHT_HTTP_TOKEN=token, FUNNELWRIGHT_HTTP_PERSONS=f"anna={token}")
    assert message.startswith("FUNNELWRIGHT_HTTP_TOKEN is the token of a person in FUNNELWRIGHT_HTTP_PERSONS, too.")
    assert token not in message


@pytest.mark.parametrize("name", ["API_TOKEN", "REFRESH_TOKEN", "HTTP_TOKEN", "STATE_KEY"])
def test_a_secret_that_cannot_be_used_is_not_repeated(name: str) -> None:
    message = refusal(**{"FUNNELWRIGHT_API_TOKEN": "access", f"FUNNELWRIGHT_{name}": "two words"})
    assert f"FUNNELWRIGHT_{name} is 9 characters long: it holds a space" in message
    assert "two words" not in message


def test_a_short_http_token_is_refused_with_its_length_only() -> None:
    message = refusal(FUNNELWRIGHT_HTTP_TOKEN="hunter2")
    assert "FUNNELWRIGHT_HTTP_TOKEN is 7 characters long: that is shorter than 16." in message
    assert "hunter2" not in message


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    for address in ("https://me:hunter2@tracker.example", "https://me:hunter2@[half"):
        message = refusal(FUNNELWRIGHT_API_URL=address, **REMOTE)
        assert "hunter2" not in message


@pytest.mark.parametrize(("name", "value"), [("API_URL", "https://tracker.example/v1"), ("REFRESH_TOKEN", "refresh")])
def test_half_a_remote_account_does_not_quietly_mean_the_embedded_tracker(name: str, value: str) -> None:
    message = refusal(**{f"FUNNELWRIGHT_{name}": value})
    assert message.startswith(f"FUNNELWRIGHT_{name} is set, but FUNNELWRIGHT_API_TOKEN is not.")


def test_no_secret_shows_in_the_settings() -> None:
    settings = Settings.from_environment(
        {
            "FUNNELWRIGHT_API_TOKEN": "hunter2",
            "FUNNELWRIGHT_REFRESH_TOKEN": "hunter2",
            "FUNNELWRIGHT_HTTP_TOKEN": "hunter2hunter2hunter2",
            "FUNNELWRIGHT_STATE_KEY": "hunter2" * 5,
        }
    )
    assert "hunter2" not in f"{settings} {settings!r} {settings.model_dump_json()}"


def test_settings_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().demo = False  # type: ignore[misc] - what is tested
