"""``labmigration demo``: fills the database with the labelled pilot."""

import argparse
import os


def main(argv: list[str]) -> int:
    """Play the pilot unless it is there already."""
    argparse.ArgumentParser(prog="labmigration demo").parse_args(argv)
    os.environ["LABMIGRATION_DEMO"] = "1"
    import django

    django.setup()
    from labmigration.demo.pilot import play_if_missing

    play_if_missing()
    return 0
