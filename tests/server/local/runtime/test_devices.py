import pytest

from server.local.runtime.devices import device, language

APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
CHROMIUM = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "sort", "system", "browser"),
    [
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) {APPLE} Version/17.4 Mobile/15E148 Safari/604.1",
            "mobile",
            "iOS",
            "Safari",
        ),
        (
            f"Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) {APPLE} CriOS/119.0 Mobile/15E148 Safari/604.1",
            "tablet",
            "iOS",
            "Chrome",
        ),
        (f"Mozilla/5.0 (Linux; Android 13; SM-S918B) {CHROMIUM} Mobile Safari/537.36", "mobile", "Android", "Chrome"),
        (f"Mozilla/5.0 (Linux; Android 12; SM-T870) {CHROMIUM} Safari/537.36", "tablet", "Android", "Chrome"),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROMIUM} Safari/537.36 Edg/120.0",
            "desktop",
            "Windows",
            "Edge",
        ),
        (
            f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/17.1 Safari/605.1.15",
            "desktop",
            "macOS",
            "Safari",
        ),
        (
            "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
            "desktop",
            "Linux",
            "Firefox",
        ),
        (f"Mozilla/5.0 (Windows NT 10.0) {CHROMIUM} Safari/537.36 OPR/106.0.0.0", "desktop", "Windows", "Opera"),
        ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot", "", "Googlebot"),
        ("curl/8.0", "bot", "", "curl"),
        (
            f"Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0) {APPLE} SamsungBrowser/3.0 TV Safari/605.1.15",
            "tv",
            "Tizen",
            "Samsung Internet",
        ),
        (f"Mozilla/5.0 (PlayStation 5 3.11) {APPLE} Version/13.0 Safari/605.1.15", "console", "", ""),
    ],
)
def test_devices_have_the_words_of_conditions(user_agent: str, sort: str, system: str, browser: str) -> None:
    found = device(user_agent)
    assert found["device_type"] == sort
    assert system in ("", found.get("device_os"))
    assert browser in ("", found.get("browser"))


def test_of_nothing_nothing_is_told() -> None:
    assert device("") == {}
    assert device("\ufffd" * 2_000)["device_type"] == "desktop"


@pytest.mark.parametrize(
    ("accepted", "first"),
    [
        ("de-AT,de;q=0.9,en;q=0.8", "de"),
        ("en;q=0.5, fr;q=0.9", "fr"),
        ("*", ""),
        ("", ""),
        ("x" * 50, ""),
        ("en;q=high,pt-BR;q=0.1", "pt"),
        ("zh-Hans-CN", "zh"),
    ],
)
def test_the_language_asked_for_first(accepted: str, first: str) -> None:
    assert language(accepted) == first
