"""``labmigration prescription replay ID|all``: computes kept proposals again and compares them byte for byte."""

import argparse
import sys
from collections import Counter
from typing import NoReturn
from uuid import UUID

SAYS = {
    "same": "identique",
    "other": "DIFFÉRENT : le calcul d’aujourd’hui donne une autre réponse",
    "altered": "MODIFIÉ : la question gardée n’est pas celle du catalogue et des demandes de ce jour-là",
    "gone": "REFUSÉ : le catalogue {catalogue} n’est plus ici, rien ne peut être recalculé",
    "unreadable": "ILLISIBLE : ce qui est gardé n’est plus une question du moteur",
    "engine": "REFUSÉ : calculé par le moteur {engine}, celui d’ici est d’une autre version",
}


class _Refused(Exception):
    """The command can't be done; the text is a plain sentence."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Refused(f"{message}\n{self.format_usage().strip()}")


def main(argv: list[str]) -> int:
    """Returns 0 where every answer comes again, 1 where one does not, 2 when nothing could be tried."""
    parser = _Parser(
        prog="labmigration prescription replay", description="Recalcule les propositions gardées et compare les octets."
    )
    try:
        parser.add_argument("which", metavar="ID|all", help="une version ou une proposition, ou « all » pour toutes")
        which = parser.parse_args(argv).which
        return _tell(None if which == "all" else _id(which))
    except _Refused as refused:
        print(refused, file=sys.stderr)
        return 2


def _id(told: str) -> UUID:
    try:
        return UUID(told)
    except ValueError:
        raise _Refused(f"« {told} » n’est ni « all » ni le numéro d’une version ou d’une proposition.") from None


def _tell(which: UUID | None) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    from labmigration.access.actor import Actor
    from labmigration.pathway.prescription.replaying import proposals, replay
    from labmigration.territories.models import Territory

    outcomes: Counter[str] = Counter()
    try:
        for code in Territory.objects.order_by("code").values_list("code", flat=True):
            system = Actor.system(code)
            with system.at_work():
                for proposal in proposals(system, which):
                    found = replay(proposal)
                    outcomes[found.outcome] += 1
                    if found.outcome != "same" or which is not None:
                        said = SAYS[found.outcome].format(
                            catalogue=proposal.catalogue_version, engine=proposal.engine_version
                        )
                        print(f"{proposal.pk} ({code}) : {said}")
    except DatabaseError as wrong:
        if "no such table" in str(wrong) or "does not exist" in str(wrong):
            raise _Refused("La base n’est pas prête : lancez d’abord « labmigration setup ».") from wrong
        raise
    total = sum(outcomes.values())
    if which is not None and not total:
        raise _Refused("Aucune proposition de l’outil ne porte ce numéro, ni la version de ce numéro.")
    print(
        f"Propositions recalculées : {total} ; identiques : {outcomes['same']} ; autres : {total - outcomes['same']}."
    )
    return 0 if outcomes["same"] == total else 1
