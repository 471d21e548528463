"""``labmigration positioning simulate | check | answers | calibrate | publish``: the engine, the care of the bank."""

import argparse
from collections.abc import Callable
from importlib import import_module

#: sub-command → (module:function, help). A function takes the remaining arguments and returns an exit code.
COMMANDS = {
    "simulate": ("labmigration.positioning_simulation:main", "fait répondre des personnes inventées, de niveau connu"),
    "check": ("labmigration.positioning_bank_care:check_bank", "dit ce qui manque ou ne va pas dans la banque"),
    "answers": ("labmigration.pathway.positioning.sittings.command:main", "écrit les réponses données, sans les noms"),
    "calibrate": ("labmigration.positioning_bank_care:calibrate_bank", "apprend les difficultés des réponses"),
    "publish": ("labmigration.positioning_bank_care:publish_bank", "publie une calibration, ou la banque telle quelle"),
}


def main(argv: list[str]) -> int:
    """Run one sub-command; returns its exit code."""
    lines = "\n".join(f"  {name:<10} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="labmigration positioning",
        description="L’outil de positionnement",
        epilog=f"actions :\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("action", choices=list(COMMANDS), metavar="action")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    module, _, function = COMMANDS[options.action][0].partition(":")
    run: Callable[[list[str]], int] = getattr(import_module(module), function)
    return run(options.arguments)
