"""The files of an extract: lines or tables, dictionary, codebook, what was done to them; each says whose it is."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from labmigration.programme.indicators import Bilingual
from labmigration.programme.research import ResearchColumn, research
from labmigration.quality.evidence.tables import cell
from labmigration.steering.extracts.codebook import codebook_xml
from labmigration.steering.extracts.columns import name_of
from labmigration.steering.extracts.models import Extract, Project, TableGiven

SUMS: Final = "SHA256SUMS"
HIDDEN: Final = "masqué"
TOTAL: Final = "total"
HEADER: Final = ("table", "row", "row_value", "column", "column_value", "people", "why_hidden_fr", "why_hidden_en")
NO_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
PERSON: Final = Bilingual(fr="Numéro de la personne dans ce projet", en="Number of the person in this project")
REASONS: Final = {
    "small": Bilingual(fr="trop peu de personnes", en="too few people"),
    "beside": Bilingual(fr="donnerait une autre case de ce tableau", en="would give away another cell of this table"),
    "before": Bilingual(
        fr="donnerait, avec un tableau déjà remis, un petit groupe",
        en="would give away a small group, with a table given before",
    ),
}


@dataclass(frozen=True)
class Content:
    """Lines of people, each beginning with her number in the project; or tables only."""

    columns: Sequence[ResearchColumn]
    lines: Sequence[tuple[str, ...]] | None = None
    tables: Sequence[TableGiven] = ()

    def values_of(self, column: ResearchColumn) -> list[str]:
        """Every value of a column that stands in these files, sorted."""
        if self.lines is not None:
            place = list(self.columns).index(column) + 1
            return sorted({line[place] for line in self.lines})
        found: set[str] = set()
        for table in self.tables:
            found.update(table.rows if table.row == column.code else ())
            found.update(table.columns if table.column == column.code else ())
        return sorted(found)


@dataclass(frozen=True)
class Made:
    """One extract with its content, and what there is to say of it."""

    extract: Extract
    project: Project
    content: Content
    about: dict[str, Any]

    @property
    def mark(self) -> str:
        """The sentence that every file carries: to whom, for what, when; who passes it on is known by it."""
        day = timezone.localtime(self.extract.asked_at).date().isoformat()
        return (
            f"Remis à {self.project.recipient} ({self.project.asked_by.name}) · projet « {self.project.title} » "
            f"{self.project.pk} · demandé le {day} · à détruire après le {self.project.ends_on.isoformat()}"
        )


def files_of(made: Made) -> dict[str, bytes]:
    """Every file by its name, with the list of their checksums."""
    files = {
        "LISEZ-MOI.txt": reading(made).encode(),
        "dictionnaire.csv": _dictionary(made),
        "ddi-codebook.xml": codebook_xml(made.mark, made.project, made.extract.on, _variables(made), _done(made)),
    }
    if made.content.lines is not None:
        header = ["person", *(each.code for each in made.content.columns)]
        files["personnes.csv"] = _csv(made.mark, header, made.content.lines)
    else:
        files["tableaux.csv"] = _tables(made)
    files["manifeste.json"] = _manifest(made, files)
    sums = "".join(f"{hashlib.sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return {**files, SUMS: sums.encode()}


def zipped(files: dict[str, bytes]) -> bytes:
    """The files as one ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, NO_MOMENT), data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def reading(made: Made) -> str:
    """What was done, in French and English, for whoever opens the files."""
    return "\n".join([made.mark, "", *(each.fr for each in _done(made)), "", *(each.en for each in _done(made)), ""])


