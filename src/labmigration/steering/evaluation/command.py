"""``labmigration evaluation freeze | report``."""

import argparse
import sys
from datetime import date
from pathlib import Path


def main(argv: list[str]) -> int:
    """Freeze a territory into a folder; rebuild the report of a freeze without a database. 1 for a freeze altered."""
    parser = argparse.ArgumentParser(
        prog="labmigration evaluation", description="Geler les données, refaire le rapport"
    )
    what = parser.add_subparsers(dest="what", required=True)
    frozen = what.add_parser("freeze", help="gèle les données d’un territoire dans un dossier neuf")
    frozen.add_argument("--territory", required=True)
    frozen.add_argument("--on", type=date.fromisoformat, default=None, help="au soir de ce jour (aujourd’hui)")
    frozen.add_argument("-o", "--output", type=Path, required=True, metavar="DOSSIER")
    report = what.add_parser("report", help="refait le rapport (PDF, JSON, CSV) d’un gel, sans base de données")
    report.add_argument("freeze", type=Path, metavar="GEL", help="dossier ou ZIP")
    report.add_argument("-o", "--output", type=Path, required=True, metavar="FICHIER")
    report.add_argument("--lang", choices=("fr", "en"), default="fr")
    options = parser.parse_args(argv)
    import django

    django.setup()
    if options.what == "freeze":
        return _freeze(options.territory, options.on, options.output)
    return _report(options.freeze, options.output, options.lang)


def _freeze(territory: str, on: date | None, folder: Path) -> int:
    from labmigration import clock
    from labmigration.steering.evaluation.freezes import freeze_now
    from labmigration.steering.evaluation.freezing.files import write
    from labmigration.territories.models import Territory

    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} n’est pas vide : un gel n’écrase rien.", file=sys.stderr)
        return 2
    if not Territory.objects.filter(pk=territory).exists():
        print(f"Aucun territoire ne porte le code {territory}.", file=sys.stderr)
        return 2
    if on is not None and on > clock.today():
        print(f"Le {on} n’est pas encore passé.", file=sys.stderr)
        return 2
    _row, frozen = freeze_now(territory, on or clock.today())
    write(frozen, folder)
    consent = frozen.manifest["consent"]
    print(f"{consent['lines']} personnes sur {consent['people']} gelées ; empreinte {frozen.digest}")
    print(
        f"Pas dans ces lignes : {consent['refused']} ont dit non, {consent['withdrawn']} ont repris leur oui "
        f"({consent['withdrawn_since_last']} depuis le gel d’avant), {consent['never_asked']} n’ont pas répondu."
    )
    return 0


def _report(freeze: Path, output: Path, language: str) -> int:
    from labmigration.steering.evaluation.freezing.files import AlteredFreeze, read
    from labmigration.steering.evaluation.report.build import build

    try:
        frozen = read(freeze)
    except FileNotFoundError:
        print(f"{freeze} n’existe pas.", file=sys.stderr)
        return 2
    except AlteredFreeze as altered:
        print("Ce gel n’est plus celui qui a été fait. Changé, ajouté ou absent :", file=sys.stderr)
        for name in altered.files:
            print(f"  {name}", file=sys.stderr)
        return 1
    made = build(frozen, language=language)
    for path, content in (
        (output, made.pdf),
        (output.with_suffix(".json"), made.json),
        (output.with_suffix(".csv"), made.csv),
    ):
        path.write_bytes(content)
        print(path)
    print(f"Rapport du gel {frozen.digest}")
    return 0
