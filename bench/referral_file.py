"""A large referral file, as messy as the sample of 72 lines that partner agencies sent. Everybody in it is invented.

Telephones come from the range reserved for fiction (06 39 98 xx xx), e-mails are at example.org. One row in fifty
can't be read and one in fifty is somebody who was already there, with a change: accents lost, names swapped, a typo,
another telephone. The same number of rows and seed give the same bytes.
"""

import csv
import io
import random
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from bench.invented_names import MEN, SURNAMES, WOMEN

JUDGED_ON: Final = date(2022, 10, 18)
BAD_SHARE: Final = 0.02
DUPLICATE_SHARE: Final = 0.02

COLUMNS: Final = (
    *("nom", "prenom", "date_naissance", "sexe", "telephone", "courriel", "commune", "code_postal", "statut"),
    *("titre_sejour", "fin_validite", "autorise_travail", "renouvellement_demande"),
    *("francais_oral", "francais_ecrit", "preuve_francais"),
    *("langue_contact", "metier_souhaite", "orienteur", "date_orientation"),
)
Row = dict[str, str]

_DATES: Final = ("%d/%m/%Y", "%d/%m/%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y")
_PHONES: Final = ("0{}", "06 39 98 {a} {b}", "06.39.98.{a}.{b}", "+33 {}", "0033{}")
_TOWNS: Final = (
    *(("Marseille", f"130{number:02}") for number in range(1, 17)),
    *(("Aubagne", "13400"), ("Vitrolles", "13127"), ("Marignane", "13700"), ("Aix-en-Provence", "13100")),
)
_STATUSES: Final = (
    *(("Réfugié", "carte de résident"), ("refugie statutaire", "carte de résident"), ("CIR + réfugié", "APS")),
    *(("Protection subsidiaire", "carte pluriannuelle"), ("PS", "carte pluriannuelle"), ("Ukraine", "APS")),
    *(("Protection temporaire", "APS"), ("Signataire CIR", "carte vie privée et familiale")),
    *(("contrat d'intégration républicaine", "carte vie privée et familiale"), ("UE", "carte d'identité")),
    *(("Étudiant", "carte de séjour étudiant"), ("Résident européen", "résident longue durée UE")),
)
_LEVELS: Final = ("A2", "A2", "a2", "A2 ", "A2+", "B1", "b1", "B1 ", "B2", "A1", "A1.1", "débutant", "")
_PROOFS: Final = ("DELF", "TCF 2022", "TEF", "attestation OFII", "évaluation OFII", "TCF 2021", "")
_LANGUAGES: Final = ("fr", "en", "ar", "uk", "dari", "pachto", "")
_OCCUPATIONS: Final = (
    "aide à domicile",
    "assistant de vie",
    "employé familial",
    "garde d'enfants",
    "assistante maternelle",
    "",
)
_REFERRERS: Final = (
    *("Mission locale", "Pôle emploi Marseille", "France Travail", "OFII Marseille", "Mairie de Marseille"),
    "Association Habitat Alternatif",
)


