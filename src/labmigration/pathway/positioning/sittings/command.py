"""``labmigration positioning answers``: the scored answers without names, for the calibration of the bank.

Only of people who said yes to research.
"""

import argparse
import csv
import sys
from typing import NoReturn


class _Refused(Exception):
    """The command can't be done; the text is a plain sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Refused(f"{message}\n{self.format_usage().strip()}")


def main(argv: list[str]) -> int:
    """Write `session,item,score` lines, or say how many there are; returns 0, or 2 when it can't be done."""
    try:
        told = "Les réponses, sans les noms, de qui a dit oui à la recherche."
        parser = _Parser(prog="labmigration positioning answers", description=told)
        parser.add_argument("--csv", action="store_true", help="écrit session,item,score sur la sortie")
        return _tell(_answers(), as_csv=parser.parse_args(argv).csv)
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return 2


def _answers() -> list[tuple[str, str, int]]:
    import django

    django.setup()
    from django.db import DatabaseError

    from labmigration.access.actor import Actor
    from labmigration.pathway.positioning.sittings.queries import scores
    from labmigration.territories.models import Territory

    found: list[tuple[str, str, int]] = []
    try:
        for code in Territory.objects.order_by("code").values_list("code", flat=True):
            system = Actor.system(code)
            with system.at_work():
                found += scores(system)
    except DatabaseError as wrong:
        if "no such table" in str(wrong) or "does not exist" in str(wrong):
            raise _Refused("La base n’est pas prête : lancez d’abord « labmigration setup ».") from wrong
        raise
    return found


def _tell(answers: list[tuple[str, str, int]], *, as_csv: bool) -> int:
    if as_csv:
        lines = csv.writer(sys.stdout, lineterminator="\n")
        lines.writerow(("session", "item", "score"))
        lines.writerows(answers)
    else:
        sessions, items = ({answer[place] for answer in answers} for place in (0, 1))
        print(f"Réponses : {len(answers)} ; positionnements : {len(sessions)} ; questions : {len(items)}.")
        print("Ce sont celles des personnes qui ont dit oui à la recherche.")
        print("Pour la calibration : labmigration positioning answers --csv > reponses.csv")
    return 0
