"""Which question a sentence asks, and which sentences ask none."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.models.offline.recognising.recognise import recognise
from agent.models.offline.results import Filter, Inquiry, inquiry_of

COUNTRY, FUNNEL, OFFER, LANDER = "Location: Country", "Element: Funnel", "Element: Offer", "Element: Lander"
SOURCE, DEVICE = "Third Parties: Traffic Source", "Device: Type"
NEVER = "conversions = 0"
WEEKEND = Filter("Time: Day of Week", (("saturday", "Saturday"), ("sunday", "Sunday")))
READ_WEEKEND = "'weekends' as every Saturday and Sunday"


def asks(**said: Any) -> Inquiry:
    return Inquiry(**said)


RESULTS = {
    # by any attribute and period
    "which section brought the buyers on Monday": asks(
        by=("field:section",), metrics=("conversions",), sort="conversions", period="monday"
    ),
    "how did VPN Native DACH do yesterday": asks(period="yesterday"),
    "revenue by country last 7 days": asks(by=(COUNTRY,), metrics=("revenue",), period="last 7 days"),
    "show me cost and ROI per source this month": asks(
        by=(SOURCE,), metrics=("cost", "returnOnInvestment"), period="this month"
    ),
    "EPC of ShieldVPN vs FoxVPN": asks(metrics=("revenuePerVisit",)),
    "what's the CVR by offer in Germany on mobile yesterday?": asks(
        by=(OFFER,), metrics=("conversionPerOfferView",), period="yesterday"
    ),
    "how is Keto Story doing this week?": asks(period="this week"),
    "how many sales did we get today": asks(metrics=("conversions",), period="today"),
    "conversions by weekday for the last two weeks": asks(
        by=("Time: Day of Week",), metrics=("conversions",), period="last 2 weeks"
    ),
    "revenue per day last 14 days as a chart": asks(
        by=("Time: Date",), metrics=("revenue",), period="last 14 days", chart=True
    ),
    "clicks and sales per hour on 2026-11-18 in Europe/Berlin": asks(
        by=("Time: Hour of Day",), metrics=("visits", "conversions"), period="2026-11-18", zone="Europe/Berlin"
    ),
    "profit from 2026-11-01 to 2026-11-15 by funnel": asks(
        by=(FUNNEL,), metrics=("profitAndLoss",), period="2026-11-01..2026-11-15"
    ),
    # what has a beginning, and what has an end
    "revenue by operating system since November 1st": asks(
        by=("Device: OS",), metrics=("revenue",), period="since november 1st"
    ),
    "revenue by operating system since Nov 1": asks(by=("Device: OS",), metrics=("revenue",), period="since nov 1"),
    "profit by source since the 1st of November, 2026": asks(
        by=(SOURCE,), metrics=("profitAndLoss",), period="since 1st of november, 2026"
    ),
    "profit by source since 2026-11-01": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="since 2026-11-01"),
    "profit by source since yesterday": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="since yesterday"),
    "profit by source since last week": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="since last week"),
    "profit by source since the beginning of the month": asks(
        by=(SOURCE,), metrics=("profitAndLoss",), period="this month"
    ),
    "profit by source since the beginning": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="all time"),
    "profit by source from Nov 5 onwards": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="since nov 5"),
    "profit by country from Nov 5 to Nov 10": asks(
        by=(COUNTRY,), metrics=("profitAndLoss",), period="nov 5..nov 10"
    ),
    "profit by country Nov 5 - Nov 10": asks(by=(COUNTRY,), metrics=("profitAndLoss",), period="nov 5..nov 10"),
    "profit by country Nov 5-10": asks(by=(COUNTRY,), metrics=("profitAndLoss",), period="nov 5..nov 10"),
    "profit by country between 5 and 10 November": asks(
        by=(COUNTRY,), metrics=("profitAndLoss",), period="november 5..november 10"
    ),
    "profit by country from monday to wednesday": asks(
        by=(COUNTRY,), metrics=("profitAndLoss",), period="monday..wednesday"
    ),
    "profit by country from Nov 5 to Nov 10, 2025": asks(
        by=(COUNTRY,), metrics=("profitAndLoss",), period="nov 5 2025..nov 10, 2025"
    ),
    "cost by source since monday": asks(by=(SOURCE,), metrics=("cost",), period="since monday"),
    "cpa by c2 in november": asks(by=("field:c2",), metrics=("costPerConversion",), period="november"),
    "give me the report for VPN Native DACH": asks(),
    "results": asks(),
    "what are my best hours of the day": asks(by=("Time: Hour of Day",), sort="best", limit=5),
    "what are the best days of the week": asks(by=("Time: Day of Week",), sort="best", limit=5),
    "ROI by device on weekends": asks(
        by=(DEVICE,), metrics=("returnOnInvestment",), filters=(WEEKEND,), read=(READ_WEEKEND,)
    ),
    "how do we do on weekends": asks(filters=(WEEKEND,), read=(READ_WEEKEND,)),
    "profit by source without weekends": asks(
        by=(SOURCE,), metrics=("profitAndLoss",), filters=(replace(WEEKEND, without=True),), read=(READ_WEEKEND,)
    ),
    "profit by source on mondays": asks(
        by=(SOURCE,), metrics=("profitAndLoss",), filters=(Filter("Time: Day of Week", (("monday", "Monday"),)),),
        read=("'mondays' as every Monday",),
    ),
    "profit on weekends vs weekdays": asks(by=("Time: Day of Week",), metrics=("profitAndLoss",)),
    "profit by source last weekend": asks(by=(SOURCE,), metrics=("profitAndLoss",), period="last weekend"),
    # losers, and conditions on rows
    "which Outbrain sections spent more than 3x the payout without a sale": asks(
        by=("field:section",), having=("cost > 3 * payout", NEVER)
    ),
    "which Taboola sites cost more than twice the payout without a conversion last 30 days": asks(
        by=("field:site",), having=("cost > 2 * payout", NEVER), period="last 30 days"
    ),
    "when do people buy?": asks(by=("Time: Hour of Day",), metrics=("conversions",)),
    "at what time of day do most people convert": asks(by=("Time: Hour of Day",), metrics=("conversions",)),
    "on which day do people buy": asks(by=("Time: Day of Week",), metrics=("conversions",)),
    "traffic by country": asks(by=(COUNTRY,), metrics=("visits",)),
    "show me the traffic per country last week": asks(by=(COUNTRY,), metrics=("visits",), period="last week"),
    "has Taboola cost us 180 yesterday?": asks(metrics=("cost",), period="yesterday"),
    "was the Taboola cost 180 yesterday?": asks(metrics=("cost",), period="yesterday"),
    "Taboola cost 180 yesterday?": asks(metrics=("cost",), period="yesterday"),
    "have we spent 180 on Taboola yesterday?": asks(metrics=("cost",), period="yesterday"),
    "sites on Outbrain with over 3x payout cost and zero sales in the last 30 days": asks(
        by=("field:site",), having=("cost > 3 * payout", NEVER), period="last 30 days"
    ),
    "which c1 values wasted at least 2 payouts on Taboola last 30 days": asks(
        by=("field:c1",), having=("cost > 2 * payout", NEVER), period="last 30 days"
    ),
    "zones in the red": asks(by=("field:zone",), having=("profitAndLoss < 0",)),
    "sections that spent over $50 and sold nothing": asks(by=("field:section",), having=(NEVER, "cost > 50")),
    "countries losing money this month": asks(by=(COUNTRY,), having=("profitAndLoss < 0",), period="this month"),
    "which landers have a CTR below 20%": asks(by=(LANDER,), having=("landerClickthroughRate < 0.2",)),
    "which countries are profitable with at least 10 conversions": asks(
        by=(COUNTRY,), having=("profitAndLoss > 0", "conversions >= 10")
    ),
    # top and bottom
    "top 5 countries by profit": asks(
        by=(COUNTRY,), metrics=("profitAndLoss",), sort="profitAndLoss", limit=5
    ),
    "worst placements by ROI with at least 100 clicks": asks(
        by=("field:placement",), metrics=("returnOnInvestment",), having=("visits >= 100",),
        sort="-returnOnInvestment", limit=5,
    ),
    "bottom 3 offers by EPC": asks(by=(OFFER,), metrics=("revenuePerVisit",), sort="-revenuePerVisit", limit=3),
    "best countries by CPA": asks(
        by=(COUNTRY,), metrics=("costPerConversion",), sort="-costPerConversion", limit=5
    ),
    "the 10 worst funnels": asks(by=(FUNNEL,), sort="worst", limit=10),
    "which browser has the lowest CTR": asks(
        by=("Device: Browser",), metrics=("landerClickthroughRate",), sort="-landerClickthroughRate"
    ),
    # comparisons
    "this week vs last week by funnel": asks(by=(FUNNEL,), period="this week", compare_to="last week"),
    "compare this week with last week": asks(period="this week", compare_to="last week"),
    "revenue this month compared to last month by source": asks(
        by=(SOURCE,), metrics=("revenue",), period="this month", compare_to="last month"
    ),
    "how did yesterday compare to the day before": asks(period="yesterday", compare_to="previous"),
    "compare last week to the week before by source": asks(
        by=(SOURCE,), period="last week", compare_to="previous"
    ),
    "compare Nov 5 to Nov 12 by source": asks(by=(SOURCE,), period="nov 5", compare_to="nov 12"),
    # other spellings
    "yesteday's revenue by contry": asks(by=(COUNTRY,), metrics=("revenue",), period="yesterday"),
    "shwo me profti by contry yestreday": asks(by=(COUNTRY,), metrics=("profitAndLoss",), period="yesterday"),
    "converions by wekday lsat week": asks(
        by=("Time: Day of Week",), metrics=("conversions",), period="last week"
    ),
    "REVENUE BY COUNTRY LAST 7 DAYS": asks(by=(COUNTRY,), metrics=("revenue",), period="last 7 days"),
}  # fmt: skip

OTHERS = {
    "what got worse since last week": asks(
        kind="change", subject="worse", period="last 7 days", compare_to="previous"
    ),
    "which funnels improved since yesterday": asks(
        kind="change", by=(FUNNEL,), subject="better", period="today", compare_to="yesterday"
    ),
    "which keto lander wins": asks(kind="variants", by=(LANDER,)),
    "is Keto Story really better?": asks(kind="variants"),
    "is the split significant": asks(kind="variants"),
    "is the difference real or just luck": asks(kind="variants"),
    "which offer wins in VPN Native DACH": asks(kind="variants", by=(OFFER,)),
    "when will the split be significant": asks(kind="when sure"),
    "how long until the split is significant": asks(kind="when sure"),
    "how much can I pay per click for Keto Facebook US": asks(kind="highest cost"),
    "how much per click can I pay for it": asks(kind="highest cost", about_it=True),
    "how much may a click cost at most": asks(kind="highest cost"),
    "what's the most I can pay per click": asks(kind="highest cost"),
    "max CPC for Keto Facebook US": asks(kind="highest cost"),
    "what would 10,000 visitors bring": asks(kind="simulate", limit=10000),
    "simulate VPN Native DACH with 5000 visitors": asks(kind="simulate", limit=5000),
    "what would 10k clicks bring on VPN Native DACH": asks(kind="simulate", limit=10000),
    "why are there no conversions on BrightRoof": asks(kind="missing"),
    "conversions are missing": asks(kind="missing"),
    "my postbacks don't arrive": asks(kind="missing"),
    "where are my conversions": asks(kind="missing"),
    "what should I cut": asks(kind="cut"),
    "widgets to cut": asks(kind="cut", by=("field:widget",)),
    "which Outbrain sections should I pause": asks(kind="cut", by=("field:section",)),
    "where am I losing money": asks(kind="cut"),
    "what can I scale": asks(kind="scale"),
    "what should I kill and what should I scale this week": asks(kind="cut", subject="scale", period="this week"),
    "what should I cut and scale": asks(kind="cut", subject="scale"),
    "no postbacks from NutraHub, whats wrong?": asks(kind="missing"),
    "does the celebrity lander beat the story, or is that luck": asks(kind="variants"),
    "apply the suggested weights in Keto Facebook US": asks(kind="reweight"),
    "apply that weighting": asks(kind="reweight"),
    "what happens if I send 70% to Keto Story": asks(
        kind="what if", subject="what happens if I send 70% to Keto Story"
    ),
    "which countries should I scale": asks(kind="scale", by=(COUNTRY,)),
    "give me the daily report": asks(kind="daily"),
    "morning report please": asks(kind="daily"),
    "reweight it": asks(kind="reweight", about_it=False),
    "can you please rebalance the split by the results": asks(kind="reweight"),
    "ok now optimize the weights": asks(kind="reweight"),
    "in VPN Native DACH, give the winner more": asks(kind="reweight"),
    "what if we rebalance by the results?": asks(kind="what if", subject="what if we rebalance by the results?"),
    "give the winner more": asks(kind="reweight"),
    "shift traffic to the winning lander": asks(kind="reweight"),
    "show the last 10 conversions": asks(kind="events", subject="conversion", limit=10),
    "list the last 20 clicks from Outbrain today": asks(
        kind="events", subject="entrance", limit=20, period="today"
    ),
    "look up hit 01m7yv5k1edcqhn6cr3c51b1mh": asks(kind="hit", subject="01m7yv5k1edcqhn6cr3c51b1mh"),
    "what did visitor 3aB9xQWERTYuiopASDFghjklZX1 do": asks(
        kind="visitor", subject="3aB9xQWERTYuiopASDFghjklZX1"
    ),
    "what can I report by": asks(kind="fields"),
}  # fmt: skip

NO_ORDERS = [
    "explain how you would optimize the split",
    "why did you rebalance",
    "should I apply the suggested weights",
    "what happens if I apply that weighting?",
    "why did you rebalance the split by the results?",
    "how do I optimize the funnel",
    "should we rebalance?",
    "do not rebalance the split",
    "never give the winner more",
    "if it is significant, reweight it",
]
"""Of weights."""

NO_QUESTIONS = [
    "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra",
    "facebook traffic to keto story, which leads to ketoburn us, group nutra",
    "visitors with FoxVPN DE, in group Utilities",
    "split visitors 50/50 between Keto Story and Keto Celebrity Article",
    "send US visitors to VPN Listicle US, everyone else to https://elsewhere.example.net",
    "make it 80/20",
    "give Keto Story 70%",
    "cut FoxVPN DE",
    "drop the second lander",
    "add VPN Story FR at 20%",
    "replace KetoBurn US by SlimGummies",
    "clone it for Canada with KetoBurn CA",
    "rename it to Profit by country",
    "show me VPN Native DACH",
    "which offers do I have",
    "how many landers do I have",
    "what is wrong with VPN Native DACH",
    "send 70% to Keto Celebrity Article",
    "use Keto Story instead",
    "what changed in VPN Native DACH since Monday?",
    "give me the links",
    "new offer 'Low Cost VPN' at https://a.example.net paying $12 from network AdNet",
    "stop Germany and Austria in all funnels of group Utilities",
    "undo",
    "yes",
    "2",
    "help",
    "thanks",
    "what's the weather in Berlin",
]


@pytest.mark.parametrize(("text", "wanted"), (RESULTS | OTHERS).items())
def test_a_question_is_read_as_a_whole(understood: Any, text: str, wanted: Inquiry) -> None:
    found = understood(text)
    assert found is not None
    assert found.left == ()
    assert found.inquiry == wanted


@pytest.mark.parametrize("text", NO_QUESTIONS)
@pytest.mark.parametrize("goes_on", [False, True])
def test_other_requests_are_no_questions_about_results(
    understood: Any, booked: Any, text: str, goes_on: bool
) -> None:
    assert understood(text, goes_on=goes_on) is None
    assert booked(text) is None


@pytest.mark.parametrize("text", NO_ORDERS)
@pytest.mark.parametrize("goes_on", [False, True])
def test_only_an_order_changes_weights(understood: Any, text: str, goes_on: bool) -> None:
    found = understood(text, goes_on=goes_on)
    assert found is None or found.inquiry.kind != "reweight"


def test_what_if_keeps_its_words_and_an_edit_stays_an_edit(understood: Any) -> None:
    assert understood("what if we make it 80/20").inquiry == asks(kind="what if", subject="what if we make it 80/20")
    assert understood("make it 80/20") is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("how did Outbrian do yesterday", [("Outbrian", "", False)]),
        ("profit of VPN Nativ DACH last week", [("VPN Nativ DACH", "", False)]),
        ("conversions without Outbrain last week", [("Outbrain", "", True)]),
        ("which keto lander wins", [("keto", LANDER, False)]),
        ("revenue of the funnel Keto Facebook US yesterday", [("Keto Facebook US", FUNNEL, False)]),
        ("ROI for Germany and Austria by offer", [("Germany", "", False), ("Austria", "", False)]),
    ],
)
def test_names_are_taken_with_what_stands_beside_them(
    understood: Any, text: str, names: list[tuple[str, str, bool]]
) -> None:
    found = understood(text)
    assert [(one.token.text, one.kind, one.without) for one in found.names] == names
    assert found.left == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("and on mobile?", asks()),
        ("by country instead", asks(by=(COUNTRY,))),
        ("same for last week", asks(period="last week")),
        ("only Outbrain", asks()),
        ("and by device?", asks(by=(DEVICE,))),
        ("last month", asks(period="last month")),
        ("and on weekends?", asks(filters=(WEEKEND,), read=(READ_WEEKEND,))),
        ("what about the landers", asks(by=(LANDER,))),
    ],
)
def test_a_part_of_a_question_goes_on_with_the_last(understood: Any, text: str, said: Inquiry) -> None:
    found = understood(text, goes_on=True)
    assert found.follows
    assert found.inquiry == said
    assert understood(text) is None


def test_a_span_that_is_half_understood_is_no_single_day(understood: Any) -> None:
    found = understood("what was the profit by source until Nov 10")
    assert found is None or "nov" in found.left


def test_two_spans_are_two_questions(understood: Any) -> None:
    found = understood("profit on Nov 5 and Nov 10")
    assert (found.inquiry.period, found.more, found.left) == ("nov 5", ("nov 10",), ())


def test_strange_words_in_a_question_are_kept_to_be_named(understood: Any) -> None:
    assert understood("what was the revenue of Blubber yesterday by country").left == ("blubber",)


METRICS = {
    "revenue": "revenue",
    "ROI": "returnOnInvestment",
    "EPC": "revenuePerVisit",
    "cost": "cost",
    "P/L": "profitAndLoss",
}
ATTRIBUTES = {
    "country": COUNTRY, "funnel": FUNNEL, "lander": LANDER, "traffic source": SOURCE, "browser": "Device: Browser",
    "isp": "Connection: ISP", "hour": "Time: Hour of Day", "campaign": "Tracking: Campaign",
}  # fmt: skip
PERIODS = {
    "yesterday": "yesterday", "last week": "last week", "this month": "this month", "on friday": "friday",
    "the last 30 days": "last 30 days", "in the last three days": "last 3 days",
}  # fmt: skip
SHAPES = (
    "{m} by {a} {p}",
    "show me {m} per {a} {p}",
    "{p} {m} by {a}",
    "what was the {m} by {a} {p}?",
    "please give me the {m} for each {a} {p}",
)


@settings(deadline=None)  # the first phrases are compiled
@given(
    st.sampled_from(sorted(METRICS)),
    st.sampled_from(sorted(ATTRIBUTES)),
    st.sampled_from(sorted(PERIODS)),
    st.sampled_from(SHAPES),
)
def test_any_number_by_any_attribute_and_period(metric: str, attribute: str, period: str, shape: str) -> None:
    text = shape.format(m=metric, a=attribute, p=period)
    found = inquiry_of(text, recognise(text, []))
    assert found is not None
    assert found.left == ()
    assert found.inquiry == asks(by=(ATTRIBUTES[attribute],), metrics=(METRICS[metric],), period=PERIODS[period])


TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
INQUIRIES = st.builds(
    Inquiry,
    by=st.lists(TEXTS, max_size=3).map(tuple),
    metrics=st.lists(TEXTS, max_size=3).map(tuple),
    filters=st.lists(
        st.builds(Filter, TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=3).map(tuple), st.booleans()), max_size=2
    ).map(tuple),
    sort=TEXTS,
    limit=st.integers(0, 500),
    subject=TEXTS,
    read=st.lists(TEXTS, max_size=2).map(tuple),
)


@given(INQUIRIES)
def test_a_question_kept_in_a_conversation_comes_back_the_same(inquiry: Inquiry) -> None:
    assert Inquiry.from_block(inquiry.block()) == inquiry


@settings(deadline=None)  # the first phrases are compiled
@given(st.text(max_size=200))
def test_any_text_at_all_is_read_or_left_alone(text: str) -> None:
    inquiry_of(text, recognise(text, []))
