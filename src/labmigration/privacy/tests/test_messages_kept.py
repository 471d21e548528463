"""Messages between her and a household, as "my data" and an erasure find them."""

from labmigration.pathway.matching.messages import actions
from labmigration.pathway.matching.messages.models import Exchange, MessageReport, RelayedMessage
from labmigration.pathway.matching.messages.tests.scenes import speaking
from labmigration.pathway.matching.tests.scenes import both
from labmigration.privacy.erasing import erase
from labmigration.privacy.held import as_data, held


def test_my_data_and_an_erasure_find_them(world, on_a_tuesday):
    with world.placement_officer.at_work():
        introduction = speaking(world)
        her, home = both(introduction)
        actions.write(introduction, actor=her, code="meet_can", values={"day": "2026-03-12", "time": "10:00"})
        message = actions.write(introduction, actor=home, words="Zyxsaid")
        actions.report(introduction, actor=home, reason="other", words="Zyxof her", message=message)
        person = introduction.pathway.candidate
        told = str(as_data(person)) + str([kept.entries for group in held(person) for kept in group.kept])
        assert "Zyxsaid" in told and "Je peux vous rencontrer le jeudi" in told
        assert "Zyxof her" not in told
        erase(person)
        for model in (RelayedMessage, MessageReport, Exchange):
            assert not model.objects.exists()
