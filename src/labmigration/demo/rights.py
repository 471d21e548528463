"""The pilot's people and their rights: choices made on the screen and aloud, requests, one person who is protected."""

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.roles import Role
from labmigration.demo.scenes import Stage
from labmigration.pathway.models import Pathway
from labmigration.people import consents
from labmigration.people.models import ConsentRecord
from labmigration.privacy import requests, safety
from labmigration.privacy.models import Kind
from labmigration.programme.consents import asked_on

Channel = ConsentRecord.Channel
#: How people of the pilot answer, one after the other: purposes to which they say yes.
ANSWERS = (
    ("partner_progress", "household_card", "keep_profile", "research"),
    ("partner_progress", "household_card"),
    ("household_card", "research"),
    ("partner_progress",),
    (),
)
PROTECTED = 3


def play(stage: Stage) -> None:
    """Today: most have answered, a few have not yet; three requests wait; one person is protected."""
    rows = Pathway.objects.filter(state="open", candidate__user__isnull=False).select_related(
        "candidate__user", "lead_advisor"
    )
    people = list(rows.order_by("opened_on", "candidate__surname", "id"))
    for number, pathway in enumerate(people):
        if number % 7 != 6:
            _answer(pathway, number)
    if len(people) > PROTECTED + 3:
        protected = people[PROTECTED]
        safety.protect(
            protected, True, "Par message, le matin. Jamais chez elle.", actor=Actor.of(protected.lead_advisor)
        )
        _ask(people[0], Kind.OBJECT, "Je ne veux plus de rappels par SMS : mon téléphone est partagé.")
        _ask(people[1], Kind.CONTEST, "Le jury n’a pas compris ma réponse sur la sécurité.", about="certification")
        _ask(people[2], Kind.ERASE, "")


def _answer(pathway: Pathway, number: int) -> None:
    yes = ANSWERS[number % len(ANSWERS)]
    aloud = number % 4 == 1 and pathway.lead_advisor is not None
    for asked in asked_on(clock.today()):
        consents.answer(
            pathway.candidate,
            asked.code,
            asked.code in yes,
            language=pathway.candidate.user.language,
            channel=Channel.ORAL if aloud else Channel.SCREEN,
            by=pathway.lead_advisor if aloud else pathway.candidate.user,
            version=asked.version,
        )


def _ask(pathway: Pathway, kind: str, words: str, about: str = "") -> None:
    actor = Actor.of(pathway.candidate.user)
    if Role.CANDIDATE in actor.roles:
        requests.ask(pathway, kind, actor=actor, words=words, about=about)
