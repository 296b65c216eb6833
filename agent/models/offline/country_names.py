"""Countries as people say them: ISO code, then names and what their people or things are called.

Our own table, because no kept library has the adjectives ("German", "Swiss"), and the names alone are a small part.
"""

NAMES = """
AD andorra|andorran
AE united arab emirates|emirates|uae|emirati|dubai
AF afghanistan|afghan
AG antigua|antigua and barbuda
AL albania|albanian
AM armenia|armenian
AO angola|angolan
AR argentina|argentine|argentinian|argentinean
AT austria|austrian
AU australia|australian|aussie|oz
AZ azerbaijan|azerbaijani
BA bosnia|bosnia and herzegovina|bosnian
BB barbados
BD bangladesh|bangladeshi
BE belgium|belgian
BF burkina faso
BG bulgaria|bulgarian
BH bahrain|bahraini
BI burundi
BJ benin
BN brunei
BO bolivia|bolivian
BR brazil|brasil|brazilian
BS bahamas|bahamian
BT bhutan
BW botswana
BY belarus|belarusian
BZ belize
CA canada|canadian|canuck
CD congo|dr congo
CF central african republic
CG republic of the congo
CH switzerland|swiss
CI ivory coast|cote d'ivoire
CL chile|chilean
CM cameroon|cameroonian
CN china|chinese
CO colombia|colombian
CR costa rica|costa rican
CU cuba|cuban
CV cape verde|cabo verde
CY cyprus|cypriot
CZ czech republic|czechia|czech
DE germany|german|deutschland
DJ djibouti
DK denmark|danish|dane
DM dominica
DO dominican republic
DZ algeria|algerian
EC ecuador|ecuadorian
EE estonia|estonian
EG egypt|egyptian
ER eritrea
ES spain|spanish|spaniard
ET ethiopia|ethiopian
FI finland|finnish|finn
FJ fiji
FR france|french|frenchman
GA gabon
GB united kingdom|uk|u.k.|great britain|britain|british|england|english|brit
GE republic of georgia|georgian
GH ghana|ghanaian
GM gambia
GN guinea
GQ equatorial guinea
GR greece|greek
GT guatemala|guatemalan
GW guinea-bissau
GY guyana
HK hong kong|hongkong
HN honduras|honduran
HR croatia|croatian
HT haiti|haitian
HU hungary|hungarian
ID indonesia|indonesian
IE ireland|irish
IL israel|israeli
IN india|indian
IQ iraq|iraqi
IR iran|iranian
IS iceland|icelandic
IT italy|italian
JM jamaica|jamaican
JO hashemite kingdom of jordan|jordanian
JP japan|japanese
KE kenya|kenyan
KG kyrgyzstan
KH cambodia|cambodian
KR south korea|korea|south korean|korean
KW kuwait|kuwaiti
KZ kazakhstan|kazakh
LA laos|laotian
LB lebanon|lebanese
LI liechtenstein
LK sri lanka|sri lankan
LR liberia
LT lithuania|lithuanian
LU luxembourg|luxemburg
LV latvia|latvian
LY libya|libyan
MA morocco|moroccan
MC monaco
MD moldova|moldovan
ME montenegro|montenegrin
MG madagascar
MK north macedonia|macedonia|macedonian
ML mali
MM myanmar|burma|burmese
MN mongolia|mongolian
MO macau|macao
MR mauritania
MT malta|maltese
MU mauritius
MV maldives
MW malawi
MX mexico|mexican
MY malaysia|malaysian
MZ mozambique
NA namibia|namibian
NE niger
NG nigeria|nigerian
NI nicaragua|nicaraguan
NL netherlands|the netherlands|holland|dutch
NO norway|norwegian
NP nepal|nepalese
NZ new zealand|new zealander|kiwi
OM oman|omani
PA panama|panamanian
PE peru|peruvian
PG papua new guinea
PH philippines|filipino|philippine
PK pakistan|pakistani
PL poland|polish
PR puerto rico|puerto rican
PS palestine|palestinian
PT portugal|portuguese
PY paraguay|paraguayan
QA qatar|qatari
RO romania|romanian
RS serbia|serbian
RU russia|russian
RW rwanda|rwandan
SA saudi arabia|saudi|ksa|saudi arabian
SC seychelles
SD sudan|sudanese
SE sweden|swedish|swede
SG singapore|singaporean
SI slovenia|slovenian
SK slovakia|slovakian|slovak
SL sierra leone
SN senegal|senegalese
SO somalia|somali
SR suriname
SV el salvador|salvadoran
SY syria|syrian
TG togo
TH thailand|thai
TJ tajikistan
TM turkmenistan
TN tunisia|tunisian
TR turkey|turkiye|turkish
TT trinidad|trinidad and tobago
TW taiwan|taiwanese
TZ tanzania|tanzanian
UA ukraine|ukrainian
UG uganda|ugandan
US united states|united states of america|usa|us|u.s.|u.s.a.|america|american|the states|stateside
UY uruguay|uruguayan
UZ uzbekistan|uzbek
VE venezuela|venezuelan
VN vietnam|viet nam|vietnamese
XK kosovo
YE yemen
ZA south africa|south african
ZM zambia|zambian
ZW zimbabwe|zimbabwean
"""

