"""Bad data is refused with a sentence that names the file and the key: one row for each kind of fault."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from labmigration.programme import ProgrammeError, load


@dataclass(frozen=True)
class Spoiled:
    """A fault: in `file`, the first `old` becomes `new`; the refusal must hold every part of `says`."""

    name: str
    file: str
    old: str
    new: str
    says: tuple[str, ...]


CORE = '[core]\nhours = 250\nabout = true\nsince = 2024-05-07\nsource = "S5"'
AGE = 'value = 18\nsince = 2022-03-11\nsource = "S1"'

FAULTS = [
    Spoiled(
        "no source",
        "modules.toml",
        CORE,
        CORE.replace('source = "S5"', ""),
        ("modules.toml, core", "key 'source'", "where it comes from"),
    ),
    Spoiled(
        "no date",
        "modules.toml",
        CORE,
        CORE.replace("since = 2024-05-07", ""),
        ("modules.toml, core", "key 'since'", "since when"),
    ),
    Spoiled(
        "no source in a nested table",
        "follow_up.toml",
        'source = "NOUS"',
        "",
        ("follow_up.toml, follow_up 1, window", "key 'source'"),
    ),
    Spoiled(
        "unknown source", "eligibility.toml", 'source = "S1"', 'source = "S9"', ("key 'source': 'S9'", "sources.toml")
    ),
    Spoiled("unknown second source", "eligibility.toml", '["S3"]', '["S8"]', ("key 'also_in': 'S8'", "sources.toml")),
    Spoiled(
        "unknown key",
        "modules.toml",
        "hours = 14",
        "hours = 14\nhuors = 15",
        ("modules.toml, module 'sst'", "key 'huors': is unknown", "hours"),
    ),
    Spoiled(
        "unknown table", "bridges.toml", "[[career]]", "[[carreer]]", ("bridges.toml", "key 'carreer': is unknown")
    ),
    Spoiled("missing key", "modules.toml", 'kind = "sst"', "", ("module 'sst', key 'kind': is missing",)),
    Spoiled("text for a number", "modules.toml", "hours = 14", 'hours = "14"', ("'sst', key 'hours'", "whole number")),
    Spoiled("decimal for a number", "modules.toml", "hours = 14", "hours = 14.5", ("key 'hours'", "whole number")),
    Spoiled("true for a number", "modules.toml", "hours = 14", "hours = true", ("key 'hours'", "whole number")),
    Spoiled("number for a truth", "modules.toml", "about = true", "about = 1", ("core, key 'about'", "true or false")),
    Spoiled("text for a date", "modules.toml", CORE, CORE.replace("2024-05-07", '"2024"'), ("key 'since'", "a date")),
    Spoiled(
        "hour for a date",
        "modules.toml",
        CORE,
        CORE.replace("2024-05-07", "2024-05-07T10:00:00"),
        ("core, key 'since'",),
    ),
    Spoiled("number for a text", "modules.toml", 'kind = "sst"', "kind = 3", ("'sst', key 'kind': 3 is not one of",)),
    Spoiled("choice not offered", "modules.toml", 'kind = "sst"', 'kind = "aid"', ("'aid' is not one of core, sst",)),
    Spoiled("no list", "modules.toml", "serves = [", 'serves = "all" #', ("key 'serves': must be a list",)),
    Spoiled("no table", "occupations.toml", "[occupation.rome]", "[occupation.rome.x]", ("rome, key 'x': is unknown",)),
    Spoiled(
        "empty text", "modules.toml", 'name_en = "French"', 'name_en = " "', ("lever 'french'", "'name_en': is empty")
    ),
    Spoiled("negative number", "modules.toml", "hours = 14", "hours = -14", ("key 'hours'", "below zero")),
    Spoiled("level unknown", "eligibility.toml", 'value = "A2"', 'value = "A3"', ("key 'value'", "'A3' is not one of")),
    Spoiled("duplicate module", "modules.toml", '"core_safety"', '"sst"', ("module 'sst', key 'code': stands twice",)),
    Spoiled(
        "duplicate occupation",
        "occupations.toml",
        'code = "dependency_carer"',
        'code = "childminder"',
        ("occupations.toml, occupation 'childminder'", "stands twice"),
    ),
    Spoiled(
        "duplicate source", "sources.toml", 'code = "S2"', 'code = "S1"', ("source 'S1', key 'code': stands twice",)
    ),
    Spoiled(
        "same start", "eligibility.toml", 'skill = "written"', 'skill = "oral"', ("minimum_french 'oral'", "begin on")
    ),
    Spoiled(
        "overlapping dates",
        "certifications.toml",
        "until = 2023-07-06",
        "until = 2023-07-07",
        ("certifications.toml, title 'advd', registration, key 'until'", "overlaps"),
    ),
    Spoiled(
        "end before start",
        "certifications.toml",
        "until = 2023-07-06",
        "until = 2021-07-06",
        ("title 'advd', registration 1, key 'until'", "before since"),
    ),
    Spoiled(
        "unconfirmed without note",
        "bridges.toml",
        'note = "S1 nomme la fonction sans en dire le contenu ni les conditions."',
        "",
        ("career 'coordinator', key 'note'", "what is not confirmed"),
    ),
    Spoiled(
        "confirmed by an unverified source",
        "follow_up.toml",
        'source = "NOUS"\n  confirmed = false',
        'source = "NOUS"',
        ("follow_up 1, window, key 'confirmed'", "'NOUS' is not verified"),
    ),
    Spoiled("hours lost in silence", "modules.toml", "hours = 14\n", "", ("module 'sst', key 'hours'", "'confirmed'")),
    Spoiled("year lost in silence", "territories/ile-de-france.toml", "year = 2023", "", ("'employers', key 'year'",)),
    Spoiled("block of no title", "modules.toml", '"BC01"', '"BC77"', ("'core_employers', key 'block': 'BC77'",)),
    Spoiled("lever of nothing", "modules.toml", 'lever = "french"', 'lever = "latin"', ("key 'lever': 'latin'",)),
    Spoiled(
        "title of nothing", "occupations.toml", 'title = "ef"', 'title = "xx"', ("'family_assistant', key 'title'",)
    ),
    Spoiled("module for nobody", "modules.toml", '"childminder"', '"gardener"', ("key 'serves': 'gardener'",)),
    Spoiled("bridge to nowhere", "bridges.toml", '["coordinator"]', '["moon"]', ("key 'destinations': 'moon'",)),
    Spoiled("groups upside down", "modules.toml", "group_min = 4", "group_min = 11", ("'sst', key 'group_min': 11",)),
    Spoiled(
        "parts above the whole",
        "modules.toml",
        'block = "BC01"',
        'block = "BC01"\nhours = 251',
        ("modules.toml, core, key 'hours'", "251"),
    ),
    Spoiled(
        "cohort of no occupation",
        "territories/marseille.toml",
        'occupation = "childminder"',
        'occupation = "gardener"',
        ("territories/marseille.toml", "key 'occupation': 'gardener'"),
    ),
    Spoiled("launch undated", "territories/marseille.toml", "launched_on = 2022-03-11", "", ("key 'launched_on'",)),
    Spoiled(
        "plan with a start",
        "territories/lille.toml",
        "planned_year = 2024",
        "planned_year = 2024\nlaunched_on = 2024-01-01",
        ("territories/lille.toml", "key 'launched_on'", "planned"),
    ),
    Spoiled("misnamed file", "territories/lille.toml", 'code = "lille"', 'code = "lens"', ("'lens' is not the name",)),
    Spoiled(
        "a word with two meanings",
        "referral_labels.toml",
        '"demandeur d\'asile"',
        '"REFUGIE"',
        ("referral_labels.toml, uncovered, key 'words': 'REFUGIE' has two meanings",),
    ),
    Spoiled("a word without letter", "referral_columns.toml", '"oui"', '"--"', ("answer, key 'words': '--' holds no",)),
    Spoiled("a word for no ground", "referral_labels.toml", 'means = "refugee"', 'means = "x"', ("key 'means': 'x'",)),
    Spoiled(
        "a word for no proof", "referral_columns.toml", 'means = "delf"', 'means = "x"', ("french_proof, key 'means'",)
    ),
    Spoiled(
        "an alias of two occupations",
        "occupations.toml",
        '"nounou"',
        '"Aide à domicile"',
        ("occupation 'family_assistant', key 'words'", "already names 'childcare_provider'"),
    ),
    Spoiled("no rule left", "eligibility.toml", AGE, AGE + "\nuntil = 2022-03-10", ("minimum_age 1, key 'until'",)),
    Spoiled("not TOML", "bridges.toml", "[[career]]", "[[career]", ("bridges.toml: is not valid TOML",)),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused_by_file_and_key(fault: Spoiled, programme_copy: Path) -> None:
    path = programme_copy / fault.file
    content = path.read_text("utf-8")
    assert fault.old in content
    path.write_text(content.replace(fault.old, fault.new, 1), "utf-8")
    with pytest.raises(ProgrammeError) as refusal:
        load(programme_copy)
    for part in (fault.file.split("/")[-1], *fault.says):
        assert part in str(refusal.value)


def test_the_unspoiled_copy_loads(programme_copy: Path) -> None:
    assert len(load(programme_copy).occupations) == 4


def test_a_missing_file_is_named(programme_copy: Path) -> None:
    (programme_copy / "modules.toml").unlink()
    with pytest.raises(ProgrammeError, match="modules.toml: the file is missing"):
        load(programme_copy)


def test_a_file_in_another_encoding_is_named(programme_copy: Path) -> None:
    path = programme_copy / "bridges.toml"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    with pytest.raises(ProgrammeError, match=r"bridges.toml: is not written in UTF-8 \(byte \d+\)"):
        load(programme_copy)


def test_one_reading_alone_is_no_disagreement(programme_copy: Path) -> None:
    path = programme_copy / "disagreements.toml"
    content = path.read_text("utf-8")
    second = content.index("[[disagreement.reading]]", content.index("[[disagreement.reading]]") + 1)
    path.write_text(content[:second], "utf-8")
    with pytest.raises(ProgrammeError, match="'target_and_capacity', key 'reading': it takes two"):
        load(programme_copy)
