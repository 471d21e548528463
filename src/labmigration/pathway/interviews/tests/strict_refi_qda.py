"""A strict reader of REFI-QDA files for tests. It shares nothing with the writer: expat events, its own zip walking.

Elements, attributes and their order follow the public names of the 1.0 schemas for what an export of text, codes and
codings holds; whatever else stands in a file is refused.
"""

import io
import re
import zipfile
from typing import Any
from xml.parsers import expat

GUID = re.compile(r"[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}")
#: Element → (its parents, compulsory attributes, other attributes).
_CODES = {
    "Codes": ({"CodeBook"}, set(), set()),
    "Code": ({"Codes", "Code"}, {"guid", "name", "isCodable"}, {"color"}),
    "Description": ({"Code"}, set(), set()),
}
CODEBOOK = {"CodeBook": ({""}, {"xmlns", "origin"}, set()), **_CODES}
PROJECT = {
    "Project": ({""}, {"xmlns", "name"}, {"origin", "creationDateTime"}),
    "Users": ({"Project"}, set(), set()),
    "User": ({"Users"}, {"guid", "name"}, {"id"}),
    "CodeBook": ({"Project"}, set(), set()),
    **_CODES,
    "Sources": ({"Project"}, set(), set()),
    "TextSource": ({"Sources"}, {"guid", "name", "plainTextPath"}, set()),
    "PlainTextSelection": ({"TextSource"}, {"guid", "startPosition", "endPosition"}, {"name"}),
    "Coding": ({"PlainTextSelection"}, {"guid", "creatingUser"}, {"creationDateTime"}),
    "CodeRef": ({"Coding"}, {"targetGUID"}, set()),
}
ORDER = ["Users", "CodeBook", "Sources"]


def strictly_read(content: bytes, schema: dict[str, Any], space: str) -> list[tuple[str, dict[str, str], str]]:
    """Every element as (path, attributes, text); AssertionError for what the schema has no name for."""
    found: list[tuple[str, dict[str, str], str]] = []
    path: list[str] = [""]
    guids: set[str] = set()
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        parents, compulsory, others = schema[name]
        assert path[-1] in parents, f"{name} in {path[-1]}"
        assert compulsory <= set(attributes) <= compulsory | others, (name, attributes)
        if path == [""]:
            assert attributes["xmlns"] == space
        if "guid" in attributes:
            assert GUID.fullmatch(attributes["guid"]) and attributes["guid"] not in guids, attributes
            guids.add(attributes["guid"])
        path.append(name)
        text.clear()
        found.append(("/".join(path[1:]), attributes, ""))

    def end(name: str) -> None:
        path.pop()
        if found[-1][0].endswith(name):
            found[-1] = (found[-1][0], found[-1][1], "".join(text))

    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = text.append
    parser.Parse(content, True)
    under = [path for path, _attributes, _text in found if path.count("/") == 1]
    assert [each.split("/")[1] for each in under] == sorted((each.split("/")[1] for each in under), key=_rank)
    return found


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else 0


def codings_of(qdpx: bytes) -> list[tuple[str, str, str, str]]:
    """(text, words coded, code, reading) of each coding, by name; every reference leads somewhere."""
    with zipfile.ZipFile(io.BytesIO(qdpx)) as archive:
        assert archive.testzip() is None
        elements = strictly_read(archive.read("project.qde"), PROJECT, "urn:QDA-XML:project:1.0")
        names = {told["guid"]: told["name"] for path, told, _text in elements if path.endswith(("/Code", "/User"))}
        found: list[tuple[str, str, str, str]] = []
        label = words = content = user = ""
        for path, told, _text in elements:
            if path.endswith("/TextSource"):
                assert told["plainTextPath"].startswith("internal://")
                content = archive.read(f"sources/{told['plainTextPath'].removeprefix('internal://')}").decode()
                label = told["name"]
            elif path.endswith("/PlainTextSelection"):
                start, end = int(told["startPosition"]), int(told["endPosition"])
                assert 0 <= start < end <= len(content)
                words = content[start:end]
            elif path.endswith("/Coding"):
                user = names[told["creatingUser"]]
            elif path.endswith("/CodeRef"):
                found.append((label, words, names[told["targetGUID"]], user))
    return found
