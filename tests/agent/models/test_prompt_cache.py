"""What a talk of ten turns sends: read from the cache, growing by what is new alone, and without a secret."""

import json
import sys
from itertools import count, pairwise

import anyio
import pytest
from at_the_claude_desk import last_answer, talking_over
from mcp_desk import copied
from messages_api import KEY, saying, serving, use
from prompt_cache import MOST_BREAK_POINTS, PromptCache
from pydantic import SecretStr

from agent.events import ToolFinished
from agent.models.claude import Claude
from agent.redaction import Redaction

TURNS = (
    "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra, call it Keto One",
    "make it 80/20 with KetoBurn CA",
    "show me the funnel",
    "no, 70/30",
    "what are its links?",
    "how did Keto Facebook US do yesterday?",
    "is anything wrong with it?",
    "what would happen to 1,000 visitors?",
    "which plans did we make?",
    "thanks, that is all for today",
)


def blueprint():
    steps = {"story": {"lander": "Keto Story", "on": {"1": "offer"}}, "offer": {"offer": "KetoBurn US"}}
    return {"funnel": "Keto One", "group": "Nutra", "sources": ["Facebook"], "start": "story", "steps": steps}


def weighted(first, second):
    pages = [{"page": "KetoBurn US", "weight": first}, {"page": "KetoBurn CA", "weight": second}]
    return [{"op": "set_step", "key": "offer", "step": {"offers": pages}}]


def script():
    ids = count()

    def calls(tool, **arguments):
        return saying(use(f"toolu_{next(ids):02}", tool, **arguments))

    def apply(request):
        plan = last_answer(request)
        return calls("apply_plan", plan_id=plan["plan_id"], fingerprint=plan["fingerprint"])

    def planned(*first):
        return [*first, apply, saying("Done.")]

    edits = [calls("plan_edit", funnel="Keto One", operations=weighted(*parts)) for parts in ((80, 20), (70, 30))]
    return [
        *planned(calls("find_assets", mentioned_in=TURNS[0]), calls("plan_funnel", blueprint=blueprint())),
        *planned(edits[0]),
        *[calls("get_funnel", funnel="Keto One"), saying("Here it is.")],
        *planned(edits[1]),
        *[calls("get_links", funnel="Keto One"), saying("These are the links.")],
        *[calls("report", by=["funnel"], period="yesterday"), saying("No traffic.")],
        *[calls("check_funnel", funnel="Keto Facebook US"), saying("Nothing is wrong.")],
        *[calls("simulate_funnel", funnel="Keto One"), saying("They all arrive.")],
        *[calls("list_plans"), saying("Three plans.")],
        saying("Good night."),
    ]


@pytest.fixture(scope="module")
def talked(demo_template, tmp_path_factory):
    """The Messages API after the whole talk."""
    home = copied(demo_template, tmp_path_factory.mktemp("talk") / "home")
    with serving(script()) as api:
        api.cache = PromptCache()
        anyio.run(talk, api, home)
    assert api.script == []
    return api


async def talk(api, home):
    model = Claude("claude-sonnet-5-5", api_key=SecretStr(KEY), base_url=api.url)
    async with talking_over(home, model, redaction=Redaction([SecretStr(KEY)])) as talking:
        for text in TURNS:
            await talking.says(f"{text}. My key is {KEY}" if text is TURNS[0] else text)
    await model.aclose()
    assert talking.failures == []
    results = [event.result for event in talking.events if isinstance(event, ToolFinished)]
    assert [result.text for result in results if result.failed] == []


def told(line):
    """For `pytest -s`."""
    sys.stdout.write(f"{line}\n")


def test_most_of_what_is_sent_is_read_from_the_cache(talked):
    read = sum(usage["cache_read_input_tokens"] for usage in talked.usages)
    made = sum(usage["cache_creation_input_tokens"] for usage in talked.usages)
    rest = sum(usage["input_tokens"] for usage in talked.usages)
    share = read / (read + made + rest)
    told(f"{share:.1%} of {read + made + rest} tokens read from the cache, in {len(talked.requests)} requests")
    assert share > 0.9
    assert rest == 0
    assert all(usage["cache_read_input_tokens"] > 0 for usage in talked.usages[1:])


def test_every_request_begins_with_the_bytes_of_the_one_before(talked):
    for earlier, later in pairwise(map(bare, talked.requests)):
        assert later["tools"] == earlier["tools"]
        assert later["system"] == earlier["system"]
        assert json.dumps(later["messages"]).startswith(json.dumps(earlier["messages"])[:-1])
    assert all(json.dumps(one).count('"cache_control"') <= MOST_BREAK_POINTS for one in talked.requests)


def test_requests_grow_by_what_is_new_and_no_more(talked):
    """The size is the first request's, and what tools answered and models said since, each once."""
    grown = [later - earlier for earlier, later in pairwise(talked.sizes)]
    told(f"{talked.sizes[0]} to {talked.sizes[-1]} bytes, at most {max(grown)} between two requests")
    assert max(grown) < 6_000
    assert talked.sizes[-1] < talked.sizes[0] + 30_000


def test_no_request_holds_the_key(talked):
    assert KEY not in json.dumps(talked.requests)
    assert all(KEY in json.dumps(headers) for headers in talked.headers)


def bare(request):
    return json.loads(json.dumps(request).replace(', "cache_control": {"type": "ephemeral"}', ""))
