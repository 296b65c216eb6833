"""Which addresses are asked on somebody's behalf."""

import pytest

from server.local.runtime.addresses import is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1"])
def test_the_whole_internet_gets_to_a_public_address(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "10.0.0.1",
        "192.88.99.1",
        "::",
        "::1",
        "::93.184.216.34",
        "64:ff9b::a00:1",
        "64:ff9b:1::5db8:d822",
        "100:0:0:1::1",
        "2001:2::1",
        "2001:db8::1",
        "2002:a00:1::",
        "3fff::1",
        "3fff:fff::1",
        "5f00::1",
        "fc00::1",
        "fe80::1%eth0",
        "fec0::1",
        "feff::1",
        "ff02::1",
        "",
        "localhost",
    ],
)
def test_and_to_no_other(address: str) -> None:
    assert not is_public(address)
