"""The account of a person who was admitted: how she signs in to her own pages, by a code and never a password."""

from django.conf import settings

from labmigration import clock
from labmigration.access.models import RoleGrant, User
from labmigration.access.roles import Role
from labmigration.pathway.models import Pathway
from labmigration.people.models import Candidate


def open_account(pathway: Pathway) -> User | None:
    """The person's account, opened when she has none and can be written to; None when no code could reach her.

    An e-mail that already has an account (a family shares one) is left out: her telephone remains.
    """
    candidate = pathway.candidate
    if candidate.user is not None:
        return candidate.user
    email = candidate.email if candidate.email and not User.objects.filter(email=candidate.email).exists() else ""
    if not (email or candidate.phone):
        return None
    known = dict(settings.LANGUAGES)
    user = User.objects.create_user(
        email,
        name=candidate.full_name,
        phone=candidate.phone,
        language=candidate.contact_language if candidate.contact_language in known else "fr",
        invented=candidate.invented,
    )
    RoleGrant.objects.create(user=user, role=Role.CANDIDATE, territory_id=candidate.territory_id, since=clock.today())
    Candidate.objects.filter(pk=candidate.pk).update(user=user)
    candidate.user = user
    return user
