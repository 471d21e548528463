from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "labmigration.pathway.questionnaires"
    label = "questionnaires"
    verbose_name = "Questionnaires"
