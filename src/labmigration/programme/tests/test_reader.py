"""What the programme says, read from its own files."""

import re
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

from labmigration.programme import ProgrammeError, Sourced, load, occupation_from_label, programme
from labmigration.programme import reader as reader_module
from labmigration.programme.records import Source

GROUNDS = {
    "refugee",
    "subsidiary_protection",
    "temporary_protection_ukraine",
    "cir_signatory",
    "cai_signatory",
    "european_citizen",
    "european_resident",
}


def records_of(holder: object) -> list[object]:
    """Every dataclass instance below `holder`, through tuples and mappings."""
    found = []
    if isinstance(holder, tuple):
        found += [record for element in holder for record in records_of(element)]
    elif is_dataclass(holder):
        found.append(holder)
        found += [record for field in fields(holder) for record in records_of(getattr(holder, field.name))]
    return found


def test_no_value_lacks_a_source_or_a_date() -> None:
    p = programme()
    known = {source.code for source in p.sources}
    holders = {"Programme", "CertificationsFile", "ModulesFile", "Eligibility", "BridgesFile", "National"}
    holders |= {"QualityFile"}
    values = [record for record in records_of(p) if not isinstance(record, Source)]
    unsourced = {type(value).__name__ for value in values if not isinstance(value, Sourced)}
    assert unsourced - holders - {"ReferralLabels"} == set()
    sourced = [value for value in values if isinstance(value, Sourced)]
    assert len(sourced) > 150
    assert all(value.source in known and value.since for value in sourced)


def test_every_source_is_cited_by_a_value() -> None:
    text = "".join(
        path.read_text("utf-8") for path in reader_module.FOLDER.rglob("*.toml") if "sources" not in path.name
    )
    cited = set(re.findall(r'"([A-Z0-9-]+)"', text))
    assert {source.code for source in programme().sources} - cited == set()


def test_the_four_occupations_lead_to_three_titles() -> None:
    p = programme()
    assert {occupation.code: occupation.title for occupation in p.occupations} == {
        "childminder": "amge",
        "childcare_provider": "amge",
        "dependency_carer": "advd",
        "family_assistant": "ef",
    }
    assert {title.code for title in p.titles} == {"amge", "advd", "ef"}
    assert [occupation.code for occupation in p.occupations if occupation.workplace == "own_home"] == ["childminder"]
    assert {occupation.code: (occupation.rome.code, occupation.rome.appellation) for occupation in p.occupations} == {
        "childminder": ("K1303", 11306),
        "childcare_provider": ("K1303", 15196),
        "dependency_carer": ("K1302", 38087),
        "family_assistant": ("K1304", 14806),
    }
    assert all(not occupation.esco.confirmed for occupation in p.occupations)


def test_register_numbers_change_on_7_july_2023() -> None:
    before, after = date(2023, 7, 6), date(2023, 7, 7)
    numbers = {title.code: (title.rncp_on(before), title.rncp_on(after)) for title in programme().titles}
    assert numbers == {"advd": (34690, 37780), "ef": (34692, 37792), "amge": (34691, 37795)}


def test_a_register_number_before_any_registration_is_refused() -> None:
    with pytest.raises(ProgrammeError, match="no registration is known on 1999-01-01"):
        programme().title("ef").rncp_on(date(1999, 1, 1))


def test_blocks_that_nobody_read_are_not_invented() -> None:
    p = programme()
    assert [block.code for block in p.title("advd").block if block.confirmed] == ["BC01", "BC02"]
    assert p.title("ef").block == p.title("amge").block == ()
    assert not any(title.blocks_complete for title in p.titles)


def test_specialised_certificates_are_five_and_unconfirmed() -> None:
    groups = programme().certifications.specialised
    assert sum(group.count for group in groups) == 5
    assert not any(group.confirmed for group in groups)


def test_the_core_lasts_250_hours_and_its_three_parts_are_not_given() -> None:
    p = programme()
    parts = [module for module in p.modules if module.kind == "core"]
    assert (p.training.core.hours, p.training.core.source) == (250, "S5")
    assert len(parts) == 3
    assert all(part.hours is None and not part.confirmed for part in parts)