def referral_file(rows: int, seed: int = 2022) -> bytes:
    """A UTF-8 CSV with BOM of `rows` data lines, separated by semicolons as French spreadsheets do."""
    draw = random.Random(seed)
    people: list[Row] = []
    output = io.StringIO(newline="")
    writer = csv.DictWriter(output, COLUMNS, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    for _ in range(rows):
        chance = draw.random()
        if chance < DUPLICATE_SHARE and people:
            row = _come_back(draw, draw.choice(people))
        else:
            row = _someone(draw)
            if chance > 1 - BAD_SHARE:
                row.update(draw.choice(_MISTAKES)(row))
            else:
                people.append(row)
        writer.writerow(row)
    return b"\xef\xbb\xbf" + output.getvalue().encode()


def _someone(draw: random.Random) -> Row:
    woman = draw.random() < 0.85
    surname = SURNAMES[int(len(SURNAMES) * draw.random() ** 2)]
    first_name = draw.choice(WOMEN if woman else MEN)
    town, postcode = draw.choice(_TOWNS)
    status, document = draw.choice(_STATUSES)
    shown = draw.random() < 0.97
    expires = (
        _written(draw, JUDGED_ON + timedelta(draw.randrange(-120, 2500))) if document != "carte d'identité" else ""
    )
    number = f"{draw.randrange(10_000):04}"
    phone = draw.choice(_PHONES).format(f"63998{number}", a=number[:2], b=number[2:])
    mail = f"{_bare(first_name)}.{_bare(surname)}{draw.randrange(1000)}@example.org".lower().replace("'", "")
    return {
        "nom": _as_typed(draw, surname),
        "prenom": _as_typed(draw, first_name),
        "date_naissance": _written(draw, date(1958, 1, 1) + timedelta(draw.randrange(17_000))),
        "sexe": draw.choice(("F", "f", "Femme") if woman else ("M", "m", "Homme")),
        "telephone": phone,
        "courriel": mail if draw.random() < 0.5 else "",
        "commune": draw.choice((town, town.upper())),
        "code_postal": postcode,
        "statut": status,
        "titre_sejour": document if shown else "",
        "fin_validite": expires if shown else "",
        "autorise_travail": draw.choice(("oui", "Oui", "OUI", "oui", "non")) if shown else "",
        "renouvellement_demande": draw.choice(("", "", "", "non", "oui, récépissé")),
        "francais_oral": draw.choice(_LEVELS),
        "francais_ecrit": draw.choice(_LEVELS),
        "preuve_francais": draw.choice(_PROOFS),
        "langue_contact": draw.choice(_LANGUAGES),
        "metier_souhaite": draw.choice(_OCCUPATIONS),
        "orienteur": draw.choice(_REFERRERS),
        "date_orientation": _written(draw, JUDGED_ON - timedelta(draw.randrange(60))),
    }


def _as_typed(draw: random.Random, name: str) -> str:
    return draw.choice((name, name, name.upper(), f" {name}", f"{name} ", _bare(name)))


def _written(draw: random.Random, day: date) -> str:
    return day.strftime(draw.choice(_DATES))


def _bare(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", name) if not unicodedata.combining(sign))


def _come_back(draw: random.Random, known: Row) -> Row:
    """Somebody known, sent by another agency: one or two things are written otherwise."""
    again = {**known, "orienteur": draw.choice(_REFERRERS), "date_orientation": _written(draw, JUDGED_ON)}
    for change in draw.sample(_CHANGES, draw.choice((1, 1, 2))):
        again.update(change(draw, again))
    return again


def _another_phone(draw: random.Random, row: Row) -> Row:
    return {"telephone": f"063998{draw.randrange(10_000):04}"}


def _no_accents(draw: random.Random, row: Row) -> Row:
    return {"nom": _bare(row["nom"]).upper(), "prenom": _bare(row["prenom"]).upper()}


def _swapped(draw: random.Random, row: Row) -> Row:
    return {"nom": row["prenom"], "prenom": row["nom"]}


def _typo(draw: random.Random, row: Row) -> Row:
    name = row["nom"].strip()
    place = draw.randrange(1, len(name)) if len(name) > 1 else 1
    return {"nom": name[:place] + name[place - 1 : place] + name[place:]}


_CHANGES: Final[tuple[Callable[[random.Random, Row], Row], ...]] = (_another_phone, _no_accents, _swapped, _typo)
_MISTAKES: Final[tuple[Callable[[Row], Row], ...]] = (
    lambda row: {"date_naissance": "1990"},
    lambda row: {"date_naissance": "31/02/1988"},
    lambda row: {"fin_validite": "bientôt"},
    lambda row: {"francais_oral": "moyen ?"},
    lambda row: {"prenom": ""},
    lambda row: {"nom": '=HYPERLINK("http://x","y")'},
    lambda row: {"autorise_travail": "peut-être"},
)
