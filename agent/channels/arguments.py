"""The command line."""

import argparse
import textwrap
from collections.abc import Sequence

from .commands import COMMANDS
from .commands.command import add_consent, add_json

_EXAMPLES = """\
examples:
  funnelwright                                      talk
  funnelwright "Facebook to Keto Story, then KetoBurn US, in group Nutra"
  funnelwright --continue "make it 80/20"           go on with the last conversation
  funnelwright --yes --json -c "undo that"          for scripts
  printf 'split A 70 / B 30\\nyes\\n' | funnelwright  each line is a turn; yes or no answers a question
  funnelwright links "VPN Native DACH"
  funnelwright report --by country --period yesterday --having "P/L < 0"
  funnelwright serve --port 8650                    the embedded tracker over HTTP

commands:
{commands}
  each has its own --help

exit codes:
  0 answered, or applied and verified     1 a mistake of ours
  2 not understood                        3 a question is open; nothing written
  4 declined                              5 the plan has errors
  6 tracker or model unavailable or refusing, not verified, or others came in between
  130 interrupted

environment:
  ANTHROPIC_API_KEY and ANTHROPIC_BASE_URL for Claude, FUNNELWRIGHT_MODEL, FUNNELWRIGHT_PRICE,
  FUNNELWRIGHT_MAX_STEPS, FUNNELWRIGHT_MAX_TOKENS, FUNNELWRIGHT_MAX_COST, FUNNELWRIGHT_MAX_INPUT_TOKENS;
  FUNNELWRIGHT_HOME, FUNNELWRIGHT_API_TOKEN … for the tracker
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """What was asked for; `command` is always set. Leaves with code 2 where it makes no sense."""
    if arguments and arguments[0] in {one.name for one in COMMANDS}:
        return _commands().parse_args(arguments)
    words = arguments[1:] if arguments and arguments[0] == "chat" else arguments
    parser = _chat()
    options = parser.parse_args(words)
    options.command = "chat"
    said = bool(options.text)
    options.text = " ".join(options.text).strip()
    if said and not options.text:
        parser.error("the text is empty: say what you want, or nothing at all for a conversation")
    return options


def _chat() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="funnelwright",
        description="Describe a funnel in plain words; see the plan, say yes, get the links.",
        epilog=_EXAMPLES.replace("{commands}", _listed()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="*", help="what you want; without it, a conversation begins")
    parser.add_argument(
        "-c", "--continue", dest="latest", action="store_true", help="go on with the last conversation"
    )
    parser.add_argument("--conversation", metavar="ID", help="go on with this one")
    parser.add_argument("--model", default="", help="offline, claude, or the id of a model")
    parser.add_argument("--version", action="store_true", help="print the version and leave")
    add_consent(parser)
    add_json(parser)
    return parser


def _listed() -> str:
    names = ", ".join(["chat (default)", *(one.name for one in COMMANDS)])
    return textwrap.fill(f"{names};", 100, initial_indent="  ", subsequent_indent="  ")


def _commands() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="funnelwright")
    commands = parser.add_subparsers(dest="command", required=True)
    for one in COMMANDS:
        one.add(commands.add_parser(one.name, help=one.help))
    return parser
