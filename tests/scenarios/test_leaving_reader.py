"""A reader that leaves early, as `| head` does, ends nothing but the output."""

import subprocess

from person import BIN, SECONDS, Person, environment


def test_what_was_asked_for_is_finished_when_the_reader_leaves(person: Person) -> None:
    process = subprocess.Popen(
        [
            str(BIN / "funnelwright"),
            "--yes",
            "Facebook traffic to Keto Story, then KetoBurn US, in group Nutra, call it Unread",
        ],
        env=environment(person.home),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.close()

    assert process.wait(SECONDS) == 0
    assert "Unread" in person.names("funnel")
