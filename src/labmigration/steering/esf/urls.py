from django.urls import path

from labmigration.steering.esf import views

app_name = "esf"
urlpatterns = [
    path("", views.territories, name="territories"),
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/ouvrir/", views.open_operation, name="open_operation"),
    path("operation/<uuid:operation_id>/", views.operation, name="operation"),
    path("operation/<uuid:operation_id>/modifier/", views.edit_operation, name="edit_operation"),
    path("operation/<uuid:operation_id>/exporter/", views.export, name="export"),
    path("export/<uuid:export_id>/", views.download, name="download"),
]
