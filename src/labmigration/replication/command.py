"""``labmigration booklet | reference-document --territory … --lang … -o FILE``: a document as PDF, without a page."""

import argparse
import sys
from pathlib import Path

LANGUAGES = ("fr", "en")


def booklet(argv: list[str]) -> int:
    """The installation booklet; returns 2 where it could not be made."""
    return _make("booklet", argv, "labmigration booklet", "Le livret d’installation d’un territoire, en PDF")


def reference_document(argv: list[str]) -> int:
    """The reference document; returns 2 where it could not be made."""
    told = "Le document de référence d’un territoire, en PDF"
    return _make("reference", argv, "labmigration reference-document", told)


def _make(kind: str, argv: list[str], name: str, told: str) -> int:
    parser = argparse.ArgumentParser(prog=name, description=told)
    parser.add_argument("--territory", required=True, metavar="CODE", help="code du territoire, comme lille")
    parser.add_argument("--lang", choices=LANGUAGES, default="fr", help="langue du document")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER", help="où écrire le PDF")
    options = parser.parse_args(argv)
    import django

    django.setup()
    from labmigration.replication.gathering import gather
    from labmigration.replication.paper import document_pdf
    from labmigration.territories.models import Territory

    try:
        sources = gather(options.territory)
    except Territory.DoesNotExist:
        known = ", ".join(Territory.objects.order_by("pk").values_list("pk", flat=True))
        print(f"Aucun territoire « {options.territory} ». Ceux d’ici : {known or 'aucun'}.", file=sys.stderr)
        return 2
    content = document_pdf(kind, sources, options.lang)
    try:
        options.output.write_bytes(content)
    except OSError as problem:
        print(f"{options.output} ne peut pas être écrit : {problem.strerror}.", file=sys.stderr)
        return 2
    print(f"{options.output} : {len(content) // 1024} Ko, {sources.name}, au {sources.on:%d/%m/%Y}.")
    return 0
