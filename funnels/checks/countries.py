"""Country codes, and what they can be mistaken for."""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


MARKETS: dict[str, frozenset[str]] = {
    code: frozenset([code])
    for code in sorted(
        _codes("US GB AU NZ IE ZA SG PH JP KR TH VN TW HK TR PL CZ SK HU RO BG GR DK FI UA AE ZW KE GH")
    )
} | {
    "UK": frozenset(["GB"]),
    "CA": _codes("CA US"),
    "DE": _codes("DE AT CH LI LU BE"),
    "AT": _codes("AT DE CH LI"),
    "CH": _codes("CH DE AT LI FR IT"),
    "FR": _codes("FR BE CH LU MC CA SN CI CM MA TN DZ GP MQ GF RE"),
    "NL": _codes("NL BE SR"),
    "ES": _codes("ES AD MX AR CL CO PE VE EC BO PY UY CR PA GT HN NI SV DO CU PR US"),
    "MX": frozenset(["MX"]),
    "BR": _codes("BR PT"),
    "RU": _codes("RU BY KZ KG UA"),
}
"""What a code at the end of an offer's name can mean: the country, and those who speak a language of that code.

Codes that are words or other abbreviations in names (IT, IN, NO, TV, SE, AI, …) are left out on purpose, and CA is
also California.
"""
