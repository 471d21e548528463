"""Lines against the signed ledger and their expenses: counted once, warned before they are overrun."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from labmigration import clock
from labmigration.access.actor import Actor
from labmigration.access.gate import Conflict, Refused
from labmigration.access.models import RoleGrant
from labmigration.access.roles import Role
from labmigration.steering.funding.queries import consumption_of, eligible_cost
from labmigration.territories.agreements import expense_file, funding_actions
from labmigration.territories.agreements.funding_actions import LineTerms, Spent
from labmigration.territories.agreements.models import Expense

MONDAY = date(2026, 3, 9)


def terms(funder, **more) -> LineTerms:
    told = {"label": "Formation", "amount": Decimal(1000), "starts_on": date(2026, 1, 1), "ends_on": date(2026, 12, 31)}
    told |= {"hours": Decimal(40), "hourly_rate": Decimal(10), "kinds": ["room", "teaching"]}
    return LineTerms(funder=funder, **{**told, **more})


def spent(**more) -> Spent:
    told = {"spent_on": date(2026, 3, 2), "kind": "room", "label": "Salle", "amount": Decimal("250.50")}
    return Spent(**{**told, "supplier": "Mairie", "piece": "F-12", **more})


@pytest.fixture
def line(world, funder):
    return funding_actions.open_line("marseille", terms(funder), actor=world.territory_coordinator)


def one(line):
    return consumption_of("marseille", [line])[0]


def test_hours_come_from_the_signed_ledger_and_the_overrun_is_told_before_it_happens(world, school, line):
    with school.coordinator.at_work():
        cohort, _seats = school.running(6)
        school.sign(school.session(cohort), seat_2=("absent", None))
    found = one(line)
    assert (found.hours, found.people, found.spent, found.state) == (Decimal("17.5"), 5, Decimal(175), "fine")
    with school.coordinator.at_work():
        for day in (2, 3):
            school.session(cohort, MONDAY + timedelta(days=day))  # 6 × 3.5 × 2 = 42 hours in the timetable
    found = one(line)
    assert (found.coming, found.state, found.available) == (Decimal(42), "will_be_over", Decimal(825))
    with clock.at(MONDAY + timedelta(days=2)), school.coordinator.at_work():
        school.sign(cohort.sessions.get(date=MONDAY + timedelta(days=2)))
        school.sign(school.session(cohort, MONDAY + timedelta(days=2), half="pm"))
    found = one(line)
    assert (found.hours, found.hours_beyond, found.state) == (Decimal("59.5"), Decimal("19.5"), "over")
    cost = eligible_cost("marseille", date(2026, 1, 1), MONDAY)
    assert (cost.hours, cost.total, cost.lines) == (Decimal("17.5"), Decimal(175), 1)
    assert eligible_cost("marseille", date(2025, 1, 1), date(2025, 12, 31)) is None


def test_hours_that_two_lines_claim_are_counted_on_neither_and_told_on_both(world, school, funder, line):
    with school.coordinator.at_work():
        cohort, _seats = school.running(2)
        school.sign(school.session(cohort))
    other = funding_actions.open_line(
        "marseille", terms(funder, label="Autre", modules=["core_safety"]), actor=world.territory_coordinator
    )
    first, second = one(line), one(other)
    assert first.hours == second.hours == 0
    assert first.disputed == (("Autre", Decimal(7)),) and second.disputed == (("Formation", Decimal(7)),)
    assert eligible_cost("marseille", MONDAY, MONDAY).disputed == 7
    apart = terms(funder, modules=["sst"])
    funding_actions.edit_line(line, apart, actor=world.territory_coordinator, version=1)
    with pytest.raises(Conflict):
        funding_actions.edit_line(line, apart, actor=world.territory_coordinator, version=1)
    assert (one(line).hours, one(other).hours) == (0, 7)


def test_one_paper_is_counted_once_whoever_pays_and_however_it_is_typed(world, funder, line):
    actor = world.territory_coordinator
    expense = funding_actions.add_expense(line, spent(), actor=actor)
    with pytest.raises(Refused, match="déjà comptée sur cette ligne"):
        funding_actions.add_expense(line, spent(supplier=" MAIRIE ", piece="f 12"), actor=actor)
    other = funding_actions.open_line("marseille", terms(funder, label="Autre"), actor=actor)
    with pytest.raises(Refused, match="« Formation »"):
        funding_actions.add_expense(other, spent(), actor=actor)
    funding_actions.cancel_expense(expense, actor=actor, reason="Mauvaise ligne")
    with pytest.raises(Conflict):
        funding_actions.cancel_expense(expense, actor=actor, reason="encore")
    funding_actions.add_expense(other, spent(), actor=actor)
    assert (one(line).expenses, one(other).expenses) == (0, Decimal("250.50"))
    with pytest.raises(Refused):  # what is counted must still fit
        funding_actions.edit_line(other, terms(funder, kinds=["teaching"]), actor=actor, version=1)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "exam"}, "nature"),
        ({"spent_on": date(2025, 12, 31)}, "hors de la période"),
        ({"spent_on": date(2026, 3, 11)}, "à venir"),
        ({"amount": Decimal(0)}, "plus grand"),
    ],
)
def test_an_expense_that_does_not_fit_says_why(world, line, wrong, says):
    with pytest.raises(Refused, match=says):
        funding_actions.add_expense(line, spent(**wrong), actor=world.territory_coordinator)


FILE = (
    "Date;Nature;Libellé;Montant;Payé à;Pièce\r\n"
    "02/03/2026;salles et matériel;Salle;250,50;Mairie;F-12\r\n"
    "2026-03-03;teaching;Formatrice;1 200,00 €;Organisme;F-13\r\n"
    "02/03/2026;room;Salle, la même;250,5;mairie;f12\r\n"
)


def test_a_file_sent_twice_creates_nothing_twice(world, line):
    send = expense_file.import_expenses
    for content in (FILE.encode(), FILE.encode("cp1252"), b"\xef\xbb\xbf" + FILE.replace(";", "\t").encode()):
        found = send(line, content, actor=world.territory_coordinator)
        assert found.problems == []
    assert (len(found.new), found.known) == (0, 3)
    assert sorted(Expense.objects.values_list("amount", flat=True)) == [Decimal("250.50"), Decimal(1200)]


def test_a_file_with_a_wrong_cell_counts_nothing_and_says_where(world, line):
    wrong = FILE + "32/03/2026;voyage;;12,345;X;F-14\r\n\r\n02/03/2026;exam;Jury;NaN;X;F-15\r\n"
    found = expense_file.import_expenses(line, wrong.encode(), actor=world.territory_coordinator)
    assert {(each.line, each.column) for each in found.problems} == {
        *((5, "date"), (5, "nature"), (5, "libelle"), (5, "montant"), (7, "montant"))
    }
    assert not Expense.objects.exists()
    for nothing in (b"", b"a;b\n1;2\n", bytes(range(256)) * 10):
        with pytest.raises(Refused):
            expense_file.read(line, nothing)


def test_the_pages_ask_before_an_overrun_and_a_funder_reads_its_own_line(world, elsewhere, funder, line, client):
    def url(name: str, *args: object) -> str:
        return reverse(f"funding:{name}", args=["marseille", *args])

    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    sent = {"spent_on": "2026-03-02", "kind": "room", "label": "Salle", "supplier": "Mairie", "piece": "F-1"}
    page = url("add_expense", line.pk)
    answer = client.post(page, {**sent, "amount": "1 200,00"})
    assert answer.status_code == 422 and "Il manque 200" in answer.content.decode()
    assert client.post(page, {**sent, "amount": "1200", "beyond": "on"}).status_code == 302
    assert "dépassée de 200" in client.get(url("line", line.pk)).content.decode().replace("\u00a0", " ")
    assert client.post(page, {**sent, "amount": "1200", "beyond": "on"}).status_code == 403  # the same paper again
    file = SimpleUploadedFile("d.csv", FILE.encode(), content_type="text/csv")
    assert client.post(url("import_file", line.pk), {"file": file}).status_code == 302
    file = SimpleUploadedFile("d.csv", FILE.replace("Salle", "").encode(), content_type="text/csv")
    assert client.post(url("import_file", line.pk), {"file": file}).status_code == 422
    new = {"label": "Jurys", "funder": funder.pk, "amount": "500", "starts_on": "2026-01-01", "kinds": ["exam"]}
    assert client.post(url("open_line"), {**new, "ends_on": "2025-01-01"}).status_code == 422
    assert client.post(url("open_line"), {**new, "ends_on": "2026-12-31"}).status_code == 302
    expense = Expense.objects.get(piece="F-13")
    assert client.post(url("cancel_expense", expense.pk), {"reason": "Erreur"}).status_code == 302

    observer = world.user(Role.PARTNER_OBSERVER)
    client.force_login(observer)
    assert client.get(url("line", line.pk)).status_code == 404
    RoleGrant.objects.filter(user=observer).update(organisation=funder.organisation)
    assert Actor.of(observer).roles == {"partner_observer"}
    assert "Formation" in client.get(url("home")).content.decode()
    html = client.get(url("line", line.pk)).content.decode()
    assert "Mairie" in html and "Noter une dépense" not in html
    assert client.get(url("add_expense", line.pk)).status_code == 404
    client.force_login(elsewhere.user(Role.TERRITORY_COORDINATOR))
    assert client.get(url("home")).status_code == client.get(url("line", line.pk)).status_code == 404


def test_a_funder_does_not_read_the_hours_of_a_few_people(world, school, funder, line, client):
    with school.coordinator.at_work():
        cohort, _seats = school.running(3)
        school.sign(school.session(cohort))
    observer = world.user(Role.PARTNER_OBSERVER)
    RoleGrant.objects.filter(user=observer).update(organisation=funder.organisation)
    client.force_login(observer)
    page = reverse("funding:line", args=["marseille", line.pk])
    html = client.get(page).content.decode()
    assert "Non montré" in html and "10\u00a0h\u00a030" not in html and "105" not in html
    client.force_login(world.user(Role.TERRITORY_COORDINATOR))
    assert "10\u00a0h\u00a030" in client.get(page).content.decode()
