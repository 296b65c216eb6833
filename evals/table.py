"""The score as a table: for a terminal, and as Markdown for the documents."""

from collections.abc import Callable, Mapping, Sequence

from rich.table import Table

from .load import Half
from .score import Score, by_kind, by_style, score
from .trial import Trial

_TITLES: Mapping[Half, str] = {"open": "open half", "held_out": "held-out half"}

Row = tuple[str, Score]


def rows(trials: Sequence[Trial]) -> tuple[list[Row], list[Row], Score]:
    """Kinds, styles, and all."""
    return list(by_kind(trials).items()), sorted(by_style(trials).items()), score(trials)


def terminal_table(half: Half, trials: Sequence[Trial]) -> Table:
    table = Table(title=_TITLES[half], title_justify="left")
    columns = _COLUMNS + (_FOR_MODELS if any(trial.usage.input_tokens for trial in trials) else ())
    for name in ("", *(name for name, _ in columns)):
        table.add_column(name, justify="right" if name else "left")
    kinds, styles, whole = rows(trials)
    for group in (kinds, styles, [("all", whole)]):
        for name, one in group:
            table.add_row(name.replace("_", " "), *(cell(one) for _, cell in columns))
        table.add_section()
    return table


def markdown_table(halves: Mapping[Half, Sequence[Trial]]) -> str:
    """Only what is the same on every machine: no times."""
    lines = [
        "| kind | half | cases | passed | rate | 95 % interval | wrong writes | calls |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for half, trials in halves.items():
        kinds, styles, whole = rows(trials)
        title = _TITLES[half].removesuffix(" half")
        lines += [_markdown_row(name, title, one) for name, one in (*kinds, *styles)]
        lines.append(_markdown_row("**all**", title, whole))
    return "\n".join(lines)


def _markdown_row(name: str, half: str, one: Score) -> str:
    cells = (_cases(one), _passed(one), _rate(one), _interval(one), _wrong(one), _calls(one))
    return f"| {name.replace('_', ' ')} | {half} | {' | '.join(cells)} |"


def _cases(one: Score) -> str:
    return str(one.cases)


def _passed(one: Score) -> str:
    return str(one.passed)


def _rate(one: Score) -> str:
    return f"{one.pass_rate:.0%}"


def _interval(one: Score) -> str:
    low, high = one.interval
    return f"{low:.0%}-{high:.0%}"


def _wrong(one: Score) -> str:
    return str(one.wrong_writes)


def _calls(one: Score) -> str:
    return f"{one.calls:.1f}"


def _thinking(one: Score) -> str:
    return f"{one.thinking[0] * 1000:.0f} / {one.thinking[1] * 1000:.0f}"


def _tokens(one: Score) -> str:
    used = one.usage
    return f"{used.input_tokens + used.cache_read_tokens + used.cache_written_tokens:,}"


def _cached(one: Score) -> str:
    used = one.usage
    whole = used.input_tokens + used.cache_read_tokens + used.cache_written_tokens
    return f"{used.cache_read_tokens / whole:.0%}" if whole else "-"


def _output(one: Score) -> str:
    return f"{one.usage.output_tokens:,}"


def _cost(one: Score) -> str:
    return "-" if one.cost is None else f"${one.cost:.3f}"


def _all_k(one: Score) -> str:
    return f"{one.all_k:.0%}"


_COLUMNS: tuple[tuple[str, Callable[[Score], str]], ...] = (
    ("cases", _cases),
    ("passed", _passed),
    ("rate", _rate),
    ("95 %", _interval),
    ("wrong writes", _wrong),
    ("calls", _calls),
    ("ms a turn (median / 95 %)", _thinking),
)
_FOR_MODELS: tuple[tuple[str, Callable[[Score], str]], ...] = (
    ("pass^k", _all_k),
    ("tokens in", _tokens),
    ("cached", _cached),
    ("tokens out", _output),
    ("cost", _cost),
)