CODES_ONLY = """
AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FM FO GD GF GG GI GL GP GS GU HM IM IO JE KI KM KN KP KY LC LS MF MH MP
MQ MS NC NF NR NU PF PM PN PW RE SB SH SJ SM SS ST SX SZ TC TD TF TK TL TO TV UM VA VC VG VI VU WF WS YT
"""
"""Codes that people write, of places they seldom name."""

REGIONS = {
    "dach": "DE AT CH",
    "d-a-ch": "DE AT CH",
    "german speaking countries": "DE AT CH",
    "german-speaking countries": "DE AT CH",
    "nordics": "DK FI IS NO SE",
    "nordic countries": "DK FI IS NO SE",
    "the nordics": "DK FI IS NO SE",
    "scandinavia": "DK NO SE",
    "scandinavian countries": "DK NO SE",
    "benelux": "BE NL LU",
    "baltics": "EE LV LT",
    "baltic states": "EE LV LT",
    "anz": "AU NZ",
    "iberia": "ES PT",
    "uk&i": "GB IE",
    "british isles": "GB IE",
    "gcc": "AE BH KW OM QA SA",
    "gulf states": "AE BH KW OM QA SA",
    "visegrad": "CZ HU PL SK",
    "latam": "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE",
    "latin america": "AR BO BR CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE",
    "eu": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    "european union": "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK",
    "brics": "BR RU IN CN ZA",
}
"""Regions whose members everybody agrees on, or nearly: LATAM is taken as the sovereign states that speak Spanish or
Portuguese. The explanation lists the members."""

UNSETTLED = {
    "georgia": "",
    "tier 1": "US, CA, GB, AU, NZ",
    "tier one": "US, CA, GB, AU, NZ",
    "tier1": "US, CA, GB, AU, NZ",
    "t1": "US, CA, GB, AU, NZ",
    "tier 2": "",
    "tier two": "",
    "tier2": "",
    "t2": "",
    "tier 3": "",
    "tier three": "",
    "tier3": "",
    "t3": "",
    "europe": "",
    "european": "",
    "western europe": "",
    "eastern europe": "",
    "asia": "",
    "asian": "",
    "africa": "",
    "african": "",
    "north america": "US, CA",
    "north american": "US, CA",
    "south america": "",
    "apac": "",
    "emea": "",
    "mena": "",
    "cis": "",
    "big 5": "US, CA, GB, AU, NZ",
    "big five": "US, CA, GB, AU, NZ",
    "oceania": "",
    "middle east": "",
    "english speaking countries": "US, CA, GB, AU, NZ, IE",
    "english-speaking countries": "US, CA, GB, AU, NZ, IE",
}
"""Our ruling: regions that every buyer draws differently are asked about, with a usual list as the proposal."""
