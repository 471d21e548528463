"""``labmigration referrals import``: the import of a referral file from the command line."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

if TYPE_CHECKING:  # importing models needs Django set up, which only the command itself does
    from labmigration.pathway.reception.judging import Judged
    from labmigration.pathway.reception.reading import ReadRow, Sheet


class _Refused(Exception):
    """The command can't be done; the text is a plain sentence."""


class _Line(NamedTuple):
    """What the answer says of one line of the file; all else is let go while the file is read. `to_correct`: the row,
    where it can't be read."""

    line: int
    outcome: str
    verdict: str | None
    reasons: tuple[str, ...]
    duplicate_of_line: int | None
    errors: tuple[tuple[str, str], ...]
    to_correct: "ReadRow | None"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Refused(f"{message}\n{self.format_usage().strip()}")


def main(argv: list[str]) -> int:
    """Returns 0 when the file was read (rejected rows included), 2 when it was not."""
    try:
        options = _options(argv)
        return _import(options)
    except _Refused as refused:
        said = {"error": {"path": "", "message": str(refused)}}
        print(json.dumps(said, ensure_ascii=False) if "--json" in argv else refused, file=sys.stderr)
        return 2


def _options(argv: list[str]) -> argparse.Namespace:
    parser = _Parser(prog="labmigration referrals", description="Fichiers d’orientations")
    actions = parser.add_subparsers(dest="action", required=True, metavar="import", parser_class=_Parser)
    one = actions.add_parser("import", help="lit un fichier CSV ou XLSX")
    one.add_argument("file", type=Path, metavar="FICHIER")
    one.add_argument("--territory", required=True, metavar="CODE", help="marseille, ile-de-france, lille, le-havre")
    one.add_argument("--on", type=_day, metavar="AAAA-MM-JJ", help="jour où l’éligibilité est jugée (aujourd’hui)")
    one.add_argument("--dry-run", action="store_true", help="dit ce qui serait fait, n’écrit rien")
    one.add_argument("--json", action="store_true", help="répond en JSON, une entrée par ligne du fichier")
    one.add_argument("--rejects", type=Path, metavar="FICHIER", help="où écrire les lignes à corriger (CSV)")
    return parser.parse_args(argv)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un jour : écrivez AAAA-MM-JJ") from None


def _import(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        return _import_in_database(options)
    except DatabaseError as wrong:
        if "no such table" in str(wrong) or "does not exist" in str(wrong):
            raise _Refused("La base n’est pas prête : lancez d’abord « labmigration setup ».") from wrong
        raise


def _import_in_database(options: argparse.Namespace) -> int:
    from labmigration import clock
    from labmigration.access.actor import Actor
    from labmigration.pathway.reception.importing import Import
    from labmigration.pathway.reception.models import ReferralFile
    from labmigration.pathway.reception.reading import UnreadableFile, read_file
    from labmigration.territories.models import Territory

    codes = list(Territory.objects.order_by("code").values_list("code", flat=True))
    if options.territory not in codes:
        known = f"les territoires connus sont {', '.join(codes)}" if codes else "lancez d’abord « labmigration setup »"
        raise _Refused(f"Le territoire « {options.territory} » n’existe pas : {known}.")
    on = options.on or clock.today()
    try:
        sheet = read_file(options.file)
    except UnreadableFile as wrong:
        raise _Refused(str(wrong)) from wrong
    actor = Actor.system(options.territory)
    with actor.at_work():
        file = None
        if not options.dry_run:
            file = ReferralFile.objects.create(
                territory_id=options.territory,
                name=options.file.name[:200],
                sha256=sheet.sha256,
                dry_run=False,
                judged_on=on,
                sent_at=clock.now(),
            )
        run = Import(options.territory, sheet, on=on, actor=actor, file=file)
        lines = _watched(run.chunks(), len(sheet.rows))
    rejects = None if options.dry_run else _write_rejects(options, sheet, lines)
    if options.json:
        print(json.dumps({"rows": [_as_json(one) for one in lines]}, ensure_ascii=False))
    else:
        _tell(options, sheet, lines, rejects, on)
    return 0


def _watched(chunks: "Iterator[list[Judged]]", total: int) -> list[_Line]:
    lines: list[_Line] = []
    shown = sys.stderr.isatty()
    for chunk in chunks:
        lines += map(_line, chunk)
        if shown:
            print(f"\r{len(lines)} / {total} lignes", end="", file=sys.stderr, flush=True)
    if shown:
        print(file=sys.stderr)
    return lines


def _line(one: "Judged") -> _Line:
    row, verdict = one.row, one.verdict
    if verdict is None:
        return _Line(row.line, one.outcome.value, None, (), one.duplicate_of_line, row.errors, row)
    told = (verdict.verdict, verdict.reasons, one.duplicate_of_line)
    return _Line(row.line, one.outcome.value, *told, row.errors, None)


def _write_rejects(options: argparse.Namespace, sheet: "Sheet", lines: Sequence[_Line]) -> Path | None:
    from labmigration.pathway.reception.reading import write_rejects_csv

    rejected = [one.to_correct for one in lines if one.to_correct is not None]
    if not rejected:
        return None
    path: Path = options.rejects or options.file.with_name(f"{options.file.stem}-a-corriger.csv")
    try:
        with path.open("wb") as stream:
            write_rejects_csv(sheet.header, rejected, stream)
    except OSError as wrong:
        print(f"Les lignes à corriger n’ont pas pu être écrites dans {path} : {wrong.strerror}.", file=sys.stderr)
        return None
    return path


def _as_json(one: _Line) -> dict[str, Any]:
    return {
        "line": one.line,
        "outcome": one.outcome,
        "verdict": one.verdict,
        "reasons": one.reasons,
        "duplicate_of_line": one.duplicate_of_line,
        "errors": [{"column": column, "message": message} for column, message in one.errors],
    }


def _tell(options: argparse.Namespace, sheet: "Sheet", lines: Sequence[_Line], rejects: Path | None, on: date) -> None:
    from labmigration.pathway.reception.judging import Outcome

    counts = {outcome: sum(one.outcome == outcome for one in lines) for outcome in Outcome}
    verdicts = [one.verdict for one in lines if one.outcome in (Outcome.CREATED, Outcome.DUPLICATE)]
    print(f"{options.file.name} · {options.territory} · jugé au {on:%d/%m/%Y}")
    if options.dry_run:
        print("Essai : rien n’a été écrit.")
    for notice in sheet.notices:
        print(notice)
    print()
    print(f"  {len(lines):>6}  lignes lues")
    print(f"  {counts[Outcome.CREATED]:>6}  personnes {'à créer' if options.dry_run else 'créées'}")
    print(f"  {counts[Outcome.DUPLICATE]:>6}  doublons possibles, à regarder par une personne")
    print(f"  {counts[Outcome.ALREADY_IMPORTED]:>6}  lignes déjà reçues")
    print(f"  {counts[Outcome.REJECTED]:>6}  lignes à corriger")
    print()
    print(
        f"  {verdicts.count('eligible')} éligibles, {verdicts.count('incomplete')} dossiers incomplets, "
        f"{verdicts.count('refused')} non éligibles : une personne décide."
    )
    for one in lines:
        for column, message in one.errors:
            print(f"  ligne {one.line}, {column} : {message}")
        if one.outcome == Outcome.DUPLICATE:
            seen = f"de la ligne {one.duplicate_of_line}" if one.duplicate_of_line else "d’une personne déjà connue"
            print(f"  ligne {one.line} : doublon possible {seen}.")
    if rejects is not None:
        print(f"\nLignes à corriger puis à renvoyer : {rejects}")
