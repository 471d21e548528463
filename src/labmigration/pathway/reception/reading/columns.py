"""The columns of a referral file, and how a header is recognised however it is written."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from labmigration.pathway.reception.reading.sheet import UnreadableFile

COLUMNS: Final = (
    *("nom", "prenom", "date_naissance", "sexe", "telephone", "courriel", "commune", "code_postal", "statut"),
    *("titre_sejour", "fin_validite", "autorise_travail", "renouvellement_demande"),
    *("francais_oral", "francais_ecrit", "preuve_francais"),
    *("langue_contact", "metier_souhaite", "orienteur", "date_orientation"),
)
# Without these a person can't be named or would be judged on what the file never said.
REQUIRED: Final = (
    *("nom", "prenom", "date_naissance", "statut", "titre_sejour", "fin_validite", "autorise_travail"),
    *("francais_oral", "francais_ecrit", "preuve_francais"),
)
REJECTION_COLUMN: Final = "motif_du_rejet"  # added by our own reject file, ignored when it comes back

_ALSO_CALLED: Final = {
    "nom_de_famille": "nom",
    "prenoms": "prenom",
    "date_de_naissance": "date_naissance",
    "ne_le": "date_naissance",
    "genre": "sexe",
    "tel": "telephone",
    "portable": "telephone",
    "mail": "courriel",
    "email": "courriel",
    "e_mail": "courriel",
    "ville": "commune",
    "cp": "code_postal",
    "titre_de_sejour": "titre_sejour",
    "fin_de_validite": "fin_validite",
    "date_d_orientation": "date_orientation",
}


@dataclass(frozen=True, slots=True)
class Header:
    """`names` as written in the file; `position` of every known column; what else stood there."""

    names: tuple[str, ...]
    position: Mapping[str, int]
    ignored: tuple[str, ...]


def column_called(name: str) -> str:
    """The spelling of a column name under which it is looked up: no accent, no case, words joined by `_`."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    joined = re.sub(r"[\W_]+", "_", bare.casefold()).strip("_")
    return _ALSO_CALLED.get(joined, joined)


def known_columns_in(names: Sequence[str]) -> int:
    """How many of `names` are columns that we know."""
    return len({column_called(name) for name in names} & set(COLUMNS))


def read_header(names: Sequence[str]) -> Header:
    """Raises UnreadableFile where a needed column is missing or a known one stands twice."""
    position: dict[str, int] = {}
    ignored: list[str] = []
    for rank, name in enumerate(names):
        column = column_called(name)
        if column in position:
            raise UnreadableFile(f"La colonne « {column} » est présente deux fois : gardez-en une seule.")
        if column in COLUMNS:
            position[column] = rank
        elif column and column != REJECTION_COLUMN:
            ignored.append(name.strip())
    missing = [column for column in REQUIRED if column not in position]
    if missing:
        what = "La colonne suivante manque" if len(missing) == 1 else "Les colonnes suivantes manquent"
        raise UnreadableFile(
            f"{what} : {', '.join(missing)}. La première ligne du fichier doit porter le nom des colonnes."
        )
    return Header(tuple(names), MappingProxyType(position), tuple(ignored))
