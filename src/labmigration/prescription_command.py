"""``labmigration prescription replay``: what the tool proposed, computed again."""

import argparse
from collections.abc import Callable
from importlib import import_module

#: sub-command → (module:function, help). A function takes the remaining arguments and returns an exit code.
COMMANDS = {
    "replay": ("labmigration.pathway.prescription.command:main", "recalcule une proposition gardée, ou toutes"),
}


def main(argv: list[str]) -> int:
    """Run one sub-command; returns its exit code."""
    lines = "\n".join(f"  {name:<10} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="labmigration prescription",
        description="Les parcours de formation proposés par l’outil",
        epilog=f"actions :\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("action", choices=list(COMMANDS), metavar="action")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    module, _, function = COMMANDS[options.action][0].partition(":")
    run: Callable[[list[str]], int] = getattr(import_module(module), function)
    return run(options.arguments)
