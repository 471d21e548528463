"""Names: the person's own letters, in any script; only what can't be a name is refused."""

import re
import unicodedata
from typing import Final

from labmigration.pathway.reception.reading.cell import Cell, quoted, tidy

LONGEST: Final = 80  # signs, as the database holds

_JOINERS: Final = frozenset(" -'’ʼ.·‐‑’‌‍()/,")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)


def read_name(text: str, what: str) -> Cell[str]:
    """`what` is « Le nom » or « Le prénom », to begin the sentence with."""
    name = unicodedata.normalize("NFC", tidy(text))
    if not name:
        return Cell("", f"{what} est vide : il est nécessaire.")
    if name[0] in "=+-@":
        return Cell("", f"{what} commence comme une formule de tableur : écrivez le nom en toutes lettres.")
    if any(sign.isdigit() for sign in name):
        return Cell(
            "", f"{what} {quoted(name)} contient un chiffre : vérifiez qu’il n’y a pas de décalage de colonnes."
        )
    strange = [sign for sign in name if sign not in _JOINERS and unicodedata.category(sign)[0] not in "LM"]
    if strange:
        return Cell("", f"{what} {quoted(name)} contient un signe inattendu ({strange[0]}) : écrivez le nom seul.")
    if not any(sign.isalpha() for sign in name):
        return Cell("", f"{what} {quoted(name)} ne contient aucune lettre.")
    if len(name) > LONGEST:
        return Cell("", f"{what} {quoted(name)} dépasse {LONGEST} signes : vérifiez la cellule.")
    return Cell(as_written_on_paper(name))


def as_written_on_paper(name: str) -> str:
    """ALL CAPITALS become Capitalised, word by word; any other spelling is the person's own and stays."""
    if len(name) < 2 or not name.isupper():
        return name
    return _WORD.sub(lambda word: word[0][0] + word[0][1:].lower(), name)
