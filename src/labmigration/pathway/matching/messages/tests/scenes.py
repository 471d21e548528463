"""What the tests of messages begin with: two sides that have both said yes."""

from labmigration.pathway.matching import actions
from labmigration.pathway.matching.tests.scenes import a_pair, reach


def speaking(world, state="mutual"):
    """An introduction whose two sides may write to each other; hers is Amina Zyxname, theirs Mme Martin."""
    pathway, need = a_pair(world)
    pathway.candidate.first_name, pathway.candidate.surname = "Amina", "Zyxname"
    pathway.candidate.save()
    introduction = actions.introduce(pathway, need, actor=world.placement_officer)
    return reach(introduction, state, world)
