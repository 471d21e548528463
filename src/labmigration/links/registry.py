"""What links may be given for: purpose → the model of its row, and the page that it opens."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from django.http import HttpRequest, HttpResponse

from labmigration.links.models import SignedLink


@dataclass(frozen=True)
class Purpose:
    """`page` is "module:function", called as ``page(request, link)`` for GET and POST at the link's own address.

    Inside it ``request.actor`` is the holder of the link, her territory is open, and the table of rights decides: name
    LINK_HOLDER with `behind_my_link` for what the page does. A page that acts for a link that serves once calls
    `actions.use` in the transaction of its act.
    """

    model: str
    page: str

    def answer(self, request: HttpRequest, link: SignedLink) -> HttpResponse:
        """The page's answer."""
        module, _, function = self.page.partition(":")
        answer: Callable[[HttpRequest, SignedLink], HttpResponse] = getattr(import_module(module), function)
        return answer(request, link)


PURPOSES = {
    "send_document": Purpose("pathway.Pathway", "labmigration.pathway.reception.own_document_views:behind_link"),
    "meeting": Purpose("orientation.Meeting", "labmigration.pathway.orientation.link_views:meeting"),
    "choose_meeting": Purpose("pathway.Pathway", "labmigration.pathway.orientation.link_views:choose"),
    "offered_slot": Purpose("orientation.Offer", "labmigration.pathway.orientation.link_views:offer"),
    "sign_prescription": Purpose(
        "prescription.Prescription", "labmigration.pathway.prescription.link_views:behind_link"
    ),
    "module_feedback": Purpose("training.ModuleFeedback", "labmigration.pathway.training.feedback.views:behind_link"),
    "follow_up": Purpose("follow_up.FollowUp", "labmigration.pathway.follow_up.link_views:behind_link"),
    "household_word": Purpose("follow_up.HouseholdWord", "labmigration.pathway.follow_up.household_views:behind_link"),
    "questionnaire": Purpose("questionnaires.AskedWave", "labmigration.pathway.questionnaires.own_views:behind_link"),
    "household_questionnaire": Purpose(
        "questionnaires.HouseholdQuestionnaire",
        "labmigration.pathway.questionnaires.own_views:household_behind_link",
    ),
    "answer_seat": Purpose("training.SeatOffer", "labmigration.pathway.training.filling.own_views:behind_link"),
    "sign_attendance": Purpose("training.Enrolment", "labmigration.pathway.training.views.room:behind_link"),
}
