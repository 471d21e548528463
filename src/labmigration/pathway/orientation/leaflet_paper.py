"""The leaflet on paper: in the person's language, the French beside each sentence."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from labmigration import printing
from labmigration.pathway.orientation.leaflet_page import Section, Sheet, Told
from labmigration.ui.languages import FRENCH, direction

TEMPLATE = "pathway/orientation/printing/leaflet.typ"


def paper(sheet: Sheet, language: str) -> bytes:
    """The document, PDF/UA-1; `language` is one of `printing.LANGUAGES`."""

    def two(text: Any) -> dict[str, Any]:
        return in_two(text, language)

    def told(section: Section) -> dict[str, Any]:
        return {"title": two(section.title), "lines": [_line(line, language) for line in section.lines]}

    with override(language):
        title = str(sheet.name)
    data = {
        "title": title,
        "footer": "Lab Migration",
        "heading": two(sheet.name),
        "sentence": two(sheet.sentence),
        "tasks": told(sheet.section("tasks")),
        "setting": [told(sheet.section(code)) for code in ("places", "times", "people")],
        "sides": [told(sheet.section(code)) for code in ("liked", "hard")],
        "rights": told(sheet.rights),
        "pay": {
            "title": two(_("Mon salaire")),
            "job": two(_("Niveau") if sheet.pay.by_level else _("Emploi")),
            "base": two(_("Sans titre")),
            "with_title": two(_("Avec le titre")),
            "rows": [
                {
                    "name": two(row.name),
                    "level": row.level,
                    "first": row.first,
                    "base": two(row.base),
                    "with_title": two(row.with_title),
                }
                for row in sheet.pay.rows
            ],
            "notes": [two(note) for note in sheet.pay.notes],
        },
        "training": told(sheet.training),
        "after": told(sheet.after),
        "to_confirm": two(_("à confirmer")),
        "unreviewed": None if sheet.reviewed else two(_("Ce texte attend la relecture de personnes du métier.")),
        "sources_title": two(_("D’où viennent ces informations")),
        "sources": [citation for citation, _day in sheet.sources],
    }
    return printing.pdf(TEMPLATE, data, language=language)


def in_two(text: Any, language: str) -> dict[str, Any]:
    """A lazy text for the template: `own` in the language, `french` as (language, direction, text) or None."""
    with override(language):
        own = str(text)
    with override(FRENCH):
        french = str(text)
    beside = {"language": FRENCH, "direction": direction(FRENCH), "text": french}
    return {"own": own, "french": None if own == french else beside}


def _line(line: Told, language: str) -> dict[str, Any]:
    return {
        "words": in_two(line.words, language),
        "pictogram": line.pictogram,
        "to_confirm": line.to_confirm,
        "names": [in_two(name, language) for name in line.names],
        "where": line.where,
    }
