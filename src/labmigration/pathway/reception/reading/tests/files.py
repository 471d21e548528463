"""Small referral files to read, as bytes."""

import io

import xlsxwriter

from labmigration.pathway.reception.reading.columns import COLUMNS

GOOD = {
    "nom": "Diallo",
    "prenom": "Amina",
    "date_naissance": "03/05/1990",
    "sexe": "F",
    "telephone": "06 39 98 12 34",
    "courriel": "amina.diallo@example.org",
    "commune": "Marseille",
    "code_postal": "13004",
    "statut": "Réfugiée",
    "titre_sejour": "carte de résident",
    "fin_validite": "01/01/2026",
    "autorise_travail": "oui",
    "renouvellement_demande": "",
    "francais_oral": "A2",
    "francais_ecrit": "A2",
    "preuve_francais": "DELF",
    "langue_contact": "dari",
    "metier_souhaite": "garde d'enfants",
    "orienteur": "Mission locale",
    "date_orientation": "04/10/2022",
}


def row(**changes):
    return [{**GOOD, **changes}[column] for column in COLUMNS]


def csv_text(*rows, header=COLUMNS, delimiter=";"):
    return "".join(delimiter.join(cells) + "\n" for cells in (header, *rows))


def csv_bytes(*rows, encoding="utf-8", **how):
    return csv_text(*rows, **how).encode(encoding)


def workbook(*rows, header=COLUMNS, first_row=0, before=()):
    """An XLSX of one sheet; a cell may be a value or a function that writes itself: (sheet, row, column)."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for name in before:
        book.add_worksheet(name).write(0, 0, "Bonjour")
    sheet = book.add_worksheet("Orientations")
    for rank, cells in enumerate((header, *rows), start=first_row):
        for place, cell in enumerate(cells):
            if callable(cell):
                cell(sheet, rank, place)
            elif isinstance(cell, str):
                sheet.write_string(rank, place, cell)
            else:
                sheet.write(rank, place, cell)
    book.close()
    return data.getvalue()
