"""Somebody else changes the account between a plan and its yes, as a person at a terminal sees it."""

import json

import pytest

from agent.models.base import Call, Reply

APPLY_MERGED = Call("c-merged", "apply_plan", {"plan_id": "p2", "fingerprint": "f2"})


@pytest.fixture
def building(scripted, plan_call, apply_call):
    steps = (Reply("", (plan_call,)), Reply("", (apply_call,)), Reply("", (APPLY_MERGED,)), Reply("It is live."))
    return scripted(*steps)


def test_a_saved_plan_goes_on_with_the_merged_one_after_a_second_yes(run, account):
    account.merges = {"p1": "p2"}
    ran = run("apply", "p1", given="yes\nyes\nVPN Native\n")
    assert (ran.code, account.applied) == (0, ["p2"])
    assert "Others changed the account. Nothing was written." in ran.out
    row = next(line for line in ran.out.splitlines() if "offerParams.payout" in line)
    assert row.split() == ["page", "Shield", "offerParams.payout", "9", "20"]
    assert "Apply p2?" in ran.err
    assert account.approvals[0].name == "VPN Native"


def test_a_no_to_the_merged_plan_is_a_no(run, account):
    account.merges = {"p1": "p2"}
    ran = run("apply", "p1", given="yes\nno\n")
    assert (ran.code, account.applied) == (4, [])


def test_a_yes_given_beforehand_is_not_for_the_merged_plan(run, account):
    account.merges = {"p1": "p2"}
    ran = run("apply", "p1", "--yes", "--confirm", "VPN Native")
    assert (ran.code, account.applied, account.actions) == (6, [], ["accept", "cancel"])
    assert "--yes is not for a plan that was made because of that" in ran.err
    assert "The merged plan is not written. Apply it with: funnelwright apply p2" in ran.err


def test_nor_in_a_conversation(run, building, account):
    account.merges = {"p1": "p2"}
    ran = run("--yes", "--confirm", "VPN Native", "build it", model=building)
    assert (ran.code, account.applied, account.actions) == (6, [], ["accept", "cancel"])
    assert "Apply it with: funnelwright apply p2" in ran.err


def test_in_a_conversation_the_person_is_asked_again(run, building, account):
    account.merges = {"p1": "p2"}
    ran = run("build it", model=building, given="yes\nyes\nVPN Native\n")
    assert (ran.code, account.applied) == (0, ["p2"])
    assert ran.out.endswith("It is live.\n")


def test_where_nobody_answers_the_second_question_scripts_learn_how_to_go_on(run, building, account):
    account.merges = {"p1": "p2"}
    ran = run("--json", "build it", model=building, given="yes\n")
    document = json.loads(ran.out)
    assert (ran.code, document["status"], document["exit"]) == (6, "stale", 6)
    assert document["applied"]["merged"]["plan_id"] == "p2"
    assert document["error"]["hint"] == "funnelwright apply p2"
    assert account.applied == []


def test_what_both_changed_is_shown_side_by_side_with_the_way_on(run, account):
    account.merges = {"p1": ""}
    ran = run("apply", "p1", "--yes")
    assert (ran.code, account.applied, account.actions) == (6, [], ["accept"])
    row = next(line for line in ran.out.splitlines() if "offerParams.payout" in line)
    assert row.split() == ["page", "Shield", "offerParams.payout", "9", "20", "12"]
    assert ran.out.endswith("The way on.\n")
    assert "Apply it with" not in ran.err
