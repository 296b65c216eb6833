import pytest

from funnels.checks.addresses import host, is_private, scheme, tokens


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000/x",
        "https://127.0.0.1/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "http://[::1]/",
        "http://[fd00::1]:80/",
        "https://metadata.google.internal/",
        "https://printer.local./",
        "https://me:secret@192.168.0.1/",
    ],
)
def test_an_address_inside_a_network_is_private(url: str) -> None:
    assert is_private(url)


@pytest.mark.parametrize(
    "url",
    ["https://elsewhere.example.net/?u=http://localhost", "https://8.8.8.8/", "http://[2606:4700::1111]/", "", "x"],
)
def test_any_other_is_not(url: str) -> None:
    assert not is_private(url)


def test_what_is_no_address_has_no_host() -> None:
    assert [host(url) for url in ("elsewhere", "https://", "http://[::1", "//cdn.example.com/x")] == [
        None,
        None,
        None,
        "cdn.example.com",
    ]
    assert [scheme(url) for url in ("HTTPS://x", "elsewhere", "tel:+49")] == ["https", "", "tel"]


def test_tokens_are_what_stands_in_single_braces() -> None:
    assert tokens("https://a/?s={hit}&x=%7Bvisitor%7D&fb={{ad.id}}") == {"hit", "visitor"}
    assert tokens("https://a/plain") == frozenset()
