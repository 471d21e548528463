"""One function a theme: what happened in the period, in tables. The themes are named in `programme/quality.toml`."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from labmigration.pathway.prescription.queries import signed_hours
from labmigration.pathway.training.feedback.queries import opinions_of
from labmigration.pathway.training.queries import hours_between, module_name, sheets_between
from labmigration.quality.complaint_queries import delays
from labmigration.quality.evidence.journal import day_of, happened, last_before
from labmigration.quality.evidence.tables import Period, Table
from labmigration.quality.models import Complaint, Improvement

#: A call or a talk within so many days after an absence counts as an answer to it. Ours.
ANSWER_WITHIN = timedelta(days=14)


def entry_positioning(period: Period) -> list[Table]:
    """Who had a finished positioning on the first day."""
    done = happened(["positioning.finish"], _people(period), until=period.last)
    rows, before = [], 0
    for seat in period.seats:
        start = max(seat.cohort.starts_on, seat.enrolled_on)
        day = last_before(done[seat.pathway_id], start)
        before += day is not None
        rows.append((period.person(seat), seat.cohort.name, start, day, (start - day).days if day else None))
    says = _share(_("Positionnement terminé avant le premier jour"), before, len(rows))
    columns = [_("Personne"), _("Cohorte"), _("Premier jour"), _("Positionnement terminé"), _("Jours avant")]
    return [Table("positionnement", _("Positionnement à l’entrée"), columns, rows, [says])]


def adaptation(period: Period) -> list[Table]:
    """The plan signed by both, its hours, and what was changed or kept on the way."""
    ids = _people(period)
    signed = happened(["prescription.sign"], ids, until=period.last)
    changed = happened(["prescription.supersede", "training.keep_prescription"], ids, until=period.last)
    agreed = signed_hours(ids)
    plans, with_plan = [], 0
    for seat in period.seats:
        day = last_before(signed[seat.pathway_id], period.last)
        with_plan += day is not None
        modules = agreed.get(seat.pathway_id, {})
        changes = len(changed[seat.pathway_id])
        plans.append((period.person(seat), day, len(modules), sum(modules.values(), Decimal()), changes))
    hours = [
        (period.person(seat), module_name(code), agreed_hours)
        for seat in period.seats
        for code, agreed_hours in sorted(agreed.get(seat.pathway_id, {}).items())
    ]
    different = len({tuple(sorted(agreed.get(seat.pathway_id, {}).items())) for seat in period.seats})
    told = [
        _share(_("Plan signé par la personne et son conseil"), with_plan, len(plans)),
        _("Plans différents : %(count)s.") % {"count": different},
    ]
    columns = [_("Personne"), _("Plan signé le"), _("Modules"), _("Heures"), _("Changements ou décisions de garder")]
    by_module = [_("Personne"), _("Module"), _("Heures prescrites")]
    return [
        Table("plans", _("Plans signés"), columns, plans, told),
        Table("heures-prescrites", _("Heures prescrites par module"), by_module, hours),
    ]


def attendance(period: Period) -> list[Table]:
    """Hours from signatures alone, by person and module; the sheets."""
    signed = hours_between(period.seats, period.first, period.last)
    agreed = signed_hours(_people(period))
    rows = []
    for seat in period.seats:
        own, plan = signed.get(seat.pk, {}), agreed.get(seat.pathway_id, {})
        for code in sorted({*own, *plan}):
            rows.append((period.person(seat), seat.cohort.name, module_name(code), plan.get(code), own.get(code)))
    sheets = sheets_between(period.first, period.last)
    lines = [
        (each.session.date, each.session.get_half_display(), each.session.cohort.name, module_name(each.session.module))
        + (each.session.hours, each.lines, each.present, each.own)
        for each in sheets
    ]
    total = sum((hours for own in signed.values() for hours in own.values()), Decimal())
    told = [
        _("Heures signées par une formatrice ou un formateur dans la période : %(hours)s.") % {"hours": f"{total:.2f}"},
        _share(
            _("Présences signées aussi par la personne"),
            sum(each.own for each in sheets),
            sum(each.present for each in sheets),
        ),
    ]
    columns = [_("Personne"), _("Cohorte"), _("Module"), _("Heures prescrites"), _("Heures signées dans la période")]
    by_sheet = [_("Jour"), _("Demi-journée"), _("Cohorte"), _("Module"), _("Heures")]
    by_sheet += [_("Lignes signées"), _("Présences"), _("Signées par la personne")]
    return [
        Table("heures", _("Heures par personne et par module"), columns, rows, told),
        Table("feuilles", _("Feuilles de présence"), by_sheet, lines),
    ]


def evaluation(period: Period) -> list[Table]:
    """How often each person was evaluated, by the training and by herself."""
    events = happened(["training.evaluate", "training.evaluate_skills"], _people(period), until=period.last)
    rows, twice, own = [], 0, 0
    for seat in period.seats:
        told = [event for event in events[seat.pathway_id] if day_of(event) >= period.first]
        by_trainer = {day_of(event) for event in told if event.facts.get("as") == "trainer"}
        by_person = {day_of(event) for event in told if event.facts.get("as") == "trainee"}
        twice += len(by_trainer) > 1
        own += bool(by_person)
        rows.append(
            (period.person(seat), seat.cohort.name, len(by_trainer), len(by_person), max(by_trainer, default=None))
        )
    says = [
        _share(_("Personnes évaluées deux fois au moins par la formation"), twice, len(rows)),
        _share(_("Personnes qui ont dit elles-mêmes ce qu’elles savent faire"), own, len(rows)),
    ]
    columns = [_("Personne"), _("Cohorte"), _("Jours d’évaluation par la formation"), _("Jours par elle-même")]
    return [Table("evaluations", _("Évaluations"), [*columns, _("Dernière par la formation")], rows, says)]


def drop_out(period: Period) -> list[Table]:
    """Absences and the contact that followed; departures and the contact before."""
    ids = _people(period)
    missed = happened(["training.miss"], ids, until=period.last)
    contacts = happened(["pathway.note_contact", "training.note_call"], ids, until=period.last + ANSWER_WITHIN)
    left = happened(["training.withdraw"], ids, until=period.last)
    absences, followed, departures, called = [], 0, [], 0
    for seat in period.seats:
        spoken = [day_of(event) for event in contacts[seat.pathway_id]]
        for event in missed[seat.pathway_id]:
            day = day_of(event)
            if not period.first <= day <= period.last:
                continue
            after = next((each for each in spoken if day <= each <= day + ANSWER_WITHIN), None)
            followed += after is not None
            absences.append((period.person(seat), day, after, (after - day).days if after else None))
        for event in left[seat.pathway_id]:
            day = day_of(event)
            if period.first <= day <= period.last:
                before = max((each for each in spoken if each <= day), default=None)
                called += before is not None
                departures.append((period.person(seat), day, seat.get_cause_display(), before))
    within = ANSWER_WITHIN.days
    told = [
        _share(_("Absences suivies d’un contact dans les %(days)s jours") % {"days": within}, followed, len(absences)),
        _share(_("Départs avant la fin, sur les personnes en formation"), len(departures), len(period.seats)),
        _share(_("Départs précédés d’un contact noté"), called, len(departures)),
    ]
    by_absence = [_("Personne"), _("Absence le"), _("Contact noté le"), _("Jours")]
    by_departure = [_("Personne"), _("Départ le"), _("Cause"), _("Dernier contact avant")]
    return [
        Table("absences", _("Absences et contacts"), by_absence, absences, told),
        Table("departs", _("Départs avant la fin"), by_departure, departures),
    ]


def certification(period: Period) -> list[Table]:
    """Files opened, presented, decided; first-aid certificates."""
    verbs = ["certification.open", "certification.present", "certification.decide", "certification.record_sst"]
    events = happened(verbs, _people(period), until=period.last)
    rows, presented = [], 0
    for seat in period.seats:
        days = {event.verb: day_of(event) for event in events[seat.pathway_id]}
        decided = next((e for e in reversed(events[seat.pathway_id]) if e.verb == "certification.decide"), None)
        facts = decided.facts if decided else {}
        result = f"{facts['acquired']} / {facts['blocks']}" if {"acquired", "blocks"} <= set(facts) else ""
        presented += "certification.present" in days
        rows.append(
            (period.person(seat), seat.cohort.name, *(days.get(verb) for verb in verbs[:3]), result, days.get(verbs[3]))
        )
    says = _share(
        _("Personnes présentées à un jury, sur toutes celles en formation dans la période"), presented, len(rows)
    )
    columns = [
        _("Personne"),
        _("Cohorte"),
        _("Dossier ouvert"),
        _("Présenté"),
        _("Décidé"),
        _("Blocs acquis"),
        _("SST"),
    ]
    return [Table("certification", _("Dossiers de certification"), columns, rows, [says])]


def feedback(period: Period) -> list[Table]:
    """Opinions by module, in numbers, under the small-number rule."""
    cohorts = {seat.cohort_id: seat.cohort for seat in period.seats}
    rows: list[tuple[object, ...]] = []
    asked = answered = 0
    for cohort in cohorts.values():
        for opinion in opinions_of(cohort):
            if opinion.hidden or opinion.open_until or opinion.pooled:
                rows.append((cohort.name, opinion.name, opinion.asked, None, None, None, None, None))
                continue
            asked, answered = asked + opinion.asked, answered + opinion.answered
            for sentence in opinion.sentences:
                counts = [bar.count for bar in sentence.bars]
                rows.append((cohort.name, opinion.name, opinion.asked, opinion.answered, sentence.says, *counts))
    columns = [_("Cohorte"), _("Module"), _("Demandés"), _("Réponses"), _("Phrase")]
    columns += [_("Non / pas encore"), _("Un peu / avec de l’aide"), _("Oui / sans aide"), _("Beaucoup / peut montrer")]
    says = [
        _share(_("Réponses, pour les modules dont les résultats se lisent"), answered, asked),
        _("Les lignes sans résultat ont trop peu de réponses, ou quelqu’un peut encore répondre."),
    ]
    return [Table("avis", _("Avis des stagiaires"), columns, [(*row, *[None] * (9 - len(row))) for row in rows], says)]


def complaints(period: Period) -> list[Table]:
    """How complaints were answered; no name, no word of anybody."""
    found = delays(period.first, period.last)
    rows = [
        (each.received_on, each.get_made_as_display(), each.get_about_display(), each.due_on, each.answered_on)
        + (each.get_outcome_display(),)
        for each in Complaint.objects.filter(received_on__range=(period.first, period.last)).order_by("received_on")
    ]
    told = [
        _("Réclamations reçues : %(received)s, pour %(people)s personnes en formation dans la période.")
        % {"received": found.received, "people": len({seat.pathway_id for seat in period.seats})},
        _share(_("Réclamations prises en charge dans le délai"), found.taken_up, found.received),
        _share(_("Réclamations répondues"), found.answered, found.received),
        _share(_("Réponses avant l’échéance"), found.in_time, found.answered),
    ]
    if found.days is not None:
        told.append(_("Délai médian de réponse : %(days)s jours.") % {"days": f"{found.days:g}"})
    columns = [_("Reçue le"), _("De"), _("À propos de"), _("Échéance"), _("Répondue le"), _("Réponse")]
    return [Table("reclamations", _("Réclamations"), columns, rows, told)]


def improvement(period: Period) -> list[Table]:
    """Findings and what was done about them."""
    lines = Improvement.objects.filter(decided_on__lte=period.last).select_related("owner").order_by("decided_on")
    kept = [line for line in lines if line.ended_on is None or line.ended_on >= period.first]
    rows = [
        (line.decided_on, line.get_found_in_display(), line.finding, line.action, line.owner.name, line.due_on)
        + (line.get_state_display(), line.ended_on, line.result)
        for line in kept
    ]
    columns = [_("Décidée le"), _("D’où"), _("Constat"), _("Action"), _("Qui"), _("Au plus tard"), _("État")]
    columns += [_("Terminée le"), _("Ce qui a changé")]
    done = sum(line.state == "done" for line in kept)
    says = _share(_("Actions faites"), done, len(kept))
    return [Table("ameliorations", _("Actions d’amélioration"), columns, rows, [says])]


THEMES: dict[str, Callable[[Period], list[Table]]] = {
    "entry_positioning": entry_positioning,
    "adaptation": adaptation,
    "attendance": attendance,
    "evaluation": evaluation,
    "drop_out": drop_out,
    "certification": certification,
    "feedback": feedback,
    "complaints": complaints,
    "improvement": improvement,
}


def _people(period: Period) -> list[UUID]:
    return [seat.pathway_id for seat in period.seats]


def _share(of_what: str, count: int, of: int) -> str:
    """A number with its denominator, never a bare percentage."""
    if of == 0:
        return _("%(what)s : aucune sur 0 dans la période.") % {"what": of_what}
    return _("%(what)s : %(count)s sur %(of)s.") % {"what": of_what, "count": count, "of": of}
