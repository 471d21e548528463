"""Rights on partners, agreements, funding and the steering committee."""

from django.utils.translation import gettext_lazy as _

from labmigration.access.rows import (
    everywhere,
    funded_by_my_organisation,
    in_territory,
    my_territory,
    party_of_mine,
    signed_with_mine,
)
from labmigration.access.table.line import ADMIN, COORDINATOR, OBSERVER, Right

_TERRITORY, _PARTNER, _AGREEMENT = "territories.Territory", "agreements.Partner", "agreements.Agreement"
_PARTY, _COMMITMENT, _LINE = "agreements.Party", "agreements.Commitment", "agreements.FundingLine"
_MEETING, _DECISION = "committee.Meeting", "committee.Decision"
_HERE = {COORDINATOR: in_territory}
_READ = {COORDINATOR: in_territory, ADMIN: everywhere, OBSERVER: signed_with_mine}
AGREEMENTS = {
    "agreements.home": Right(
        _("lire les partenaires et les conventions"),
        _TERRITORY,
        {COORDINATOR: my_territory, OBSERVER: my_territory, ADMIN: everywhere},
    ),
    "agreements.write": Right(
        _("tenir le répertoire des partenaires et les conventions"), _TERRITORY, {COORDINATOR: my_territory}
    ),
    "agreements.read_partner": Right(
        _("lire la fiche d’un partenaire"),
        _PARTNER,
        {COORDINATOR: in_territory, OBSERVER: in_territory, ADMIN: everywhere},
    ),
    "agreements.edit_partner": Right(_("corriger la fiche d’un partenaire"), _PARTNER, _HERE),
    "agreements.contacts": Right(_("lire les contacts d’un partenaire"), "agreements.Contact", _HERE),
    "agreements.read": Right(_("lire une convention, ses signatures et ses engagements"), _AGREEMENT, _READ),
    "agreements.edit": Right(_("écrire une convention"), _AGREEMENT, _HERE),
    "agreements.propose": Right(_("proposer une convention à la signature"), _AGREEMENT, _HERE),
    "agreements.reopen": Right(_("reprendre un texte proposé"), _AGREEMENT, _HERE),
    "agreements.conclude": Right(
        _("conclure une convention par la dernière signature"),
        _AGREEMENT,
        {COORDINATOR: in_territory, OBSERVER: signed_with_mine},
    ),
    "agreements.take_effect": Right(_("mettre une convention en vigueur"), _AGREEMENT, _HERE),
    "agreements.replace": Right(_("remplacer une convention par son avenant"), _AGREEMENT, _HERE),
    "agreements.amend": Right(_("commencer un avenant"), _AGREEMENT, _HERE),
    "agreements.end": Right(_("mettre fin à une convention"), _AGREEMENT, _HERE),
    "agreements.abandon": Right(_("abandonner un texte"), _AGREEMENT, _HERE),
    "agreements.sign": Right(_("signer à l’écran pour son organisme"), _PARTY, {OBSERVER: party_of_mine}),
    "agreements.record_signature": Right(_("noter une signature sur papier"), _PARTY, _HERE),
    "agreements.withdraw_party": Right(_("noter le retrait d’une partie"), _PARTY, _HERE),
    "agreements.edit_commitment": Right(_("écrire un engagement"), _COMMITMENT, _HERE),
    "agreements.keep": Right(_("noter un engagement tenu"), _COMMITMENT, _HERE),
    "agreements.release": Right(_("lever un engagement"), _COMMITMENT, _HERE),
    "agreements.read_line": Right(
        _("lire une ligne de financement et ce qui en est consommé"),
        _LINE,
        {COORDINATOR: in_territory, ADMIN: everywhere, OBSERVER: funded_by_my_organisation},
    ),
    "agreements.edit_line": Right(_("tenir une ligne de financement"), _LINE, _HERE),
    "agreements.cancel_expense": Right(_("annuler une dépense"), "agreements.Expense", _HERE),
    "committee.plan": Right(_("prévoir un comité de pilotage"), _TERRITORY, {COORDINATOR: my_territory}),
    "committee.read": Right(
        _("lire un comité de pilotage, son dossier et ses décisions"),
        _MEETING,
        {COORDINATOR: in_territory, OBSERVER: in_territory, ADMIN: everywhere},
    ),
    "committee.edit": Right(_("préparer un comité de pilotage et y inviter"), _MEETING, _HERE),
    "committee.make_papers": Right(_("arrêter le dossier d’un comité de pilotage"), _MEETING, _HERE),
    "committee.hold": Right(_("écrire le compte rendu d’un comité de pilotage"), _MEETING, _HERE),
    "committee.cancel": Right(_("annuler un comité de pilotage"), _MEETING, _HERE),
    "committee.decide": Right(_("écrire une décision du comité de pilotage"), _MEETING, _HERE),
    "committee.settle": Right(_("noter une décision du comité faite"), _DECISION, _HERE),
    "committee.drop": Right(_("abandonner une décision du comité"), _DECISION, _HERE),
}
