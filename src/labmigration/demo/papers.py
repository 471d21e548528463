"""Papers of the pilot: photographed specimens at every step of their check, and the right to work looked at again."""

import io
from collections.abc import Sequence
from datetime import date, timedelta

from PIL import Image, ImageDraw

from labmigration.access.actor import Actor
from labmigration.demo.scenes import Stage, played, refreshed, working
from labmigration.pathway.models import Pathway
from labmigration.pathway.reception import document_actions as documents
from labmigration.pathway.reception import queries
from labmigration.pathway.reception import right_to_work_actions as checks
from labmigration.pathway.reception.models import RightToWorkCheck

#: Left to do on the first pages: what became due in these days.
LEFT_TO_DO = timedelta(days=3)


def play(stage: Stage, newcomers: Sequence[Pathway], today: date) -> None:
    """First what was looked at in the past two years, then the photographs of the last days."""
    _look_again(stage, today)
    _photographs(stage, refreshed(newcomers), today)


def _look_again(stage: Stage, today: date) -> None:
    """Advisors did their checks in time; one person's card ends soon and is still to be looked at."""
    ends_soon = True
    past = RightToWorkCheck.objects.filter(state="due", due_on__lt=today - LEFT_TO_DO, pathway__state="open")
    for check in past.select_related("pathway__lead_advisor", "pathway__candidate").order_by("due_on", "id"):
        referral = queries.latest_referral(check.pathway)
        end, title = referral.valid_until, "residence"
        if end is None:
            outcome, title = "exempt", ""
        else:
            outcome = "valid"
            if ends_soon and check.pathway.stage == "prescription":
                end, ends_soon = today + timedelta(days=58), False
        with played(working(check.due_on), 16):
            checks.record(check, actor=stage.advisor_of(check.pathway), outcome=outcome, kind=title, valid_until=end)


def _photographs(stage: Stage, newcomers: Sequence[Pathway], today: date) -> None:
    """One checked, one refused, one read differently, two that wait for a first and for a second reader."""
    second = stage.company.actor("territory_coordinator")
    end = today + timedelta(days=540)
    good = {"finding": "good", "valid_until": end, "allows_work": True}
    sent = [
        _sent(stage, newcomers[2], "residence", "CARTE", today - timedelta(days=3)),
        _sent(stage, newcomers[0], "residence", "CARTE", today - timedelta(days=4)),
        _sent(stage, newcomers[5], "residence", "CARTE", today - timedelta(days=4)),
        _sent(stage, newcomers[6], "residence", "CARTE", today - timedelta(days=2)),
    ]
    _sent(stage, newcomers[1], "french", "DELF A2", today - timedelta(days=1))
    read = (
        (sent[0], good, good),
        (sent[1], good, None),
        (sent[2], {"finding": "expired"}, {"finding": "expired"}),
        (sent[3], good, {"finding": "illegible"}),
    )
    for document, first, other in read:
        with played(working(today - timedelta(days=1)), 10):
            documents.check(document, actor=stage.advisor_of(document.pathway), **first)
        if other:
            with played(working(today - timedelta(days=1)), 14):
                documents.check(document, actor=second, **other)
    _own_papers(stage, today)


def _own_papers(stage: Stage, today: date) -> None:
    """Somebody with an account sends two papers herself, from her telephone."""
    rows = Pathway.objects.filter(state="open", stage="orientation", candidate__user__isnull=False)
    # The one whom the page of doors shows first.
    person = rows.select_related("candidate__user", "lead_advisor").order_by("candidate__user__name", "pk").first()
    if person is None:
        return
    with played(today - timedelta(days=1), 18):
        herself = Actor.of(person.candidate.user)
        refused = documents.send(person, "job_seeker", specimen("INSCRIPTION"), actor=herself)
        documents.send(person, "residence_back", specimen("CARTE, VERSO"), actor=herself)
    for hour, actor in ((9, stage.advisor_of(person)), (10, stage.company.actor("territory_coordinator"))):
        with played(today, hour):
            documents.check(refused, actor=actor, finding="illegible")


def _sent(stage: Stage, pathway: Pathway, kind: str, title: str, day: date):
    with played(working(day), 11):
        return documents.send(pathway, kind, specimen(title), actor=stage.advisor_of(pathway))


def specimen(title: str) -> bytes:
    """An invented paper that nobody can take for a real one."""
    sheet = Image.new("RGB", (1000, 640), "#5b5148")
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((70, 60, 930, 580), radius=30, fill="#e9e4f2", outline="#8d86a8", width=4)
    draw.text((120, 100), title, fill="#2a2540", font_size=48)
    draw.rectangle((120, 200, 330, 460), fill="#c9c2da")
    for line in range(5):
        draw.rectangle((380, 215 + line * 52, 380 + 420 - line * 40, 239 + line * 52), fill="#b7b0cc")
    draw.text((380, 480), "SPECIMEN", fill="#8b1530", font_size=44)
    stream = io.BytesIO()
    sheet.save(stream, "JPEG", quality=85)
    return stream.getvalue()
