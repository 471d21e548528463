"""REFI-QDA 1.0: codebooks (.qdc) and projects (.qdpx), written and read with the standard library.

Names of elements and attributes are those of the public schemas (urn:QDA-XML:project:1.0 and codebook:1.0), against
which no file was checked. Positions count characters (code points) from 0, the end not included. The same values give
the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

ORIGIN = "Lab Migration"
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_OURS = uuid5(NAMESPACE_URL, "https://lab-migration.example/refi-qda")
_XML = '<?xml version="1.0" encoding="utf-8"?>\n'
#: What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_BYTES = 20 * 1024 * 1024
MOST_FILES = 5_000


class NotRefiQda(ValueError):
    """The file is no codebook or project that we can read; its text says why, for a developer."""


@dataclass(frozen=True)
class CodeRead:
    """A code: its guid, its theme (the code above it; empty for none), name and definition."""

    guid: UUID
    theme: str
    name: str
    description: str


@dataclass(frozen=True)
class Said:
    """One paragraph as it is written into a text, and the codes given to it: (code, reading)."""

    guid: UUID
    words: str
    codes: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class Source:
    """One text: paragraphs with an empty line between them."""

    guid: UUID
    name: str
    paragraphs: tuple[Said, ...]


@dataclass(frozen=True)
class CodingRead:
    """A code given to the characters `start` to `end` (not included) of a source."""

    source: UUID
    start: int
    end: int
    code: UUID


@dataclass(frozen=True)
class ProjectRead:
    """What an exchanged project holds: codes, the text of each source, codings."""

    codes: tuple[CodeRead, ...]
    texts: Mapping[UUID, str]
    codings: tuple[CodingRead, ...]


def own_guid(*parts: object) -> UUID:
    """A guid made of what it names: the same at each writing."""
    return uuid5(_OURS, "|".join(str(part) for part in parts))


def written_codebook(codes: Iterable[CodeRead]) -> bytes:
    """A .qdc file: themes as codes that are not codable, the codes under them."""
    root = ET.Element("CodeBook", {"xmlns": CODEBOOK, "origin": ORIGIN})
    _write_codes(ET.SubElement(root, "Codes"), codes)
    return _bytes(root)


def written_project(
    name: str, made_at: str, readings: Mapping[str, str], codes: Iterable[CodeRead], sources: Iterable[Source]
) -> bytes:
    """A .qdpx file. `made_at`: xsd:dateTime; `readings`: reading → what it is called, written as its users."""
    root = ET.Element(
        "Project", {"xmlns": PROJECT, "name": _clean(name), "origin": ORIGIN, "creationDateTime": made_at}
    )
    users = ET.SubElement(root, "Users")
    for reading, called in readings.items():
        ET.SubElement(users, "User", {"guid": _told(own_guid("user", reading)), "name": _clean(called)})
    _write_codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), codes)
    texts: dict[str, str] = {}
    held = ET.SubElement(root, "Sources")
    for source in sources:
        file = f"{_told(source.guid)}.txt"
        element = ET.SubElement(
            held,
            "TextSource",
            {"guid": _told(source.guid), "name": _clean(source.name), "plainTextPath": f"internal://{file}"},
        )
        texts[file] = _write_source(element, source)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry("project.qde"), _bytes(root))
        for file, text in texts.items():
            archive.writestr(_entry(f"sources/{file}"), text.encode())
    return content.getvalue()


def spans(paragraphs: Iterable[str]) -> list[tuple[int, int]]:
    """Where each paragraph begins and ends in the text that `written_project` makes of them."""
    found, at = [], 0
    for words in paragraphs:
        found.append((at, at + len(_clean(words))))
        at = found[-1][1] + 2
    return found


def read_codebook(content: bytes) -> tuple[CodeRead, ...]:
    """The codes of a .qdc file; raises NotRefiQda."""
    root = _parsed(content)
    if root.tag != f"{{{CODEBOOK}}}CodeBook":
        raise NotRefiQda(f"the root is {root.tag}")
    return tuple(_read_codes(root, CODEBOOK))


def read_project(content: bytes) -> ProjectRead:
    """Codes, texts and codings of a .qdpx file; raises NotRefiQda for what is none, or is too big."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > MOST_FILES:
                raise NotRefiQda("too many files")
            files = {name.rpartition("/")[2].casefold(): name for name in archive.namelist()}
            if "project.qde" not in files:
                raise NotRefiQda("there is no project.qde")
            root = _parsed(_unpacked(archive, files["project.qde"]))
            if root.tag != f"{{{PROJECT}}}Project":
                raise NotRefiQda(f"the root is {root.tag}")
            book = root.find(_in(PROJECT, "CodeBook"))
            codes = tuple(_read_codes(book, PROJECT)) if book is not None else ()
            texts: dict[UUID, str] = {}
            codings: list[CodingRead] = []
            room = MOST_BYTES
            for source in root.iterfind(f"{_in(PROJECT, 'Sources')}/{_in(PROJECT, 'TextSource')}"):
                guid = _guid(source.get("guid"))
                text = source.findtext(_in(PROJECT, "PlainTextContent"))
                if text is None:
                    path = (source.get("plainTextPath") or "").rpartition("/")[2].casefold()
                    raw = _unpacked(archive, files[path]) if path in files else b""
                    text = raw.decode("utf-8-sig", "replace")
                room -= len(text)
                if room < 0:
                    raise NotRefiQda("the texts are too long")
                texts[guid] = text
                codings += _read_codings(source, guid)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotRefiQda(str(error)) from None
    return ProjectRead(codes, texts, tuple(codings))


