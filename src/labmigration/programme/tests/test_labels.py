"""The words of referral files: those of the Marseille sample first, then what may come."""

import re

import pytest

from labmigration.programme import normalise_label, occupation_from_label, programme, referral_labels

# Every distinct cell of the sample file that partners sent for Marseille.
SAMPLE_STATUSES = {
    "Ukraine": "temporary_protection_ukraine",
    "déplacée d'Ukraine": "temporary_protection_ukraine",
    "Protection temporaire": "temporary_protection_ukraine",
    "BPI - protection subsidiaire": "subsidiary_protection",
    "Protection subsidiaire": "subsidiary_protection",
    "PS": "subsidiary_protection",
    "BPI - réfugié": "refugee",
    "Réfugié": "refugee",
    "REFUGIEE": "refugee",
    "refugie statutaire": "refugee",
    "CIR": "cir_signatory",
    "Signataire CIR": "cir_signatory",
    "contrat d'intégration républicaine": "cir_signatory",
    "Citoyenne européenne": "european_citizen",
    "UE": "european_citizen",
    "EEE/Suisse": "european_citizen",
    "Résident européen": "european_resident",
}


@pytest.mark.parametrize(
    ("written", "looked_up"),
    [
        ("  Réfugié(e)\u00a0 statutaire ", "refugie e statutaire"),
        ("BPI – réfugié", "bpi refugie"),
        ("déplacée d’Ukraine", "deplacee d ukraine"),
        ("A2+ ", "a2+"),
        ("A2 +", "a2+"),
        ("A1.1", "a1 1"),
        ("moyen ?", "moyen?"),
        ("RÉFUGIÉE", "refugiee"),
        ("carte_de_résident", "carte de resident"),
        (" -/. ", ""),
    ],
)
def test_spelling_is_set_aside_but_not_meaning(written: str, looked_up: str) -> None:
    assert normalise_label(written) == looked_up
    assert normalise_label(looked_up) == looked_up


@pytest.mark.parametrize(("status", "ground"), SAMPLE_STATUSES.items())
def test_statuses_of_the_sample_are_recognised(status: str, ground: str) -> None:
    assert referral_labels().grounds[normalise_label(status)] == ground


@pytest.mark.parametrize(
    ("status", "ground"),
    [
        ("CAI", "cai_signatory"),
        ("contrat d'accueil et d'intégration", "cai_signatory"),
        ("Réfugié ukrainien", "temporary_protection_ukraine"),
        ("ressortissante UE", "european_citizen"),
        ("Résident de longue durée-UE", "european_resident"),
        ("Protégé subsidiaire", "subsidiary_protection"),
        ("BPI (réfugiée)", "refugee"),
        ("primo-arrivante signataire du CIR", "cir_signatory"),
    ],
)
def test_plausible_variants_are_recognised(status: str, ground: str) -> None:
    assert referral_labels().grounds[normalise_label(status)] == ground


@pytest.mark.parametrize(
    "status",
    [
        "demandeur d'asile",
        "Étudiant",
        "réfugié climatique?",
        "réfugié climatique",
        "sans papiers",
        "APS",
        "primo-arrivant",
    ],
)
def test_a_known_status_that_is_no_ground_says_what_to_do(status: str) -> None:
    labels = referral_labels()
    label = normalise_label(status)
    assert label not in labels.grounds and label not in labels.either_grounds
    assert labels.uncovered[label].say_fr


@pytest.mark.parametrize("status", ["réfugié ?", "statut magique", "réfugié fiscal", "PSG", "UEFA"])
def test_an_unknown_status_is_not_guessed(status: str) -> None:
    labels = referral_labels()
    label = normalise_label(status)
    assert label not in labels.grounds
    assert label not in labels.either_grounds
    assert label not in labels.uncovered


def test_a_word_that_names_one_of_two_covered_grounds_does_not_choose() -> None:
    labels = referral_labels()
    assert labels.either_grounds[normalise_label("BPI")] == ("refugee", "subsidiary_protection")
    assert "bpi" not in labels.grounds


