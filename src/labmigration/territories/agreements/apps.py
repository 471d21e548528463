from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "labmigration.territories.agreements"
    label = "agreements"
    verbose_name = "Partenaires et conventions"
