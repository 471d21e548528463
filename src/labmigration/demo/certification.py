"""The scenes around certification: proofs, a contested decision, VAE at two points of their way, a doubtful paper."""

from datetime import date, timedelta

from labmigration.access.actor import Actor
from labmigration.demo.scenes import Stage, played, working
from labmigration.pathway.certification import actions
from labmigration.pathway.certification.blocks import known_blocks
from labmigration.pathway.certification.models import Certificate, CertificationFile
from labmigration.pathway.models import Pathway

TITLE = "advd"


def second_cohort(stage: Stage, people: list[Pathway], today: date) -> None:
    """A jury to come with its dossier half ready, a decision contested, a VAE that waits for its answer."""
    _contest(stage, people[9], working(today - timedelta(days=13)), today)
    _prepare(stage, people[10], today)
    _wait_for_vae(stage, people[0], today)


def first_cohort(stage: Stage, people: list[Pathway], today: date) -> None:
    """A VAE that silence accepted and whose file is before a jury, and a withdrawal to confirm."""
    _vae_before_its_jury(stage, people[1], today)
    _doubt(stage, people[2], today)


def _contest(stage: Stage, pathway: Pathway, jury_on: date, today: date) -> None:
    """The jury grants one block and a part of another; she asks for another jury."""
    blocks = known_blocks(TITLE)
    coordinator = stage.company.actor("training_coordinator")
    jurors = stage.company.users["jury"]
    with played(working(jury_on - timedelta(days=15)), 11):
        file = actions.open(pathway, actor=coordinator, certification=TITLE, blocks=blocks)
        actions.present(file, actor=coordinator, jury_on=jury_on, jurors=jurors[:2], place="Salle Calanque")
    outcomes = dict(zip((block.code for block in blocks), ("acquired", "partial", "retake"), strict=True))
    seen = {
        blocks[0].code: "A expliqué un contrat et un planning à deux employeurs.",
        blocks[1].code: "A repéré les dangers, n’a pas su dire qui appeler.",
    }
    with played(jury_on, 15):
        for juror, told in zip(jurors[:2], (seen, {}), strict=True):
            actions.give_opinion(file, actor=Actor.of(juror), outcomes=outcomes, seen=told)
        actions.decide(file, actor=Actor.of(jurors[0]))
    with played(working(today - timedelta(days=5)), 19):
        words = "Je connais les numéros d’urgence. La question était trop rapide pour moi."
        asked = actions.appeal(file, actor=stage.herself(pathway), words=words)
    with played(working(today - timedelta(days=4)), 10):
        day = working(today + timedelta(days=9))
        actions.present(asked.heard_in, actor=coordinator, jury_on=day, jurors=jurors[2:4], place="Salle Estaque")
    pathway.refresh_from_db()


def _prepare(stage: Stage, pathway: Pathway, today: date) -> None:
    """One block proven by the training, one held from elsewhere, the others still without proof."""
    file = CertificationFile.objects.get(pathway=pathway)
    blocks = known_blocks(TITLE)
    with played(working(today - timedelta(days=3)), 14):
        actions.add_evidence(
            file,
            actor=stage.company.actor("training_coordinator"),
            block=blocks[0].code,
            kind="situation",
            seen_on=working(today - timedelta(days=40)),
            words="A tenu un cahier de liaison pendant quatre semaines.",
        )
        actions.record_prior(
            pathway,
            actor=stage.advisor_of(pathway),
            certification=TITLE,
            block=blocks[1],
            obtained_on=today - timedelta(days=420),
            read="Notification de jury, lue en original à l’entretien.",
        )


def _wait_for_vae(stage: Stage, pathway: Pathway, today: date) -> None:
    with played(working(today - timedelta(days=48)), 11):
        actions.open_vae(
            pathway,
            actor=stage.advisor_of(pathway),
            certification="ef",
            blocks=[block for block in known_blocks(TITLE) if block.code == "BC04.01"],
            whole=False,
            filed_on=working(today - timedelta(days=48)),
        )


def _vae_before_its_jury(stage: Stage, pathway: Pathway, today: date) -> None:
    advisor = stage.advisor_of(pathway)
    filed, day = working(today - timedelta(days=130)), working(today - timedelta(days=20))
    with played(filed, 10):
        vae = actions.open_vae(
            pathway, actor=advisor, certification=TITLE, blocks=known_blocks(TITLE)[:2], whole=False, filed_on=filed
        )
    with played(working(today - timedelta(days=65)), 9):
        actions.accept_by_silence(vae, actor=Actor.system(pathway.territory_id))
    for number, kind in enumerate(("support", "writing", "support")):
        with played(working(today - timedelta(days=55 - 14 * number)), 17):
            actions.step_vae(vae, actor=advisor, kind=kind, done_on=working(today - timedelta(days=55 - 14 * number)))
    with played(day, 17):
        actions.file_vae_dossier(vae, actor=advisor, on=day)


def _doubt(stage: Stage, pathway: Pathway, today: date) -> None:
    certificate = Certificate.objects.filter(pathway=pathway).first()
    if certificate is not None:
        with played(working(today - timedelta(days=1)), 16):
            actions.ask_revocation(
                certificate,
                actor=stage.company.actor("training_coordinator"),
                why="Un bloc de trop est écrit : la décision du jury est à relire.",
            )
