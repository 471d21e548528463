from django.apps import AppConfig


class ReplicationConfig(AppConfig):
    name = "labmigration.replication"
    label = "replication"
    verbose_name = "Essaimage"
