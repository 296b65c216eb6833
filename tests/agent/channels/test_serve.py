import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from policies import policies

ROOT = Path(__file__).parents[3]
PROGRAM = "import sys\nfrom agent.channels.terminal import main\nsys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("given", ["", "a-token-of-my-own-123"])
def test_the_embedded_tracker_is_served_to_who_has_the_token_until_it_is_interrupted(tmp_path, given):
    environment = os.environ | {"FUNNELWRIGHT_HOME": str(tmp_path), "FUNNELWRIGHT_HTTP_TOKEN": given}
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as program:
        url = program.stdout.readline().split()[-1]
        token = given or program.stdout.readline().split()[-1]
        links = program.stdout.readline()
        try:
            without = httpx.get(f"{url}/v1/offersource/list/?status=active")
            listed = httpx.get(
                f"{url}/v1/offersource/list/?status=active", headers={"Authorization": f"Bearer {token}"}
            )
        finally:
            program.send_signal(signal.SIGINT)
        rest, _ = program.communicate(timeout=20)
    port = url.rpartition(":")[2]
    assert links == f"Links are for localhost:8650: with FUNNELWRIGHT_DOMAIN=localhost:{port} set, they lead here.\n"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", url)
    assert (without.status_code, listed.status_code) == (401, 200)
    assert token not in rest
    assert program.returncode in (0, 130)


def test_a_policy_that_is_put_in_force_holds_for_the_tracker_that_is_served_already(tmp_path):
    environment = os.environ | {"FUNNELWRIGHT_HOME": str(tmp_path)}
    command = [sys.executable, "-c", PROGRAM, "serve", "--port", "0", "--no-token"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment) as program:
        url = program.stdout.readline().split()[-1]
        tag = {"idTag": "3a0HFXE00001", "tagName": "Buyer"}
        answers = []
        try:
            for policy in ("read_only = true", "read_onyl = true", ""):
                policies(tmp_path, policy)
                answers.append(httpx.post(f"{url}/v1/visitortag/save/", json=tag))
        finally:
            program.send_signal(signal.SIGINT)
        program.communicate(timeout=20)
    assert [one.status_code for one in answers] == [403, 403, 200]
    assert answers[0].json()["message"].startswith("Everything is read-only here")
    assert "there is no policy 'read_onyl'" in answers[1].json()["message"]
