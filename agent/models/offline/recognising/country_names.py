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
AT austria|austrian|österreich|oesterreich|osterreich
AU australia|australian|aussie|oz|down under|australien
AZ azerbaijan|azerbaijani
BA bosnia|bosnia and herzegovina|bosnian
BB barbados
BD bangladesh|bangladeshi
BE belgium|belgian|belgië|belgique|belgie
BF burkina faso
BG bulgaria|bulgarian|българия
BH bahrain|bahraini
BI burundi
BJ benin
BN brunei
BO bolivia|bolivian
BR brazil|brasil|brazilian|brasilien
BS bahamas|bahamian
BT bhutan
BW botswana
BY belarus|belarusian
BZ belize
CA canada|canadian|canuck|kanada
CD congo|dr congo
CF central african republic
CG republic of the congo
CH switzerland|swiss|schweiz|suisse|svizzera
CI ivory coast|cote d'ivoire
CL chile|chilean
CM cameroon|cameroonian
CN china|chinese
CO colombia|colombian
CR costa rica|costa rican
CU cuba|cuban
CV cape verde|cabo verde
CY cyprus|cypriot
CZ czech republic|czechia|czech|česko|cesko|česká republika
DE germany|german|deutschland|bundesrepublik|alemania|allemagne|kraut
DJ djibouti
DK denmark|danish|dane|danmark
DM dominica
DO dominican republic
DZ algeria|algerian|algérie
EC ecuador|ecuadorian
EE estonia|estonian|eesti
EG egypt|egyptian
ER eritrea
ES spain|spanish|spaniard|españa|espana
ET ethiopia|ethiopian
FI finland|finnish|finn|suomi
FJ fiji
FR france|french|frenchman|la france|frenchie
GA gabon
GB united kingdom|uk|u.k.|great britain|britain|british|england|english|brit|britons|briton|reino unido
GE republic of georgia|georgian
GH ghana|ghanaian
GM gambia
GN guinea
GQ equatorial guinea
GR greece|greek|hellas|ελλάδα
GT guatemala|guatemalan
GW guinea-bissau
GY guyana
HK hong kong|hongkong
HN honduras|honduran
HR croatia|croatian|hrvatska|croat
HT haiti|haitian
HU hungary|hungarian|magyarország|magyarorszag
ID indonesia|indonesian|indonesien
IE ireland|irish|éire|eire|republic of ireland
IL israel|israeli
IN india|indian|bharat
IQ iraq|iraqi
IR iran|iranian
IS iceland|icelandic|ísland|icelander
IT italy|italian|italia|italien
JM jamaica|jamaican
JO hashemite kingdom of jordan|jordanian
JP japan|japanese|nippon|nihon
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
LT lithuania|lithuanian|lietuva
LU luxembourg|luxemburg|luxemburgo|luxembourger
LV latvia|latvian|latvija
LY libya|libyan
MA morocco|moroccan|maroc
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
MX mexico|mexican|méxico|mejico|méjico
MY malaysia|malaysian
MZ mozambique
NA namibia|namibian
NE niger
NG nigeria|nigerian
NI nicaragua|nicaraguan
NL netherlands|the netherlands|holland|dutch|nederland|the dutch|hollander
NO norway|norwegian|norge|noreg
NP nepal|nepalese
NZ new zealand|new zealander|kiwi|aotearoa|neuseeland
OM oman|omani
PA panama|panamanian
PE peru|peruvian|perú
PG papua new guinea
PH philippines|filipino|philippine|pilipinas|pinoy
PK pakistan|pakistani
PL poland|polish|polska|pole
PR puerto rico|puerto rican
PS palestine|palestinian
PT portugal|portuguese
PY paraguay|paraguayan
QA qatar|qatari
RO romania|romanian|românia
RS serbia|serbian|srbija|serb
RU russia|russian|rossiya|россия
RW rwanda|rwandan
SA saudi arabia|saudi|ksa|saudi arabian
SC seychelles
SD sudan|sudanese
SE sweden|swedish|swede|sverige|schweden
SG singapore|singaporean
SI slovenia|slovenian|slovenija|slovene
SK slovakia|slovakian|slovak|slovensko
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
TN tunisia|tunisian|tunisie
TR turkey|turkiye|turkish|türkiye|turk
TT trinidad|trinidad and tobago
TW taiwan|taiwanese
TZ tanzania|tanzanian
UA ukraine|ukrainian|україна|ukraina
UG uganda|ugandan
US united states|united states of america|usa|us|u.s.|u.s.a.|america|american|the states|stateside|yank
UY uruguay|uruguayan
UZ uzbekistan|uzbek
VE venezuela|venezuelan
VN vietnam|viet nam|vietnamese|việt nam
XK kosovo
YE yemen
ZA south africa|south african|rsa|saffa|suid-afrika
ZM zambia|zambian
ZW zimbabwe|zimbabwean
"""

CODES_ONLY = """
AI AQ AS AW AX BL BM BQ BV CC CK CW CX EH FK FM FO GD GF GG GI GL GP GS GU HM IM IO JE KI KM KN KP KY LC LS MF MH MP
MQ MS NC NF NR NU PF PM PN PW RE SB SH SJ SM SS ST SX SZ TC TD TF TK TL TO TV UM VA VC VG VI VU WF WS YT
"""
"""Codes that people write, of places they seldom name."""
