"""What several models of certification say of the data that they keep."""

LONG = "archive longue : preuve pour la personne (durée à confirmer)"
PROOF = "preuve de ce que la personne a obtenu"
RECIPIENTS = "la personne ; le jury ; l’organisme de formation ; un foyer, avec son accord, pour les blocs acquis"