def _done(made: Made) -> list[Bilingual]:
    """What was left out or made coarser, and why: one sentence each."""
    about, consent, rules = made.about, made.about["consent"], research().rules
    told = [
        Bilingual(
            fr=f"{consent['people']} personnes dans la période : {consent['yes']} ont dit oui à la recherche, "
            f"{consent['refused']} non, {consent['withdrawn']} ont repris leur accord (dont "
            f"{consent['withdrawn_since']} depuis le fichier d’avant), {consent['never_asked']} n’ont pas répondu. "
            "Seules les premières y sont.",
            en=f"{consent['people']} people in the period: {consent['yes']} said yes to research, "
            f"{consent['refused']} said no, {consent['withdrawn']} took their yes back "
            f"({consent['withdrawn_since']} of them since the file before), {consent['never_asked']} did not answer. "
            "Only the first are in these files.",
        )
    ]
    if made.content.lines is None:
        return [
            *told,
            Bilingual(
                fr=f"Tableaux seulement : sous {rules.lines_from} personnes, aucune ligne n’est anonyme. Les cases "
                "trop petites, et celles qui les donneraient, sont masquées.",
                en=f"Tables only: under {rules.lines_from} people no line is anonymous. Cells that are too small, and "
                "those that would give them away, are hidden.",
            ),
        ]
    for step in about["steps"]:
        column = research().named(step["column"]).name
        told.append(
            Bilingual(
                fr=f"« {column.fr} » est devenue plus grossière : {step['small_before']} personnes étaient dans une "
                f"classe de moins de {rules.same_at_least}, il en reste {step['small_after']}.",
                en=f"“{column.en}” was made coarser: {step['small_before']} people stood in a class of fewer than "
                f"{rules.same_at_least}, {step['small_after']} are left.",
            )
        )
    told.append(
        Bilingual(
            fr=f"{about['left_out']} lignes laissées de côté : leur classe comptait encore moins de "
            f"{rules.same_at_least} personnes. La plus petite classe remise en compte {about['smallest']}.",
            en=f"{about['left_out']} lines left out: their class still counted fewer than {rules.same_at_least} "
            f"people. The smallest class in these files counts {about['smallest']}.",
        )
    )
    return told


def _variables(made: Made) -> list[tuple[str, Bilingual, Bilingual, list[tuple[str, Bilingual]]]]:
    """Each column: code, name, what it says, values with their names."""
    found = []
    for column in made.content.columns:
        numbers = column.code.startswith("months")
        values = [] if numbers else [(value, name_of(column, value)) for value in made.content.values_of(column)]
        found.append((column.code, column.name, column.about, values))
    if made.content.lines is not None:
        about = Bilingual(
            fr="Le même dans tous les fichiers du projet ; sans lien avec ceux d’un autre projet.",
            en="The same in every file of the project; it cannot be joined to those of another project.",
        )
        found.insert(0, ("person", PERSON, about, []))
    return found


def _dictionary(made: Made) -> bytes:
    header = ["column", "name_fr", "name_en", "about_fr", "about_en", "value", "value_fr", "value_en"]
    rows: list[tuple[str, ...]] = []
    for code, name, about, values in _variables(made):
        rows.append((code, name.fr, name.en, about.fr, about.en, "", "", ""))
        rows += [(code, "", "", "", "", value, told.fr, told.en) for value, told in values]
    return _csv(made.mark, header, rows)


def as_csv(table: TableGiven) -> bytes:
    """One table for somebody outside, with its mark."""
    day = table.on.isoformat()
    mark = f"Tableau n° {table.number} · {table.territory.name} · remis à {table.made_for} · situation au {day}"
    return _csv(mark, HEADER, _cells(table))


def _tables(made: Made) -> bytes:
    return _csv(made.mark, HEADER, [line for table in made.content.tables for line in _cells(table)])


def _cells(table: TableGiven) -> list[tuple[str, ...]]:
    """One line a cell, in the order of `HEADER`."""
    lines: list[tuple[str, ...]] = []
    for line, row_value in enumerate([*table.rows, TOTAL]):
        for place, column_value in enumerate([*table.columns, TOTAL]):
            count, why = table.cells[line][place], REASONS.get(table.why.get(f"{line},{place}", ""))
            told = (HIDDEN, why.fr, why.en) if count is None and why else (str(count), "", "")
            lines.append((str(table.number), table.row, row_value, table.column, column_value, *told))
    return lines


def _manifest(made: Made, files: dict[str, bytes]) -> bytes:
    project = made.project
    told = {
        "marque": made.mark,
        "projet": {
            "id": str(project.pk),
            "titre": project.title,
            "question": project.question,
            "pourquoi": project.why,
            "remis_a": project.recipient,
            "demande_par": project.asked_by.name,
            "accords": [
                [project.agreed_by.name, project.agreed_as] if project.agreed_by else None,
                [project.approved_by.name, project.approved_as] if project.approved_by else None,
            ],
            "periode": [project.first.isoformat(), project.last.isoformat()],
            "fin": project.ends_on.isoformat(),
        },
        "territoire": project.territory.name,
        "situation_au": made.extract.on.isoformat(),
        "colonnes": [each.code for each in made.content.columns],
        "fait": made.about,
        "en_mots": [{"fr": each.fr, "en": each.en} for each in _done(made)],
        "fichiers": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return (json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _csv(mark: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8, commas, one comment line first: the mark. No cell begins a formula."""
    content = io.StringIO(newline="")
    content.write(f"# {' '.join(mark.split())}\n")
    writer = csv.writer(content, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return content.getvalue().encode()
