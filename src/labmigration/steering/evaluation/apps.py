from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "labmigration.steering.evaluation"
    label = "evaluation"
    verbose_name = "Évaluation"

    def ready(self) -> None:
        from labmigration.secrecy.rotation import ELSEWHERE
        from labmigration.steering.evaluation.freezing.kept import FREEZES

        ELSEWHERE[FREEZES.name] = FREEZES.reseal
