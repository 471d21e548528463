"""The command line: ``labmigration setup | serve | demo | referrals import | positioning | decide | keys | user`` …

Each command imports what it needs and no more: `decide` never loads Django, `setup` never loads the solvers.
"""

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module

#: command → (module:function, help). A function takes the remaining arguments and returns an exit code.
COMMANDS = {
    "setup": ("labmigration.installation:setup", "crée ou met à jour la base, charge le programme et les territoires"),
    "serve": ("labmigration.installation:serve", "sert l’application (et son ouvrier) sur 127.0.0.1:8000"),
    "work": ("labmigration.installation:work", "fait les travaux en attente, sans servir de pages"),
    "demo": ("labmigration.demo.command:main", "remplit la base avec le pilote de Marseille, personnes inventées"),
    "referrals": ("labmigration.pathway.reception.command:main", "lit un fichier d’orientations"),
    "positioning": (
        "labmigration.positioning_command:main",
        "l’outil de positionnement : simulation, banque de questions",
    ),
    "prescription": ("labmigration.prescription_command:main", "les parcours proposés par l’outil : les recalculer"),
    "decide": ("labmigration.deciding:main", "fait décider un moteur : JSON en entrée, JSON en sortie"),
    "certificates": (
        "labmigration.pathway.certification.command:main",
        "change la clé qui signe les badges numériques",
    ),
    "evaluation": (
        "labmigration.steering.evaluation.command:main",
        "gèle les données d’un territoire ; refait le rapport d’un gel, octet pour octet",
    ),
    "journal": ("labmigration.timeline.command:main", "vérifie les sceaux du journal, ou le scelle"),
    "keys": ("labmigration.installation:keys", "change la clé des champs chiffrés"),
    "privacy": ("labmigration.privacy.command:main", "efface de nouveau, après une restauration, qui l’avait été"),
    "booklet": ("labmigration.replication.command:booklet", "écrit le livret d’installation d’un territoire, en PDF"),
    "reference-document": (
        "labmigration.replication.command:reference_document",
        "écrit le document de référence d’un territoire, en PDF",
    ),
    "user": ("labmigration.access.command:main", "ouvre un compte et lui donne un rôle"),
    "django": ("labmigration.installation:django", "passe la main aux commandes de Django"),
}


def main(argv: list[str] | None = None) -> int:
    """Run one command; returns its exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "labmigration.settings")
    lines = "\n".join(f"  {name:<12} {text}" for name, (_, text) in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="labmigration",
        description="Lab Migration pour l’emploi à domicile",
        epilog=f"commandes :\n{lines}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=list(COMMANDS), metavar="commande")
    parser.add_argument("arguments", nargs=argparse.REMAINDER)
    options = parser.parse_args(argv)
    module, _, function = COMMANDS[options.command][0].partition(":")
    run: Callable[[list[str]], int] = getattr(import_module(module), function)
    return run(options.arguments)


if __name__ == "__main__":
    sys.exit(main())
