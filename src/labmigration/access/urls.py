"""Accounts and their roles; the table of rights; the register of processing."""

from django.urls import path

from labmigration.access import views
from labmigration.access.leaving import leave_quickly

app_name = "access"
urlpatterns = [
    path("comptes/", views.accounts, name="accounts"),
    path("comptes/ouvrir/", views.open_account, name="open_account"),
    path("comptes/<uuid:account_id>/", views.account, name="account"),
    path("comptes/<uuid:account_id>/role/", views.grant_role, name="grant_role"),
    path("comptes/<uuid:account_id>/role/<uuid:grant_id>/retirer/", views.end_role, name="end_role"),
    path("comptes/<uuid:account_id>/fermer/", views.close_account, name="close_account"),
    path("comptes/<uuid:account_id>/rouvrir/", views.reopen_account, name="reopen_account"),
    path("comptes/<uuid:account_id>/lien/", views.renew_access, name="renew_access"),
    path("quitter-vite/", leave_quickly, name="leave_quickly"),
    path("droits/", views.rights, name="rights"),
    path("registre/", views.register, name="register"),
]
