"""Row filters: which rows a role may see, as conditions on the database.

A filter takes a grant, the actor and the model, and returns a `Q`. Models say how they reach the things that filters
speak of by class attributes that hold a look-up path: ``PATHWAY`` (to the pathway; ``""`` on the pathway itself),
``COHORT`` (to the cohort), ``HOUSEHOLD`` (to the household). A filter on a model without the path is a mistake in the
table and raises.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from labmigration import clock
from labmigration.access.actor import Actor, Grant

RowFilter = Callable[[Grant, Actor, type[Model]], Q]


def path(model: type[Model], root: str, field: str) -> str:
    """The look-up from `model` to `field` of its pathway, cohort or household."""
    prefix: str = getattr(model, root)
    return f"{prefix}__{field}" if prefix else field


def everywhere(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Every row: for what is no person's file."""
    return Q(pk__isnull=False)


def in_territory(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Rows of the territory in which the role is held."""
    return Q(territory=grant.territory)


def my_territory(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The territory itself."""
    return Q(pk=grant.territory)


def prepared_territory(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The territory itself, or one that the actor opened."""
    return my_territory(grant, actor, model) | Q(opening__opened_by=actor.user)


def in_prepared_territory(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Rows of the territory in which the role is held, or of one that the actor opened."""
    return in_territory(grant, actor, model) | Q(territory__opening__opened_by=actor.user)


def assigned(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People whose lead advisor is the actor."""
    return in_territory(grant, actor, model) & Q(**{path(model, "PATHWAY", "lead_advisor"): actor.user})


def assigned_or_waiting(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The actor's own people, and those whom no advisor follows yet."""
    waiting = Q(**{path(model, "PATHWAY", "lead_advisor__isnull"): True})
    return assigned(grant, actor, model) | (in_territory(grant, actor, model) & waiting)


def own(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The person's own rows."""
    return in_territory(grant, actor, model) & Q(**{path(model, "PATHWAY", "candidate__user"): actor.user})


def sent_by_my_organisation(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People referred by the organisation for which the role is held."""
    if grant.organisation is None:
        return Q(pk__in=[])
    sent = Q(**{path(model, "PATHWAY", "referrer"): grant.organisation})
    return in_territory(grant, actor, model) & sent


def sent_by_my_organisation_at_reception(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People referred by the organisation for which the role is held, until the Lab has taken them in."""
    return sent_by_my_organisation(grant, actor, model) & Q(**{path(model, "PATHWAY", "stage"): "reception"})


def at_my_provider(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Cohorts of the actor's training provider, and what belongs to them."""
    if grant.organisation is None:
        return Q(pk__in=[])
    return in_territory(grant, actor, model) & Q(**{path(model, "COHORT", "provider"): grant.organisation})


def in_my_cohorts(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Cohorts in which the actor teaches, and what belongs to them."""
    return in_territory(grant, actor, model) & Q(**{path(model, "COHORT", "trainers"): actor.user})


def trained_at_my_provider(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People who hold a seat in a cohort of the actor's training provider."""
    if grant.organisation is None:
        return Q(pk__in=[])
    seat = Q(**{path(model, "PATHWAY", "enrolments__cohort__provider"): grant.organisation})
    return in_territory(grant, actor, model) & seat


def before_my_jury(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Certification files on whose jury the actor sits."""
    return in_territory(grant, actor, model) & Q(jurors=actor.user)


def ready_for_households(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People who have come as far as matching."""
    stage = Q(**{path(model, "PATHWAY", "stage__in"): ("matching", "employment", "follow_up")})
    return in_territory(grant, actor, model) & stage


def of_my_household(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The actor's own household, and what concerns it."""
    return in_territory(grant, actor, model) & Q(**{path(model, "HOUSEHOLD", "user"): actor.user})


def of_my_side(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """What the actor does as somebody who works, or for her household: rows that name one of the two."""
    mine = Q(candidate__user=actor.user) | Q(household__user=actor.user)
    return in_territory(grant, actor, model) & mine


def tutored_by_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Tutorships in which the actor is the employer-tutor."""
    return in_territory(grant, actor, model) & Q(tutor=actor.user)


def made_by_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """What the actor wrote or asked for herself: a complaint, a file."""
    return in_territory(grant, actor, model) & Q(made_by=actor.user)


def held_by_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """What the actor opened or keeps as an advisor: hours to choose from, who waits for one."""
    return in_territory(grant, actor, model) & Q(advisor=actor.user)


def behind_my_link(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The one row for which the link was given; a link given for a pathway opens nothing that hangs on it."""
    if grant.subject is None or grant.subject[0] != model._meta.label:
        return Q(pk__in=[])
    return in_territory(grant, actor, model) & Q(pk=grant.subject[1])


def opened_in_urgency(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """People whose file the actor has opened in an emergency, while it lasts."""
    lasting = {
        path(model, "PATHWAY", "urgent_readings__reader"): actor.user,
        path(model, "PATHWAY", "urgent_readings__ends_at__gt"): clock.now(),
    }
    return in_territory(grant, actor, model) & Q(**lasting)


def to_my_role(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Requests that this role answers, never about a decision that the actor took."""
    here = in_territory(grant, actor, model) if grant.territory else Q()
    return Q(handled_by=grant.role) & here & ~Q(deciders=actor.user)


def erasures_to_reread(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Erasures that somebody else proposed and that wait for a second person."""
    return in_territory(grant, actor, model) & Q(kind="erase", state="agreed") & ~Q(agreed_by=actor.user)


def revocations_to_confirm(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Certificates whose withdrawal somebody else asked for."""
    return in_territory(grant, actor, model) & Q(state="asked") & ~Q(asked_by=actor.user)


def signed_with_mine(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Agreements, from their proposal on, to which the organisation for which the role is held is a party."""
    if grant.organisation is None:
        return Q(pk__in=[])
    mine = Q(parties__partner__organisation=grant.organisation) & ~Q(state__in=("draft", "abandoned"))
    return in_territory(grant, actor, model) & mine


def party_of_mine(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """What the organisation for which the role is held is a party to."""
    if grant.organisation is None:
        return Q(pk__in=[])
    return in_territory(grant, actor, model) & Q(partner__organisation=grant.organisation)


def funded_by_my_organisation(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Funding lines of the organisation for which the role is held."""
    if grant.organisation is None:
        return Q(pk__in=[])
    return in_territory(grant, actor, model) & Q(funder__organisation=grant.organisation)


def plans_to_confirm(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Evaluation plans that somebody else signed first, under another role."""
    return Q(state="proposed") & ~Q(proposed_by=actor.user) & ~Q(proposed_as=grant.role)


def _speaks(actor: Actor) -> Q:
    return Q(pathway__candidate__user=actor.user) | Q(household__user=actor.user) | Q(staff=actor.user)


def speaks_in_it(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Interviews in which the actor is the one who speaks."""
    return in_territory(grant, actor, model) & _speaks(actor)


def speaks_or_invited(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Interviews in which the actor speaks, or to which she has invited somebody."""
    return in_territory(grant, actor, model) & (_speaks(actor) | Q(invited_by=actor.user))


def in_its_team(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Interviews that the actor has written, or codes."""
    return Q(written_by=actor.user) | Q(first_coder=actor.user) | Q(second_coder=actor.user)


def not_anothers_to_write(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Interviews that nobody else has begun to write."""
    return Q(written_by__isnull=True) | Q(written_by=actor.user)


def coded_by_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """The actor's own readings."""
    return Q(coder=actor.user)


def asked_by_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Research projects that the actor asked for, in any territory."""
    return Q(asked_by=actor.user)


def approved_for_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Research projects that the actor asked for and that two people approved, in any territory."""
    return Q(asked_by=actor.user, state="approved")


def extracted_for_me(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Extracts of research projects that the actor asked for."""
    return Q(project__asked_by=actor.user)


def projects_to_judge(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Research projects that somebody else asked for."""
    return ~Q(asked_by=actor.user)


def projects_to_approve(grant: Grant, actor: Actor, model: type[Model]) -> Q:
    """Research projects that somebody else asked for, and another one agreed to first, under another role."""
    return Q(state="agreed") & ~Q(asked_by=actor.user) & ~Q(agreed_by=actor.user) & ~Q(agreed_as=grant.role)


#: Filters that follow a to-many relation: the gate wraps them so that no row comes twice.
TO_MANY = frozenset({in_my_cohorts, trained_at_my_provider, before_my_jury, opened_in_urgency, signed_with_mine})

#: What each filter lets through, in words: for the page of rights.
SAYS: dict[RowFilter, Any] = {
    everywhere: _("partout"),
    in_territory: _("dans son territoire"),
    my_territory: _("son territoire"),
    prepared_territory: _("son territoire, et ceux que l’on a ouverts"),
    in_prepared_territory: _("dans son territoire, et dans ceux que l’on a ouverts"),
    assigned: _("les personnes que l’on suit"),
    assigned_or_waiting: _("les personnes que l’on suit, et celles que personne ne suit encore"),
    own: _("pour soi"),
    sent_by_my_organisation: _("les personnes orientées par son organisme"),
    sent_by_my_organisation_at_reception: _(
        "les personnes orientées par son organisme, tant qu’elles sont à l’accueil"
    ),
    at_my_provider: _("les cohortes de son organisme"),
    in_my_cohorts: _("les cohortes où l’on enseigne"),
    trained_at_my_provider: _("les personnes formées par son organisme"),
    before_my_jury: _("les dossiers devant son jury"),
    ready_for_households: _("les personnes arrivées à la mise en relation"),
    of_my_household: _("son propre foyer"),
    of_my_side: _("pour soi ou pour son foyer"),
    tutored_by_me: _("les tutorats que l’on tient"),
    to_my_role: _("les demandes qui lui reviennent, jamais sur sa propre décision"),
    erasures_to_reread: _("les effacements proposés par quelqu’un d’autre"),
    revocations_to_confirm: _("les retraits de certificat demandés par quelqu’un d’autre"),
    plans_to_confirm: _("les plans signés une fois par quelqu’un d’autre, sous une autre fonction"),
    asked_by_me: _("les projets que l’on a demandés"),
    approved_for_me: _("les projets que l’on a demandés et que deux personnes ont approuvés"),
    extracted_for_me: _("les extractions des projets que l’on a demandés"),
    projects_to_judge: _("les projets demandés par quelqu’un d’autre"),
    projects_to_approve: _("les projets auxquels quelqu’un d’autre a donné le premier accord, sous une autre fonction"),
    held_by_me: _("ce que l’on tient soi-même"),
    made_by_me: _("ce que l’on a écrit ou demandé soi-même"),
    opened_in_urgency: _("les dossiers ouverts en urgence, pendant trois heures"),
    signed_with_mine: _("les conventions dont son organisme est partie"),
    party_of_mine: _("ce que son organisme signe"),
    funded_by_my_organisation: _("les lignes que son organisme finance"),
    speaks_in_it: _("les entretiens où l’on parle"),
    speaks_or_invited: _("les entretiens où l’on parle, et ceux où l’on a invité"),
    not_anothers_to_write: _("les entretiens que personne d’autre n’écrit"),
    in_its_team: _("les entretiens que l’on écrit ou code"),
    coded_by_me: _("ses propres lectures"),
    behind_my_link: _("ce pour quoi le lien a été donné"),
}
