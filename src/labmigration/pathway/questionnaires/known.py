"""What her file knows already: proposed as an answer, which she confirms or corrects. Nothing is asked twice."""

from datetime import timedelta

from labmigration import clock
from labmigration.pathway.certification.queries import acquired_blocks
from labmigration.pathway.employment.queries import contracts_on
from labmigration.pathway.questionnaires.models import AskedWave, FilledQuestionnaire, read_given
from labmigration.pathway.questionnaires.wording import Given
from labmigration.pathway.reception.queries import latest_referral
from labmigration.people.models import Sex
from labmigration.programme.codebook import codebook

#: An answer that she gave to the same question in another wave is proposed again for so many days. Ours.
REMEMBERED = timedelta(days=45)
GENDERS = {Sex.FEMALE: "woman", Sex.MALE: "man"}
#: What a ground of eligibility says of the nationality; grounds that leave it open are not here.
NATIONALITIES = {
    "refugee": "third_country",
    "subsidiary_protection": "third_country",
    "temporary_protection_ukraine": "third_country",
    "cir_signatory": "third_country",
    "cai_signatory": "third_country",
    "european_citizen": "european",
}


def known_of(row: AskedWave) -> Given:
    """Question → the answer that the file gives, for the questions of this wave; at most four queries."""
    questions = codebook().questions_of(row.wave)
    asked = {question.known for question in questions if question.known}
    person = row.pathway.candidate
    found: dict[str, tuple[str, ...]] = dict(_said_lately(row))
    if "birth_year" in asked:
        found["birth_year"] = (str(person.birth_date.year),)
    if "gender" in asked and person.sex in GENDERS:
        found["gender"] = (GENDERS[Sex(person.sex)],)
    if "nationality" in asked and (nationality := _nationality(row)):
        found["nationality"] = (nationality,)
    # Filled in late, it is the situation of the day on which it was due that counts.
    day = clock.today() if clock.today() <= row.closes_on else row.due_on
    if "situation_now" in asked and contracts_on(row.pathway, day).exists():
        found["situation_now"] = ("employed",)
    if "qualification" in asked and acquired_blocks([row.pathway_id]).get(row.pathway_id):
        found["qualification"] = ("yes",)
    codes = {question.code for question in questions}
    return {code: answers for code, answers in found.items() if code in codes}


def _nationality(row: AskedWave) -> str:
    referral = latest_referral(row.pathway)
    said = (
        {NATIONALITIES[each["code"]] for each in referral.grounds if each["code"] in NATIONALITIES}
        if referral
        else set()
    )
    return said.pop() if len(said) == 1 else ""


def _said_lately(row: AskedWave) -> Given:
    others = FilledQuestionnaire.objects.filter(pathway=row.pathway_id, written_on__gte=clock.today() - REMEMBERED)
    newest = others.exclude(questionnaire=row.pk).order_by("-written_on", "-number").first()
    return read_given(newest.given) if newest else {}