def _write_codes(parent: ET.Element, codes: Iterable[CodeRead]) -> None:
    themes: dict[str, ET.Element] = {}
    for code in codes:
        above = parent
        if code.theme:
            if code.theme not in themes:
                guid = _told(own_guid("theme", code.theme))
                told = {"guid": guid, "name": _clean(code.theme), "isCodable": "false"}
                themes[code.theme] = ET.SubElement(parent, "Code", told)
            above = themes[code.theme]
        element = ET.SubElement(
            above, "Code", {"guid": _told(code.guid), "name": _clean(code.name), "isCodable": "true"}
        )
        if code.description:
            ET.SubElement(element, "Description").text = _clean(code.description)


def _write_source(element: ET.Element, source: Source) -> str:
    words = [_clean(each.words) for each in source.paragraphs]
    for paragraph, (start, end) in zip(source.paragraphs, spans(words), strict=True):
        if not paragraph.codes:
            continue
        selection = ET.SubElement(
            element,
            "PlainTextSelection",
            {
                "guid": _told(own_guid("selection", paragraph.guid)),
                "startPosition": str(start),
                "endPosition": str(end),
            },
        )
        for code, reading in paragraph.codes:
            coding = ET.SubElement(
                selection,
                "Coding",
                {
                    "guid": _told(own_guid("coding", paragraph.guid, code, reading)),
                    "creatingUser": _told(own_guid("user", reading)),
                },
            )
            ET.SubElement(coding, "CodeRef", {"targetGUID": _told(code)})
    return "\n\n".join(words)


def _read_codes(book: ET.Element, space: str) -> Iterable[CodeRead]:
    top = book.find(_in(space, "Codes"))
    for code in top if top is not None else ():
        yield from _read_code(code, space, "", 0)


def _read_code(element: ET.Element, space: str, theme: str, depth: int) -> Iterable[CodeRead]:
    if element.tag != _in(space, "Code"):
        return
    if depth > 50:
        raise NotRefiQda("codes stand too deep")
    name = " ".join((element.get("name") or "").split())
    below = element.findall(_in(space, "Code"))
    if element.get("isCodable", "true").casefold() in ("true", "1") and name:
        described = " ".join((element.findtext(_in(space, "Description")) or "").split())
        yield CodeRead(_guid(element.get("guid")), theme, name, described)
    for each in below:
        yield from _read_code(each, space, name, depth + 1)


def _read_codings(source: ET.Element, guid: UUID) -> Iterable[CodingRead]:
    for selection in source.iterfind(_in(PROJECT, "PlainTextSelection")):
        try:
            start, end = int(selection.get("startPosition", "")), int(selection.get("endPosition", ""))
        except ValueError:
            raise NotRefiQda("a selection has no position") from None
        for reference in selection.iterfind(f"{_in(PROJECT, 'Coding')}/{_in(PROJECT, 'CodeRef')}"):
            yield CodingRead(guid, start, end, _guid(reference.get("targetGUID")))


def _parsed(content: bytes) -> ET.Element:
    if len(content) > MOST_BYTES:
        raise NotRefiQda("too big")
    try:
        text = content.decode("utf-8-sig")
        # Read as UTF-8 only: in another encoding a declaration of entities would go by unseen.
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise NotRefiQda("it declares a document type")
        return ET.fromstring(text)  # noqa: S314  (no document type, so no entity of its own can stand in it)
    except (UnicodeDecodeError, ET.ParseError) as error:
        raise NotRefiQda(str(error)) from None


def _unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise NotRefiQda(f"{name} is too big")
    return content


def _in(space: str, name: str) -> str:
    return f"{{{space}}}{name}"


def _guid(text: str | None) -> UUID:
    try:
        return UUID(text or "")
    except ValueError:
        raise NotRefiQda(f"{text!r} is no guid") from None


def _told(guid: UUID) -> str:
    return str(guid).upper()


def _clean(text: str) -> str:
    return _UNWRITABLE.sub("", text)


def _bytes(root: ET.Element) -> bytes:
    return (_XML + ET.tostring(root, encoding="unicode")).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry
