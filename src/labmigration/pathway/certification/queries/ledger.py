"""The ledger of blocks: for each version of a title, what the person holds of each block and what it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext_lazy as _

from labmigration.pathway.certification import states
from labmigration.pathway.certification.blocks import Block, kept_blocks, known_blocks, title_name
from labmigration.pathway.certification.models import (
    CertificationFile,
    Outcome,
    PriorCertificate,
    Route,
)
from labmigration.pathway.models import Pathway
from labmigration.programme import ProgrammeError, programme

ACQUIRED, VAE, PRIOR, PARTIAL, RETAKE, IN_HAND, AHEAD = (
    *("acquired", "vae", "prior", "partial", "retake"),
    *("in_hand", "ahead"),
)
#: How each line is told: words, tone and icon. The first three are held.
SAYS = {
    ACQUIRED: (_("acquis"), "success", "circle-check"),
    VAE: (_("acquis par VAE"), "success", "circle-check"),
    PRIOR: (_("certificat antérieur"), "success", "badge-check"),
    PARTIAL: (_("acquis en partie"), "warning", "hourglass"),
    RETAKE: (_("à repasser"), "warning", "rotate-ccw"),
    IN_HAND: (_("devant le jury"), "info", "scale"),
    AHEAD: (_("à présenter"), "neutral", "circle"),
}
HELD = (ACQUIRED, VAE, PRIOR)
ALL_HELD = _("Tous les blocs du titre sont acquis. Le titre lui-même est délivré par le certificateur.")
ALL_KNOWN_HELD = _(
    "Tous les blocs connus ici sont acquis. Le certificateur dit si le titre est complet, et le délivre lui-même."
)
_OF_OUTCOME = {Outcome.ACQUIRED: ACQUIRED, Outcome.PARTIAL: PARTIAL, Outcome.RETAKE: RETAKE}


@dataclass(frozen=True)
class Proof:
    """What a line rests on: its kind, the day, what was seen and who noted it."""

    kind: object
    seen_on: date
    words: str
    noted_by: str


@dataclass(frozen=True)
class Line:
    """One block of one version of a title: where it stands, since when, on which proofs."""

    block: Block
    status: str
    on: date | None = None
    proofs: tuple[Proof, ...] = ()
    prior: PriorCertificate | None = None

    @property
    def held(self) -> bool:
        return self.status in HELD

    @property
    def says(self) -> object:
        return SAYS[self.status][0]

    @property
    def tone(self) -> str:
        return SAYS[self.status][1]

    @property
    def icon(self) -> str:
        return SAYS[self.status][2]


@dataclass
class TitleLedger:
    """One version of a title (`rncp`: its number, None where unknown) and its blocks.

    `complete`: whether the programme knows every block of the title, so that the last one held would make it whole.
    """

    certification: str
    rncp: int | None
    lines: dict[str, Line] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return title_name(self.certification)

    @property
    def complete(self) -> bool:
        try:
            return programme().title(self.certification).blocks_complete
        except ProgrammeError:
            return False

    @property
    def rows(self) -> list[Line]:
        return list(self.lines.values())

    @property
    def held(self) -> int:
        return sum(line.held for line in self.lines.values())

    @property
    def whole(self) -> bool:
        """Whether every block that stands here is held."""
        return bool(self.lines) and self.held == len(self.lines)

    @property
    def says_whole(self) -> object | None:
        """What to say of a title of which every block is held; None while one is not.

        The title itself is the certifier's to deliver. Where the list of its blocks is not confirmed, so is the whole.
        """
        if not self.whole:
            return None
        return ALL_HELD if self.complete else ALL_KNOWN_HELD

    def put(self, line: Line) -> None:
        """Keep the line, unless the block is held already: what was acquired stays acquired."""
        now = self.lines.get(line.block.identity)
        if now is None:
            self.lines[line.block.identity] = line
        elif not now.held:
            # What an earlier jury saw still stands before the next one.
            self.lines[line.block.identity] = replace(line, proofs=now.proofs + line.proofs)


def ledger_of(pathway: Pathway) -> list[TitleLedger]:
    """Every version of a title of which the person holds or presents something; four queries.

    The blocks of each title that the programme knows stand there too, as still to be presented.
    """
    titles: dict[tuple[str, int | None], TitleLedger] = {}

    def of(certification: str, rncp: int | None) -> TitleLedger:
        return titles.setdefault((certification, rncp), TitleLedger(certification, rncp))

    files = CertificationFile.objects.filter(pathway=pathway).prefetch_related("results", "evidence__noted_by")
    # In the order of the decisions: a later one replaces what an earlier one left open.
    for file in sorted(files, key=lambda file: (file.state == states.DECIDED and file.jury_on or date.max, file.pk)):
        for line in _lines_of(file):
            of(file.certification, file.rncp).put(line)
    for row in PriorCertificate.objects.filter(pathway=pathway, struck_at__isnull=True).select_related("noted_by"):
        [block] = kept_blocks([row.block])
        proof = Proof(SAYS[PRIOR][0], row.obtained_on, row.read, row.noted_by.name)
        of(row.certification, row.rncp).put(Line(block, PRIOR, row.obtained_on, (proof,), row))
    for title in titles.values():
        _put_known(title)
    return list(titles.values())


def ledger_of_title(file: CertificationFile) -> TitleLedger:
    """The ledger of the version of a title that a file is about; four queries."""
    return next(
        each for each in ledger_of(file.pathway) if (each.certification, each.rncp) == (file.certification, file.rncp)
    )


def _lines_of(file: CertificationFile) -> Iterable[Line]:
    results = {result.block: result for result in file.results.all()}
    proofs: dict[str, list[Proof]] = {}
    for row in sorted(file.evidence.all(), key=lambda row: row.seen_on):
        told = Proof(row.get_kind_display(), row.seen_on, row.words, row.noted_by.name)
        proofs.setdefault(row.block, []).append(told)
    for block in kept_blocks(file.blocks):
        result, seen = results.get(block.code), tuple(proofs.get(block.code, ()))
        if result is None:
            yield Line(block, IN_HAND if file.state == states.PRESENTED else AHEAD, file.jury_on, seen)
            continue
        status = _OF_OUTCOME[Outcome(result.outcome)]
        if status == ACQUIRED and file.route == Route.VAE:
            status = VAE
        yield Line(block, status, result.decided_on, seen)


def _put_known(title: TitleLedger) -> None:
    try:
        known = known_blocks(title.certification)
    except ProgrammeError:
        return
    for block in known:
        title.lines.setdefault(block.identity, Line(block, AHEAD))
