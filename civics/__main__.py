"""`python -m civics METHOD …`: every method on the command line.

Exit status: 0, or 1 if a check failed, or 2 for input that cannot be read or answered.
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from civics.errors import InputError

# Each module has `add_parser(subparsers)`, which sets `run`, a function from the parsed arguments
# to the exit status, and `MESSAGES`, the English of the codes its method refuses with. Only the
# chosen one is imported.
COMMANDS = (
    ("ballot", "civics.ballots.command"),
    ("bridge", "civics.bridging.command"),
    ("duplicates", "civics.language.command"),
    ("influence", "civics.influence.command"),
    ("opinion", "civics.opinion.command"),
    ("sortition", "civics.sortition.command"),
    ("tally", "civics.voting.command"),
    ("verify", "civics.transparency.command"),
)

BAD_INPUT = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="civics", description="The mathematics of Folkmoot.")
    subparsers = parser.add_subparsers(required=True, metavar="METHOD")
    chosen = dict(COMMANDS).get(words[0]) if words else None
    messages: dict[str, str] = {}
    for module in [chosen] if chosen else dict(COMMANDS).values():
        command = import_module(module)
        command.add_parser(subparsers)
        messages |= command.MESSAGES
    chosen_arguments = parser.parse_args(words)
    try:
        status: int = chosen_arguments.run(chosen_arguments)
    except InputError as error:
        sys.stderr.write(f"civics: {in_english(error, messages)}\n")
        return BAD_INPUT
    except BrokenPipeError:
        return 0  # the reader, `head` for one, has had enough
    return status


def in_english(error: InputError, messages: dict[str, str]) -> str:
    """The sentence for an error's code, or the code and its parameters as they are."""
    try:
        return messages[error.code].format_map(error.params)
    except KeyError:
        return str(error)


if __name__ == "__main__":
    sys.exit(main())