def test_every_ground_has_words_and_no_word_is_both_covered_and_not() -> None:
    labels = referral_labels()
    assert set(labels.grounds.values()) == {ground.code for ground in programme().eligibility.ground}
    assert not labels.grounds.keys() & labels.uncovered.keys()
    assert not labels.either_grounds.keys() & (labels.grounds.keys() | labels.uncovered.keys())


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ("carte vie privée et familiale", "private_and_family_life_card"),
        ("APS", "provisional_authorisation"),
        ("carte de résident", "resident_card"),
        ("carte pluriannuelle", "multi_year_card"),
        ("carte d'identité", "identity_card"),
        ("résident longue durée UE", "long_term_resident_eu_card"),
        ("Récépissé", "receipt"),
    ],
)
def test_documents_of_the_sample_are_recognised(document: str, code: str) -> None:
    assert referral_labels().documents[normalise_label(document)] == code


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("a2", "A2"),
        ("A2 ", "A2"),
        ("A2+", "A2+"),
        ("a2+", "A2+"),
        ("B1 ", "B1"),
        ("b2", "B2"),
        ("a1 ", "A1"),
        ("a1.1", "pre-A1"),
        ("débutant", "pre-A1"),
        ("DEBUTANTE", "pre-A1"),
        ("pre-A1", "pre-A1"),
    ],
)
def test_levels_of_the_sample_are_recognised(level: str, code: str) -> None:
    assert referral_labels().french_levels[normalise_label(level)] == code


@pytest.mark.parametrize("words", ["moyen ?", "moyen", "bon", "courant", "A2 ?", "D1", "A2.1", "A3", "2"])
def test_words_that_are_no_level_stay_unknown(words: str) -> None:
    assert normalise_label(words) not in referral_labels().french_levels


@pytest.mark.parametrize("level", ["pre-A1", "A1", "A1+", "A2", "A2+", "B1", "B1+", "B2", "C1", "C2"])
def test_each_level_code_is_its_own_word(level: str) -> None:
    assert referral_labels().french_levels[normalise_label(level)] == level


@pytest.mark.parametrize(
    ("proof", "code"),
    [
        ("TCF 2022", "tcf"),
        ("TEF", "tef"),
        ("attestation OFII", "attestation"),
        ("DELF", "delf"),
        ("évaluation OFII", "assessment"),
    ],
)
def test_proofs_of_the_sample_are_recognised_once_the_year_is_off(proof: str, code: str) -> None:
    without_year = re.sub(r"\b(19|20)\d\d\b", "", proof)
    assert referral_labels().french_proofs[normalise_label(without_year)] == code


def test_yes_no_and_sex_words() -> None:
    labels = referral_labels()
    assert [labels.answers[normalise_label(word)] for word in ("OUI", "Oui", "NON", "o", "n")] == [
        True,
        True,
        False,
        True,
        False,
    ]
    assert [labels.sexes[normalise_label(word)] for word in ("f", "Femme", "Mme", "M", "Homme", "X")] == [
        "female",
        "female",
        "female",
        "male",
        "male",
        "unspecified",
    ]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("non", "not_asked"),
        ("oui", "asked"),
        ("oui, récépissé", "with_receipt"),
        ("Oui (récépissé)", "with_receipt"),
        ("oui, sans récépissé", "asked"),
        ("en cours", "asked"),
    ],
)
def test_renewal_words_tell_whether_a_receipt_was_given(words: str, meaning: str) -> None:
    assert referral_labels().renewals[normalise_label(words)] == meaning


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ("garde d'enfants", "childcare_provider"),
        ("aide à domicile", "family_assistant"),
        ("assistante maternelle", "childminder"),
        ("assistant de vie", "dependency_carer"),
        ("employé familial", "family_assistant"),
    ],
)
def test_occupations_of_the_sample_are_recognised(wish: str, code: str) -> None:
    assert occupation_from_label(wish) == code
