"""A person's answers in what is kept about her, and after she is erased."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.pathway.questionnaires import actions
from labmigration.pathway.questionnaires.models import AskedWave, FilledQuestionnaire
from labmigration.pathway.questionnaires.planning import plan
from labmigration.pathway.questionnaires.tests.conftest import BEGAN, cohort, entry, seat, system
from labmigration.privacy.erasing import erase
from labmigration.privacy.held import as_data, held

__all__ = ["cohort", "entry", "seat", "system"]


def test_she_reads_her_answers_in_words_and_once_erased_nothing_is_kept_nor_asked_again(world, system, entry):
    herself = Actor.of(entry.pathway.candidate.user)
    with clock.at(BEGAN), world.advisor.at_work():
        person = entry.pathway.candidate
        actions.save_draft(entry, actor=herself, question="disability", answers=("no",))
        actions.send(entry, actor=herself)
        actions.begin_correction(entry, actor=herself)
        told = {group.code: str(group.kept) for group in held(person)}
        [group] = [group for group in held(person) if group.code == "questionnaires"]
        lines = [str(value) for kept in group.kept for each in kept.entries for _label, value in each.rows]
        assert any("Avez-vous un handicap" in line and "Non" in line for line in lines)
        assert "Questions au début de la formation" in lines and "questionnaires" in told
        assert "questionnaires.FilledQuestionnaire" in as_data(person)
        erase(person)
        assert not AskedWave.objects.exists() and not FilledQuestionnaire.objects.exists()
    with clock.at(BEGAN), system.at_work():
        assert plan(system) == 0
