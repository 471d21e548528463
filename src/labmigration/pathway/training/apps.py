from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "labmigration.pathway.training"
    label = "training"
    verbose_name = "Formation"

    def ready(self) -> None:
        from labmigration.pathway.training.kept_sheets import PHOTOGRAPHS
        from labmigration.pathway.training.listening import hear_of_closing
        from labmigration.secrecy.rotation import ELSEWHERE
        from labmigration.timeline.moves import moved

        ELSEWHERE[PHOTOGRAPHS.name] = PHOTOGRAPHS.reseal
        moved.connect(hear_of_closing, dispatch_uid="training.hear_of_closing")
