from django.urls import path

from labmigration.steering.funding import views

app_name = "funding"
urlpatterns = [
    path("<slug:code>/", views.home, name="home"),
    path("<slug:code>/nouvelle/", views.open_line, name="open_line"),
    path("<slug:code>/<uuid:line_id>/", views.line, name="line"),
    path("<slug:code>/<uuid:line_id>/modifier/", views.edit_line, name="edit_line"),
    path("<slug:code>/<uuid:line_id>/depense/", views.add_expense, name="add_expense"),
    path("<slug:code>/<uuid:line_id>/fichier/", views.import_file, name="import_file"),
    path("<slug:code>/depenses/<uuid:expense_id>/annuler/", views.cancel_expense, name="cancel_expense"),
]
