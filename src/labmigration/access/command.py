"""``labmigration user add | list | disable``: how an operator begins on a real installation."""

import argparse
from typing import Any

#: As in `access.roles`, which only loads with Django; a test holds the two together.
ROLES = (
    *("candidate", "referrer", "advisor", "training_coordinator", "trainer", "jury", "household", "employer_tutor"),
    *("placement_officer", "territory_coordinator", "programme_admin", "partner_observer", "researcher", "dpo"),
)


def main(argv: list[str]) -> int:
    """Run one command on accounts; returns 1 when it was refused."""
    options = _parser().parse_args(argv)
    import django

    django.setup()
    from labmigration.access.gate import Refused

    run = {"add": _add, "list": _list, "disable": _disable}[options.what]
    try:
        run(options)
    except Refused as refused:
        print(f"Refusé : {refused}")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="labmigration user")
    commands = parser.add_subparsers(dest="what", required=True)
    add = commands.add_parser("add", help="ouvre un compte et lui donne un rôle")
    add.add_argument("--name", required=True, help="prénom et nom")
    add.add_argument("--email", default="")
    add.add_argument("--phone", default="")
    add.add_argument("--role", required=True, metavar="ROLE", help=f"l’un de : {', '.join(ROLES)}")
    add.add_argument("--territory", default="", help="code du territoire ; rien pour un rôle national")
    add.add_argument("--organisation", default="", help="nom de l’organisme, pour un rôle qui en demande un")
    listed = commands.add_parser("list", help="les comptes ouverts et leurs rôles")
    listed.add_argument("--role", default="")
    listed.add_argument("--territory", default="")
    listed.add_argument("--closed", action="store_true", help="les comptes fermés")
    disable = commands.add_parser("disable", help="ferme un compte ; rien n’est effacé")
    disable.add_argument("contact", help="courriel ou téléphone du compte")
    return parser


def _add(options: argparse.Namespace) -> None:
    from labmigration.access import actions

    user = actions.open_account(
        name=options.name,
        email=options.email,
        phone=options.phone,
        role=options.role,
        territory=options.territory,
        organisation=_organisation(options),
        actor=actions.OPERATOR,
    )
    print(f"Compte ouvert : {user.name}")
    if actions.signs_in_by_code(user):
        print("La personne se connecte avec un code reçu par SMS ou par courriel.")
    else:
        print("À ouvrir une fois, dans les 48 heures, pour choisir un mot de passe :")
        print(actions.first_access_path(user))


def _organisation(options: argparse.Namespace) -> Any:
    if not options.organisation:
        return None
    from django.apps import apps
    from django.utils.translation import gettext as _
    from django_scopes import scope

    from labmigration.access.actions import HELD_FOR
    from labmigration.access.gate import Refused

    with scope(territory=[options.territory]):
        found = apps.get_model("territories.Organisation").objects.filter(name__iexact=options.organisation)
        kind = HELD_FOR.get(options.role)
        keys = list((found.filter(kind=kind) if kind else found).values_list("pk", flat=True)[:2])
    if len(keys) != 1:
        raise Refused(_("Aucun organisme de ce nom dans ce territoire."))
    return keys[0]


def _list(options: argparse.Namespace) -> None:
    from labmigration.access.actions import OPERATOR
    from labmigration.access.queries import accounts

    for user in accounts(OPERATOR, role=options.role, territory=options.territory, closed=options.closed):
        roles = ", ".join(str(grant) for grant in user.held) or "aucun rôle"
        print(f"{user.name} · {user.email or user.phone or 'ni courriel ni téléphone'} · {roles}")


def _disable(options: argparse.Namespace) -> None:
    from django.utils.translation import gettext as _

    from labmigration.access import actions
    from labmigration.access.contacts import Contact
    from labmigration.access.gate import Refused

    try:
        user = Contact.read(options.contact).account()
    except ValueError:
        user = None
    if user is None:
        raise Refused(_("Aucun compte ouvert ne porte ce courriel ou ce téléphone."))
    actions.close_account(user, actor=actions.OPERATOR)
    print(f"Compte fermé : {user.name}")
