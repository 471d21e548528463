from django.apps import AppConfig


class FollowUpConfig(AppConfig):
    name = "labmigration.pathway.follow_up"
    label = "follow_up"
    verbose_name = "Suivi"

    def ready(self) -> None:
        from labmigration.pathway.follow_up.listening import plan_from_first_paid_day
        from labmigration.timeline.moves import moved

        moved.connect(plan_from_first_paid_day, dispatch_uid="follow_up_plans_from_first_paid_day")
