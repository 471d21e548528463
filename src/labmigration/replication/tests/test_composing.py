"""Both documents of a territory with people, an announced one and one just opened, in both languages."""

import dataclasses
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest

from labmigration.replication import booklet, reference_document
from labmigration.replication.document import Document, InFrench, Measure, Measures, Missing, blocks_of
from labmigration.replication.kinds import COMPOSERS
from labmigration.replication.owned import LANGUAGES
from labmigration.replication.paper import document_pdf
from labmigration.replication.sources import Sources, Voice, Voices

pytestmark = pytest.mark.django_db


def composed(gathered: dict[str, Sources]) -> Iterator[tuple[Sources, Document]]:
    for sources in (gathered[each] for each in ("marseille", "lille", "opened")):
        for compose in COMPOSERS.values():
            for language in LANGUAGES:
                yield sources, compose(sources, language)


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts_of(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for each in value:
            yield from texts_of(each)


def measures_of(document: Document) -> list[Measure]:
    return [row for block in blocks_of(document) if isinstance(block, Measures) for row in block.rows]


def test_every_section_stands_in_every_document_and_says_where_it_comes_from_and_as_of_when(gathered):
    seen = 0
    for sources, document in composed(gathered):
        expected = (
            (*booklet.STEPS, *booklet.ANNEXES)
            if document.kind == booklet.KIND
            else (*reference_document.CHAPTERS, "annex")
        )
        assert tuple(section.code for section in document.sections) == expected
        for section in document.sections:
            assert section.parts, section.code
            for part in section.parts:
                assert part.blocks, f"{part.code} is empty"
                assert part.origins and all(origin.label and origin.as_of for origin in part.origins), part.code
                live = [origin for origin in part.origins if origin.kind == "live"]
                assert all(origin.as_of == sources.on for origin in live)
                texts = [origin for origin in part.origins if origin.kind == "text"]
                assert all(origin.version and origin.status for origin in texts), part.code
        assert sources.name in document.subtitle and document.warnings
        seen += 1
    assert seen == 3 * 2 * 2


def test_no_number_about_people_stands_without_its_denominator(gathered):
    for _sources, document in composed(gathered):
        for row in measures_of(document):
            assert row.value is None or row.of is not None or row.of_at_least is not None, row.label
    with pytest.raises(ValueError, match="denominator"):
        Measure("hired", 12, None, "", "12")


def test_a_document_of_marseille_counts_its_people_and_hides_the_few(gathered):
    document = reference_document.compose(gathered["marseille"], "fr")
    way = {row.label: row for row in measures_of(document)}
    referred, admitted = way["Orientées vers le Lab"], way["Admises"]
    assert (referred.value, referred.of) == (40, 40)
    assert (admitted.value, admitted.of, admitted.of_label) == (28, 40, "Orientées vers le Lab")
    assert admitted.told.startswith("28 (70") and admitted.interval.startswith("de 55")
    assert "Positionnées" not in way, "three people are not told"
    assert way["Entretien tenu"].value == 14
    hidden = " ".join(text for text in texts_of(document) if text.startswith("Non montré"))
    assert "Positionnées" in hidden and "Premier jour payé" in hidden
    waits = [row for label, row in way.items() if "→" in label]
    assert waits and all((row.of or row.of_at_least) >= 11 for row in waits)


def test_a_copy_that_stays_inside_tells_the_few_as_well(gathered):
    document = reference_document.compose(gathered["exact"], "fr")
    way = {row.label: row for row in measures_of(document)}
    assert (way["Positionnées"].value, way["Positionnées"].of) == (3, 14)
    assert way["Positionnées"].interval.startswith("de 8")
    assert any(warning.startswith("Copie interne") for warning in document.warnings)


def test_a_territory_with_nothing_yet_says_so_instead_of_showing_zeros(gathered):
    document = reference_document.compose(gathered["opened"], "fr")
    missing = {block.what for block in blocks_of(document) if isinstance(block, Missing)}
    assert {"Les nombres de personnes de ce territoire", "Les chiffres publics de ce territoire"} <= missing
    assert not [row for row in measures_of(document) if row.value == 0 and not row.of]
    plan = booklet.compose(gathered["opened"], "fr")
    told = " ".join(texts_of(plan))
    assert "toutes les hypothèses sont illustratives" in told
    assert "aucune part n’est écrite" in told, "jobs of another scope are not its own"


def test_the_booklet_of_lille_sizes_it_from_the_forecast_and_holds_both_agreements(gathered):
    document = booklet.compose(gathered["lille"], "en")
    told = " ".join(texts_of(document))
    assert "14.0 × 4 ÷ 12 = 4.7" in told and "14.0 × 5 ÷ 100 = 0.7" in told
    agreements = next(section for section in document.sections if section.code == "agreements")
    assert [part.code for part in agreements.parts] == [
        "binding",
        "agreement_protocol",
        "agreement_framework",
        "tasks_5",
    ]
    assert "58,000" in told and "retirements only" in told


def test_deviations_keep_every_reading_and_both_dates(gathered):
    told = " ".join(texts_of(reference_document.compose(gathered["marseille"], "en")))
    assert "Planned for November 2022, begun in February 2023" in told
    assert "target 50 people, capacity 4 cohorts of 12" in told


def test_what_stays_french_in_an_english_document_is_letters_and_what_people_wrote(gathered):
    for sources, document in composed(gathered):
        if document.language == "fr":
            assert not [text for text in texts_of(document) if isinstance(text, InFrench)]
            continue
        for section in document.sections:
            if section.code != "letters":
                french = {text for text in texts_of(section) if isinstance(text, InFrench)}
                assert french <= {sources.region, sources.area}, f"english.toml lacks {french}"


def test_what_people_say_is_told_with_quotes_and_no_small_number(gathered):
    held = (uuid4(),)
    said = (
        Voice("Freins", "Transports", "Bus, train.", None, (("worker", "Deux heures de bus."),)),
        Voice("Appuis", "Tutorat", "Ce que fait la tutrice.", 12, ()),
    )
    voices = Voices(3, 14, said, held, held)
    for language, who in (("fr", "Une personne accompagnée"), ("en", "A person accompanied")):
        sources = dataclasses.replace(gathered["marseille"], voices=voices)
        document = reference_document.compose(sources, language)
        part = next(section for section in document.sections if section.code == "conditions")
        told = " ".join(texts_of(part))
        assert f"{who} or employed : « Deux heures" in told.replace("ou salariée", "or employed") and "3" in told
        assert [(row.value, row.of) for row in measures_of(document) if row.label == "Tutorat"] == [(12, 14)]
        assert not [row for row in measures_of(document) if row.label == "Transports"]
        few = dataclasses.replace(sources, voices=dataclasses.replace(voices, of=None, said=said[:1]))
        assert "14" not in " ".join(texts_of(reference_document.compose(few, language).sections[7]))
        assert document_pdf("reference", sources, language).startswith(b"%PDF-1.7")


def test_a_document_is_tagged_in_its_language_and_the_same_bytes_twice(gathered):
    for code, kind, language in (("lille", "booklet", "fr"), ("opened", "reference", "en")):
        made = document_pdf(kind, gathered[code], language)
        assert made.startswith(b"%PDF-1.7") and b"/MarkInfo" in made and b"pdfuaid:part" in made
        assert f"/Lang({language}".encode() in made
        assert made == document_pdf(kind, gathered[code], language)
