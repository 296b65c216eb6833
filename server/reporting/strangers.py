"""What visitors and other people wrote, as it may stand in an answer or a picture."""

from funnels.pictures.clean import clean, harmless

MOST = 120


def said(text: object, most: int = MOST) -> str:
    """One line of bounded length, without controls, terminal escapes, turned directions or links of Markdown."""
    return clean(str(text), most=most).replace("](", "] (")


def quoted(name: str) -> str:
    """A name within a sentence of ours, in quotes."""
    return repr(harmless(name))
