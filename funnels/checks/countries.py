"""Country codes, and what they can be mistaken for."""


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


ISO_CODES = _codes(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT "
    "BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH "
    "ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT "
    "HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS "
    "LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI "
    "NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG "
    "SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG "
    "UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW XK"
)
"""ISO 3166-1, two letters; XK is Kosovo, which has no official code but visitors."""

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
