"""One raw row → the facts of a referral, or what to correct, column by column."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter
from typing import Final, NamedTuple

from labmigration.decisions.eligibility import Facts, French, FrenchLevel, Ground, RightToWork
from labmigration.pathway.reception.reading import contacts, words
from labmigration.pathway.reception.reading.cell import Cell, Remembered, tidy
from labmigration.pathway.reception.reading.columns import COLUMNS
from labmigration.pathway.reception.reading.dates import read_birth_date, read_date
from labmigration.pathway.reception.reading.fingerprint import canonical, exact
from labmigration.pathway.reception.reading.names import read_name
from labmigration.pathway.reception.reading.sheet import RawRow, Remark, Sheet

LONGEST_LABEL: Final = 120


class ReferralFacts(NamedTuple):
    """What a readable row says. Texts are empty where nothing is said.

    `sex` is F, M, X (other or not said) or empty; `phone` in international form, `email` checked, or both as written;
    `either_grounds` the grounds among which the agency's word did not choose; `occupation` a code of the programme,
    with the agency's own words in `occupation_label`; `contact_language` an ISO code where known, else the label.
    """

    surname: str
    first_name: str
    birth_date: date
    sex: str
    phone: str
    email: str
    commune: str
    postcode: str
    grounds: tuple[Ground, ...]
    either_grounds: tuple[str, ...]
    right_to_work: RightToWork | None
    french_oral: FrenchLevel | None
    french_written: FrenchLevel | None
    french_proof: str | None
    contact_language: str
    occupation: str | None
    occupation_label: str
    referrer: str
    referred_on: date | None

    @property
    def eligibility(self) -> Facts:
        """The part on which eligibility is decided."""
        french = French(self.french_oral, self.french_written, self.french_proof)
        return Facts(self.birth_date, self.grounds, self.right_to_work, french)


class ReadRow(NamedTuple):
    """`facts` is None where `errors` is not empty. `exact` and `canonical` are explained in `fingerprint`."""

    line: int
    cells: tuple[str, ...]
    facts: ReferralFacts | None
    errors: tuple[Remark, ...]
    notices: tuple[Remark, ...]
    exact: str
    canonical: str
    retyped: bool


class RowReader:
    """Reads the rows of one sheet, judged on the day `on` (a birth after that day is an error)."""

    def __init__(self, sheet: Sheet, on: date) -> None:
        self._arranged = _arrangement(sheet.position, len(sheet.header))
        self._name_places = {sheet.position[column]: column for column in ("nom", "prenom")}
        self._surname = Remembered(lambda text: read_name(text, "Le nom"))
        self._first_name = Remembered(lambda text: read_name(text, "Le prénom"))
        self._birth_date = Remembered(lambda text: read_birth_date(text, on))
        self._date = Remembered(read_date)
        self._label = Remembered(_read_label)
        self._sex = Remembered(words.read_sex)
        self._commune = Remembered(contacts.read_commune)
        self._postcode = Remembered(contacts.read_postcode)
        self._status = Remembered(words.read_status)
        self._answer = Remembered(words.read_answer)
        self._renewal = Remembered(words.read_renewal)
        self._level = Remembered(words.read_level)
        self._proof = Remembered(words.read_proof)
        self._language = Remembered(words.read_language)
        self._occupation = Remembered(words.read_occupation)

    def read(self, raw: RawRow) -> ReadRow:
        """The facts of the row, or every error in it at once, in the order of the columns."""
        cells = tuple(map(str.strip, self._arranged((*raw.cells, ""))))
        (nom, prenom, naissance, sexe, telephone, courriel, commune, code_postal, statut, titre, fin, autorise) = cells[
            :12
        ]
        (renouvellement, oral, ecrit, preuve, langue, metier, orienteur, orientation) = cells[12:]
        surname, first_name, birth_date = self._surname[nom], self._first_name[prenom], self._birth_date[naissance]
        sex, phone, email = self._sex[sexe], contacts.read_phone(telephone), contacts.read_mail(courriel)
        town, postcode, status = self._commune[commune], self._postcode[code_postal], self._status[statut]
        document, end, allows = self._label[titre], self._date[fin], self._answer[autorise]
        renewal, spoken, written = self._renewal[renouvellement], self._level[oral], self._level[ecrit]
        proof, language, wish = self._proof[preuve], self._language[langue], self._label[metier]
        referrer, referred_on = self._label[orienteur], self._date[orientation]
        in_order = (
            *(surname, first_name, birth_date, sex, phone, email, town, postcode, status, document, end, allows),
            *(renewal, spoken, written, proof, language, wish, referrer, referred_on),
        )
        errors: list[Remark] = []
        notices: list[Remark] = []
        said = [cell for cell in in_order if cell[1] or cell[2]]
        if said:  # most rows are clean
            errors = [(column, cell[1]) for column, cell in zip(COLUMNS, in_order, strict=True) if cell[1]]
            notices = [(column, cell[2]) for column, cell in zip(COLUMNS, in_order, strict=True) if cell[2]]
        if raw.errors or raw.formulas:
            errors = [*raw.errors, *self._computed_names(raw), *errors]
        right_to_work, remark = _right_to_work(document.value, end.value, allows.value, renewal.value)
        if remark:
            notices.append(("autorise_travail" if document.value else "titre_sejour", remark))
        facts = None
        if not errors and birth_date.value is not None:
            facts = ReferralFacts(
                surname.value,
                first_name.value,
                birth_date.value,
                sex.value,
                phone.value,
                email.value,
                town.value,
                postcode.value,
                status.value.grounds,
                status.value.either,
                right_to_work,
                spoken.value,
                written.value,
                proof.value,
                language.value,
                self._occupation[metier].value,
                wish.value,
                referrer.value,
                referred_on.value,
            )
        return ReadRow(
            raw.line, raw.cells, facts, tuple(errors), tuple(notices), exact(cells), canonical(cells), raw.retyped
        )

    def _computed_names(self, raw: RawRow) -> list[Remark]:
        message = "Le nom est calculé par une formule : écrivez le nom en toutes lettres."
        return [(column, message) for place, column in self._name_places.items() if place in raw.formulas]


def _arrangement(position: Mapping[str, int], width: int) -> Callable[[tuple[str, ...]], tuple[str, ...]]:
    """Picks the cells in the order of COLUMNS; a column that the file lacks reads the empty cell added at the end."""
    return itemgetter(*[position.get(column, width) for column in COLUMNS])


def _read_label(text: str) -> Cell[str]:
    label = tidy(text)
    if label.startswith(("=", "@")):
        return Cell("", "La cellule commence comme une formule de tableur : écrivez le texte seul.")
    if len(label) > LONGEST_LABEL:
        return Cell("", f"Le texte dépasse {LONGEST_LABEL} signes : abrégez-le.")
    return Cell(label)


def _right_to_work(
    document: str, end: date | None, allows: bool | None, receipt: bool
) -> tuple[RightToWork | None, str]:
    """The right to work as shown, and what to tell. Nothing is proven by a document that doesn't say whether it
    allows work, nor by a yes without a document; a no stands, document or not."""
    if allows is None:
        if not document and end is None:
            return None, ""
        return None, "Rien ne dit si ce titre autorise à travailler : répondez par oui ou par non."
    if not document and allows:
        return None, "Le titre qui autorise à travailler n’est pas nommé : rien ne le prouve."
    return RightToWork(document, allows, end, receipt), ""
