"""Words that say nothing once everything else in a question is understood."""

_WORDS = """
i.e e.g a about according across after again against all along also am an and any anyone anything are around as at
back based be because been best better between both break breakdown bring brings brought but by came can come
comes compare compared comparing concerning convert converted converting converts could current currently data
deliver delivered did display divided do does doing done down drill each else entire ever every exactly
explain far fare fared figures find first for from gave get gets getting give go goes going good got graph
group grouped had happen happened happening has have help here hey hi how i if in individually instead into is
it its itself just know latest left let like list lists look looked looking looks made make makes many may me might
mine money more most much my need next nice now number numbers of off ok okay on once one ones only or
order ordered our out over overall overview own paid pay pays people per perform performance performed
performing performs please plot pls present quick quickly rank ranked really regarding report reports
respect respectively result results right round run running same say see seen sell sells separately show
showing shows similarly since so sold some something sort sorted spent split statistics stats status still
stuff such sum summary table tell terms than thank thanks that the their them then there these they things
this those though through throughout till time together too total totals traffic until up us versus via view
vs wanna want was we well went were what when where whether which who whole why will with within wonder work
worked working works would write yes yet you your
"""

LIGHT = frozenset(_WORDS.split())
