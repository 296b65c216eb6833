"""One spelling for what keyboards and chat programs spell in many ways."""

import re
import unicodedata

_SAME = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "″": '"', "‟": '"',
        "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
        "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "‒": "-",
        "→": " -> ", "⇒": " -> ", "➔": " -> ", "➜": " -> ", "⟶": " -> ", "►": " -> ", "▶": " -> ",
        "…": "...", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "\r": "\n", "，": ",", "；": ";", "％": "%",
        "½": " 50% ", "×": "x",
    }
)  # fmt: skip


def normalise(text: str) -> str:
    """Straight quotes, plain dashes and arrows, single spaces; nothing that carries meaning is lost."""
    plain = unicodedata.normalize("NFC", text).translate(_SAME)
    visible = "".join(char for char in plain if char == "\n" or unicodedata.category(char)[0] != "C")
    return re.sub(r" *\n\s*", "\n", re.sub(r" +", " ", visible)).strip()