def test_first_aid_and_citizenship_hours_are_given() -> None:
    p = programme()
    sst = p.module("sst")
    assert (sst.hours, sst.group_min, sst.group_max, sst.source) == (14, 4, 10, "S5")
    certificate = p.certifications.sst
    assert (certificate.minimum_hours, certificate.valid_months, certificate.refresher_hours) == (14, 24, 7)
    assert (p.module("citizenship").hours, p.module("citizenship").source) == (4, "S5")


def test_options_are_not_mandatory_and_have_no_hours() -> None:
    options = [module for module in programme().modules if not module.mandatory]
    assert len(options) == 6
    assert all(option.hours is None for option in options)


def test_every_module_pulls_one_of_the_three_levers() -> None:
    assert {module.lever for module in programme().modules} == {"french", "occupational", "citizenship"}


@pytest.mark.parametrize(
    ("place", "code", "value", "unit", "source", "year", "horizon", "kind"),
    [
        ("france", "jobs_to_fill", 800_000, "jobs", "S2", 2022, 2030, "plan"),
        ("france", "hires_by_2035", 600_000, "jobs", "OBS-2025", 2025, 2035, "plan"),
        ("france", "jobs_to_fill_observatory", 790_000, "jobs", "OBS", None, 2030, "plan"),
        ("france", "employers", 3_300_000, "employers", "S2", 2022, None, "fact"),
        ("france", "employees", 1_300_000, "employees", "S2", 2022, None, "fact"),
        ("france", "employers_ready", 62, "percent", "S1", 2021, None, "fact"),
        ("france", "cir_signed_2022", 110_080, "contracts", "SENAT-2023", 2022, None, "fact"),
        ("marseille", "jobs_to_fill_region", 58_000, "jobs", "S2", 2022, 2030, "plan"),
        ("marseille", "jobs_to_fill", 18_000, "jobs", "S2", 2022, 2030, "plan"),
        ("ile-de-france", "employers", 639_942, "employers", "S4", 2023, None, "fact"),
        ("ile-de-france", "employees", 251_258, "employees", "S4", 2023, None, "fact"),
        ("ile-de-france", "jobs_to_fill", 151_058, "jobs", "S4", 2023, 2030, "plan"),
        ("lille", "retirements_region", 58_000, "jobs", "OBS", None, 2030, "plan"),
        ("lille", "employers_region", 237_430, "employers", "OBS", None, None, "fact"),
        ("lille", "employees_region", 97_461, "employees", "OBS", None, None, "fact"),
        ("le-havre", "jobs_to_fill_region", 48_000, "jobs", "OBS", None, 2030, "plan"),
        ("le-havre", "jobs_to_fill", 15_600, "jobs", "OBS", None, 2030, "plan"),
        ("le-havre", "employers_region", 193_080, "employers", "OBS", None, None, "fact"),
        ("le-havre", "employees_region", 74_893, "employees", "OBS", None, None, "fact"),
    ],
)
def test_each_published_figure_stands_with_its_source_and_year(
    place: str, code: str, value: int, unit: str, source: str, year: int | None, horizon: int | None, kind: str
) -> None:
    p = programme()
    figure = (p.national if place == "france" else p.territory(place)).figure_of(code)
    assert (figure.value, figure.unit, figure.source) == (value, unit, source)
    assert (figure.year, figure.horizon, figure.kind) == (year, horizon, kind)
    assert figure.confirmed is (year is not None)
    assert figure.scope_fr


def test_target_and_capacity_of_marseille_stay_apart() -> None:
    marseille = programme().territory("marseille")
    assert marseille.target is not None and marseille.capacity is not None
    assert marseille.target.people == 50
    assert (marseille.capacity.cohorts, marseille.capacity.seats, marseille.capacity.people) == (4, 12, 48)
    assert len(marseille.cohort) == marseille.capacity.cohorts
    assert [provider.name_fr for provider in marseille.provider] == ["EMD Terre de Ciel"]
    assert len(marseille.partner) == 9


