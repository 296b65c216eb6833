from pathlib import Path


def policies(home: Path, text: str = "") -> None:
    """Put the policies of a folder in force; without text, none."""
    home.joinpath("policies.toml").write_text(text, encoding="utf-8")
