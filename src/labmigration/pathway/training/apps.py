from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "labmigration.pathway.training"
    label = "training"
    verbose_name = "Formation"

    def ready(self) -> None:
        from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
        from labmigration.secrecy.rotation import ELSEWHERE

        ELSEWHERE[PHOTOGRAPHS.name] = PHOTOGRAPHS.reseal