def test_only_proven_starts_have_a_date() -> None:
    assert [(t.code, t.stage, t.launched_on, t.departements) for t in programme().territories] == [
        ("marseille", "launched", date(2022, 3, 11), ("13",)),
        ("ile-de-france", "launched", date(2023, 5, 30), ("75", "77", "78", "91", "92", "93", "94", "95")),
        ("le-havre", "planned", None, ("76",)),
        ("lille", "planned", None, ("59", "62")),
    ]


def test_eligibility_of_the_pilot_day() -> None:
    rules = programme().eligibility_on(date(2022, 10, 18))
    assert (rules.minimum_age, rules.minimum_oral, rules.minimum_written) == (18, "A2", "A2")
    assert rules.covered_grounds == GROUNDS
    assert "S1" in rules.source and rules.since == date(2022, 3, 11)


def test_a_day_before_the_lab_is_judged_by_its_first_rules() -> None:
    p = programme()
    assert p.eligibility_on(date(1990, 1, 1)) == p.eligibility_on(p.eligibility.begins)


def test_follow_up_counts_from_the_first_paid_day() -> None:
    contacts = programme().follow_ups_on(date(2023, 1, 1))
    assert [(contact.month, contact.required, contact.confirmed) for contact in contacts] == [
        (6, True, True),
        (18, True, True),
        (36, False, False),
    ]
    assert {contact.counted_from for contact in contacts} == {"first_paid_day"}
    assert not any(contact.window.confirmed for contact in contacts)


def test_the_career_line_leads_to_the_coordinator() -> None:
    careers = [bridge for bridge in programme().bridges.bridge if bridge.kind == "career"]
    assert [(bridge.origins, bridge.destinations, bridge.source) for bridge in careers] == [
        (("family_assistant",), ("dependency_carer",), "S1"),
        (("dependency_carer",), ("coordinator",), "S1"),
    ]


def test_disagreements_keep_both_readings_and_a_reason() -> None:
    p = programme()
    expected = {
        "target_and_capacity",
        "training_start",
        "occupations_and_titles",
        "home_help_and_family_assistant",
        "european_residents",
        "jobs_to_fill",
    }
    assert expected <= {disagreement.code for disagreement in p.disagreements}
    assert {reading.source for reading in p.disagreement("home_help_and_family_assistant").reading} == {"S1", "S2"}
    assert all(disagreement.choice_fr and disagreement.why_fr for disagreement in p.disagreements)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Garde d'enfants", "childcare_provider"),
        ("GARDE D’ENFANTS ", "childcare_provider"),
        ("assistante parentale", "childcare_provider"),
        ("aide à domicile", "family_assistant"),
        ("employe familial", "family_assistant"),
        ("assistant de vie", "dependency_carer"),
        ("assistante maternelle", "childminder"),
        ("assistant familial", None),
        ("cuisinière", None),
        ("", None),
    ],
)
def test_free_labels_lead_to_an_occupation_or_to_none(label: str, code: str | None) -> None:
    assert occupation_from_label(label) == code


def test_an_unknown_code_names_the_file_and_what_it_knows() -> None:
    p = programme()
    with pytest.raises(ProgrammeError, match="occupations.toml knows no 'gardener'; it knows childcare_provider"):
        p.occupation("gardener")
    with pytest.raises(ProgrammeError, match="sources.toml knows no 'S9'"):
        p.source("S9")
    assert p.source("S2").date == date(2022, 10, 18)


def test_the_programme_is_read_once_and_cannot_be_changed() -> None:
    assert programme() is programme()
    with pytest.raises(FrozenInstanceError):
        programme().version = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        programme().labels.grounds["demandeur d asile"] = "refugee"  # type: ignore[index]


def test_the_version_changes_with_any_byte(programme_copy: Path) -> None:
    before = load(programme_copy).version
    assert before == programme().version
    assert re.fullmatch("[0-9a-f]{12}", before)
    with (programme_copy / "bridges.toml").open("a") as file:
        file.write("# one more remark\n")
    assert load(programme_copy).version != before
