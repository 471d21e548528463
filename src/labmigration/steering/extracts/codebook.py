"""The DDI-Codebook of an extract (namespace ddi:codebook:2_5). Its schema was not at hand: it is not checked by it."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date
from typing import Final

from labmigration.programme.indicators import Bilingual
from labmigration.steering.extracts.models import Project

NAMESPACE: Final = "ddi:codebook:2_5"
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
#: Signs that XML 1.0 cannot hold.
UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Variable = tuple[str, Bilingual, Bilingual, list[tuple[str, Bilingual]]]


def codebook_xml(
    mark: str, project: Project, on: date, variables: Sequence[Variable], done: Sequence[Bilingual]
) -> bytes:
    """The study, what was done to its data, and each variable with its values, in French and English."""
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("codeBook"), {"version": "2.5", LANGUAGE: "fr"})
    study = _in(root, "stdyDscr")
    citation = _in(study, "citation")
    titles = _in(citation, "titlStmt")
    _in(titles, "titl", project.title)
    _in(titles, "IDNo", str(project.pk))
    distribution = _in(citation, "distStmt")
    _in(distribution, "distDate", on.isoformat(), date=on.isoformat())
    about = _in(study, "stdyInfo")
    _in(about, "abstract", project.question)
    summary = _in(about, "sumDscr")
    _in(summary, "timePrd", project.first.isoformat(), event="start", date=project.first.isoformat())
    _in(summary, "timePrd", project.last.isoformat(), event="end", date=project.last.isoformat())
    _in(summary, "geogCover", project.territory.name)
    method = _in(study, "method")
    for told in done:
        _both(method, "notes", told)
    access = _in(_in(study, "dataAccs"), "useStmt")
    _in(access, "restrctn", mark)
    data = _in(root, "dataDscr")
    for code, name, says, values in variables:
        variable = _in(data, "var", ID=f"v-{code}", name=code)
        _both(variable, "labl", name)
        _both(variable, "txt", says)
        for value, told in values:
            category = _in(variable, "catgry")
            _in(category, "catValu", value)
            _both(category, "labl", told)
    ET.indent(root)
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="utf-8") + b"\n"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _in(parent: ET.Element, tag: str, text: str = "", /, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, _tag(tag), attributes)
    child.text = UNWRITABLE.sub("", text) or None
    return child


def _both(parent: ET.Element, name: str, told: Bilingual) -> None:
    for language, text in (("fr", told.fr), ("en", told.en)):
        _in(parent, name, text).set(LANGUAGE, language)
