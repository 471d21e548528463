"""``labmigration positioning check | calibrate | publish``: the care of the item bank."""

import argparse
import json
import sys
from pathlib import Path

from labmigration import clock
from labmigration.positioning_calibration import Undetermined, WrongAnswers, learn, proposed_table, read_answers
from labmigration.programme import ProgrammeError, programme
from labmigration.programme.positioning_bank import FOLDER, Bank, load_bank
from labmigration.programme.positioning_bank.checking import Complaint, check
from labmigration.programme.positioning_bank.publishing import calibration_path, publish


def check_bank(argv: list[str]) -> int:
    """Tell every complaint; returns 1 when one is an error, also when the bank can't be read at all."""
    from labmigration.ui.arguments import pictogram_names
    from labmigration.ui.recordings import fingerprint, recordings

    parser = argparse.ArgumentParser(
        prog="labmigration positioning check", description="Ce qui manque ou ne va pas dans la banque."
    )
    parser.add_argument("--json", action="store_true", help="répond en JSON")
    options = parser.parse_args(argv)
    try:
        bank = load_bank(FOLDER)
    except ProgrammeError as unreadable:
        return _refuse(str(unreadable), 1)
    found = check(
        bank,
        pictograms=pictogram_names(),
        occupations=[occupation.code for occupation in programme().occupations],
        recorded=lambda language, sentence: fingerprint(sentence) in recordings(language),
    )
    sys.stdout.write((_as_json(bank, found) if options.json else _as_text(bank, found)) + "\n")
    return 1 if any(complaint.severity == "error" for complaint in found) else 0


def _refuse(sentence: str, code: int = 2) -> int:
    sys.stderr.write(f"{sentence}\n")
    return code


def _as_json(bank: Bank, found: tuple[Complaint, ...]) -> str:
    told = {
        "version": bank.version,
        "content": bank.content,
        "items": len(bank.items),
        "activities": len(bank.activities),
        "pairs": len(bank.pairs),
        "complaints": [
            {"severity": one.severity, "about": one.about, "code": one.code, "sentence": one.sentence} for one in found
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _as_text(bank: Bank, found: tuple[Complaint, ...]) -> str:
    lines = [
        f"Banque {bank.version} ({bank.content}) : {len(bank.items)} questions, {len(bank.activities)} activités, "
        f"{len(bank.pairs)} choix par deux."
    ]
    about = ""
    for one in found:
        if one.about != about:
            about = one.about
            lines.append(f"\n{about}")
        lines.append(f"  {'erreur' if one.severity == 'error' else 'à savoir'} : {one.sentence}.")
    errors = sum(one.severity == "error" for one in found)
    lines.append(f"\n{_counted(errors, 'erreur')}, {_counted(len(found) - errors, 'avertissement')}.")
    return "\n".join(lines)


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'s' if number > 1 else ''}"


def calibrate_bank(argv: list[str]) -> int:
    """Print old and new difficulties, and propose them as a file when asked; returns 2 for answers of no use."""
    parser = argparse.ArgumentParser(
        prog="labmigration positioning calibrate", description="Apprend les difficultés des réponses."
    )
    parser.add_argument(
        "--answers", type=Path, required=True, metavar="FICHIER", help="CSV : session, item, score (0 ou 1)"
    )
    parser.add_argument("--write", metavar="VERSION", help="propose calibrations/VERSION.toml, par exemple 2027.1")
    options = parser.parse_args(argv)
    try:
        bank = load_bank(FOLDER)
        target = calibration_path(FOLDER, options.write) if options.write else None
        if target and target.exists():
            return _refuse(f"{target.name} existe déjà : choisissez un autre numéro.")
        answers = read_answers(options.answers.read_text("utf-8"), bank)
        learned = learn(answers, bank)
    except ProgrammeError as refused:
        return _refuse(str(refused))
    except OSError as wrong:
        return _refuse(f"{options.answers} : {wrong.strerror}.")
    except UnicodeDecodeError as wrong:
        return _refuse(f"{options.answers} : n’est pas écrit en UTF-8 (octet {wrong.start}).")
    except WrongAnswers as wrong:
        return _refuse(f"{options.answers} :\n{wrong}")
    except Undetermined:
        return _refuse("Ces réponses ne suffisent pas : il faut plus de personnes ou plus de questions.")
    width = max(len("question"), *(len(one.item) for one in learned))
    lines = [
        f"{len(answers.scores)} sessions, {sum(one.answers for one in learned)} réponses, {len(learned)} questions",
        f"{'question':<{width}}  ancienne → nouvelle  erreur  réponses",
        *(f"{one.item:<{width}}  {one.old_b:8.2f} → {one.b:8.2f}  {one.sd:6.2f}  {one.answers:8d}" for one in learned),
    ]
    if target:
        target.parent.mkdir(exist_ok=True)
        target.write_text(proposed_table(learned, answers, clock.today()), encoding="utf-8")
        lines.append(f"\nProposé : {target}. Rien n’a changé encore.")
        lines.append(f"Pour publier : labmigration positioning publish {options.write} --by NOM")
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def publish_bank(argv: list[str]) -> int:
    """Publish a calibration, or the bank as it stands; returns 2 when it can't be."""
    parser = argparse.ArgumentParser(
        prog="labmigration positioning publish",
        description="Publie une calibration proposée, ou la banque telle qu’elle est.",
    )
    parser.add_argument("version", metavar="VERSION")
    parser.add_argument("--by", required=True, metavar="NOM", help="qui en répond")
    options = parser.parse_args(argv)
    try:
        bank = publish(FOLDER, options.version, by=options.by, on=clock.today())
    except ProgrammeError as refused:
        return _refuse(str(refused))
    sys.stdout.write(
        f"Banque {bank.version} ({bank.content}), publiée par {options.by}.\n"
        "Les sessions commencées gardent la leur ; les nouvelles prennent celle-ci au prochain démarrage.\n"
    )
    return 0
