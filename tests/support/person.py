"""The product as a person has it: the command, and the embedded tracker on a port, read with an HTTP client."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

BIN = Path(sys.executable).parent
SECONDS = 60


def environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FUNNELWRIGHT_", "ANTHROPIC_"))}
    return {**kept, "FUNNELWRIGHT_HOME": str(home), "NO_COLOR": "1"}


@dataclass
class Person:
    """Says things at a command line, and looks at the account over HTTP."""

    home: Path
    url: str = ""
    token: str = ""

    def says(self, text: str, *options: str) -> dict[str, Any]:
        """One turn; the JSON the command answers, its exit code in `exit`."""
        command = [str(BIN / "funnelwright"), "--json", *options, text]
        run = subprocess.run(command, env=environment(self.home), capture_output=True, text=True, timeout=SECONDS)
        assert run.stdout, run.stderr
        answer: dict[str, Any] = json.loads(run.stdout)
        assert answer["exit"] == run.returncode, answer
        return answer

    def does(self, text: str, *options: str) -> dict[str, Any]:
        """One turn that must end in an applied and verified plan; answers the funnel document as HTTP gives it."""
        answer = self.says(text, "--yes", *options)
        assert answer["status"] == "applied", answer["reply"]
        assert answer["applied"]["verified"]
        return self.funnel(answer["plan"]["funnel"]["id"])

    def get(self, path: str, **query: str) -> Any:
        with httpx.Client(base_url=self.url, headers={"Authorization": self.token}) as client:
            answer = client.get(f"/v1{path}", params=query)
        answer.raise_for_status()
        return answer.json()

    def funnel(self, id: str) -> dict[str, Any]:
        found: dict[str, Any] = self.get("/funnel/find/byId/", idFunnel=id)
        return found

    def named(self, name: str) -> dict[str, Any]:
        """The active funnel of this name."""
        (row,) = (row for row in self.rows("funnel") if row["funnelName"] == name)
        return self.funnel(row["idFunnel"])

    def names(self, family: str) -> list[str]:
        return sorted(next(value for key, value in row.items() if key.endswith("Name")) for row in self.rows(family))

    def rows(self, family: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get(f"/{family}/list/", status="active")
        return found
