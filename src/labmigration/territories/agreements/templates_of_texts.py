"""The templates of both agreements, as their files say them: owner, version, sections in French and English."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"
KINDS = ("protocol", "framework")
LANGUAGES = ("fr", "en")
SHOWN = ("", "parties", "purpose", "axes", "commitments")


@dataclass(frozen=True)
class Section:
    """One section: its title, its paragraphs with places to fill (`{territory}`), and what of the text it shows."""

    title: str
    paragraphs: tuple[str, ...]
    shows: str


@dataclass(frozen=True)
class TextTemplate:
    """A template in one language. `owner`: who answers for its words; `note`: how far they can be relied on."""

    kind: str
    language: str
    version: str
    since: date
    owner: str
    title: str
    note: str
    sections: tuple[Section, ...]


@lru_cache
def template_of(kind: str, language: str) -> TextTemplate:
    """The template of a kind (`protocol`, `framework`) in a language (`fr`, `en`); LookupError for any other."""
    if kind not in KINDS or language not in LANGUAGES:
        raise LookupError(f"no template of {kind} in {language}")
    told = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return TextTemplate(
        kind=told["code"],
        language=language,
        version=told["version"],
        since=told["since"],
        owner=told[f"owner_{language}"],
        title=told[f"title_{language}"],
        note=told[f"note_{language}"],
        sections=tuple(_section(each, language) for each in told["section"]),
    )


def _section(told: Mapping[str, object], language: str) -> Section:
    shows = str(told.get("shows", ""))
    if shows not in SHOWN:
        raise ValueError(f"a section shows one of {SHOWN}, not {shows}")
    paragraphs = told.get(f"paragraphs_{language}", [])
    assert isinstance(paragraphs, list)
    return Section(str(told[f"title_{language}"]), tuple(str(each) for each in paragraphs), shows)
