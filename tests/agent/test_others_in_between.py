"""The whole way offline: words, a plan, somebody else in between, the merged plan, its own yes."""

from contextlib import aclosing, asynccontextmanager

from agent.compose import Surroundings, open_session
from agent.events import Answer, Applied, PlanShown, Question, Said
from agent.settings import Settings
from funnels.assets import Funnel, PageGroup
from server.settings import Settings as ServerSettings
from server.workspace import open_workspace

BUILD = "Facebook to Keto Story, then KetoBurn US 60 and SlimGummies 40, in group Nutra, name it Keto FB"


async def turn(session, text, *answers):
    """What happens; each question is answered by the next of the answers, which are functions."""
    answers, seen = list(answers), []
    async with aclosing(session.say(text)) as running:
        async for event in running:
            seen.append(event)
            if isinstance(event, Question) and event.kind == "approval":
                session.answer(await answers.pop(0)())
    assert not answers
    return seen


async def yes():
    return Answer(yes=True)


async def no():
    return Answer(yes=False)


def outcomes(seen):
    return [one.outcome for one in seen if isinstance(one, Applied)]


def funnel_in(seen):
    return next(one.plan["funnel"]["id"] for one in seen if isinstance(one, PlanShown))


async def offers(they, funnel):
    """The page group behind the step of the offers."""
    nodes = (await they.tracker.get(Funnel, funnel)).nodes
    ids = [one.node_page_group_params.id_page_group for one in nodes if one.node_page_group_params]
    return next(one for one in await they.tracker.get_many(PageGroup, ids) if one.page_type == "offer")


@asynccontextmanager
async def talking(home):
    """A conversation about the demo account, and somebody else at the same account."""
    settings = ServerSettings(home=home, demo=True)
    async with (
        open_session(Surroundings(settings, Settings(), "offline")) as session,
        open_workspace(settings) as they,
    ):
        yield session, they


async def test_the_planner_goes_on_with_the_merged_plan_and_the_person_is_asked_again(tmp_path):
    async with talking(tmp_path) as (session, they):
        funnel = funnel_in(await turn(session, BUILD, yes))

        async def after_others():
            group = await offers(they, funnel)
            await they.tracker.replace(group.changed(name="theirs"))
            return Answer(yes=True)

        seen = await turn(session, "make it 80/20", after_others, no)
        stale, declined = outcomes(seen)
        assert (stale["status"], declined["status"]) == ("stale", "declined")
        assert declined["plan_id"] == stale["merged"]["plan_id"]
        assert await shares(they, funnel) == ("theirs", [0.6, 0.4])

        (applied,) = outcomes(await turn(session, "yes", yes))
        assert (applied["status"], applied["plan_id"]) == ("applied", stale["merged"]["plan_id"])
        assert await shares(they, funnel) == ("theirs", [0.8, 0.2])

        (back,) = outcomes(await turn(session, "undo", yes))
        assert back["status"] == "applied"
        assert await shares(they, funnel) == ("theirs", [0.6, 0.4])


async def shares(they, funnel):
    group = await offers(they, funnel)
    return group.name, [one.weight for one in group.pages]


async def test_what_both_changed_is_told_in_the_planners_reply(tmp_path):
    async with talking(tmp_path) as (session, they):
        funnel = funnel_in(await turn(session, BUILD, yes))

        async def after_others():
            group = await offers(they, funnel)
            first, second = group.pages
            theirs = (first.changed(weight=0.5), second.changed(weight=0.5))
            await they.tracker.replace(group.changed(pages=theirs))
            return Answer(yes=True)

        seen = await turn(session, "make it 80/20", after_others)
        (stale,) = outcomes(seen)
        assert [(one["planned_on"], one["theirs"], one["ours"]) for one in stale["overlaps"]] == [
            ("60 %", "50 %", "80 %"),
            ("40 %", "50 %", "20 %"),
        ]
        assert (await shares(they, funnel))[1] == [0.5, 0.5]
        said = [one.text for one in seen if isinstance(one, Said)][-1]
        assert said == stale["message"]
