"""Names that nobody can see, or that are spelled in several ways, make an approval neither easier nor impossible."""

from collections.abc import AsyncIterator
from pathlib import Path
from unicodedata import normalize

import pytest
from at_the_desk import AtTheDesk, at_the_desk, quiet
from many_funnels import NUTRA, fill
from many_funnels import page as plain_page
from policies import policies

from funnels.assets import Page
from funnels.wire import Json
from server.errors import PlanError


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[AtTheDesk]:
    await fill(tmp_path)
    async with at_the_desk(tmp_path) as at:
        yield at


async def delete(at: AtTheDesk, name: str) -> Json:
    await at.make(Page.read({**plain_page("0PageOdd0000", "Odd", "lander").document(), "pageName": name}))
    return await at.changes({"do": "delete", "family": "page", "id": "0PageOdd0000"})


async def yes(at: AtTheDesk, plan: Json, typed: str) -> Json:
    return await at.desk.apply(plan["plan_id"], plan["fingerprint"], typed=typed, progress=quiet)


@pytest.mark.parametrize("name", [" ", "\u200b", "\u00a0", "\u2800"])
async def test_where_no_name_can_be_seen_the_id_of_the_plan_is_typed_back(at: AtTheDesk, name: str) -> None:
    plan = await delete(at, name)
    for typed in ("", name):
        with pytest.raises(PlanError, match="typed back"):
            await yes(at, plan, typed)
    assert (await yes(at, plan, plan["plan_id"]))["status"] == "applied"


@pytest.mark.parametrize(("name", "typed"), [(normalize("NFD", "Zürich"), "Zürich"), ("Two  spaces", "Two spaces")])
async def test_a_name_is_typed_as_it_is_read(at: AtTheDesk, name: str, typed: str) -> None:
    assert (await yes(at, await delete(at, name), typed))["status"] == "applied"


@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Anna\u200b"), ("Zoë", normalize("NFD", "Zoë")), ("Anna", "\uff21nna")]
)
async def test_one_person_is_not_two_by_another_spelling(at: AtTheDesk, tmp_path: Path, one: str, other: str) -> None:
    policies(tmp_path, "two_persons = true")
    plan = await at.changes({"do": "delete", "family": "page", "name": "Fox"})
    answers = [await at.apply(plan, person=person) for person in (one, other)]
    assert [answer["status"] for answer in answers] == ["approved", "approved"]


async def test_a_copy_gets_into_a_protected_group_by_no_field_either(at: AtTheDesk, tmp_path: Path) -> None:
    policies(tmp_path, 'protected_groups = ["Nutra"]')
    copy: Json = {"do": "duplicate", "family": "funnel", "name": "Twin", "as": "In", "parent": "Other"}
    refused = await at.desk.plan_changes([{**copy, "fields": {"idCampaign": NUTRA}}], request="")
    assert refused["status"] != "ready"
    assert (await at.desk.plan_changes([copy], request=""))["status"] == "ready"
