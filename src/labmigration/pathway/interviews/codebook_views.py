"""The codebook: the version in force, those before, and the draft of the next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from labmigration.access.gate import Refused, fetch, needs
from labmigration.pathway.interviews import codebook as writing
from labmigration.pathway.interviews.forms import CodeForm, ExchangedForm, PublishForm
from labmigration.pathway.interviews.models import CodebookVersion
from labmigration.pathway.interviews.outputs import codebook_file
from labmigration.pathway.interviews.queries import draft_of_codebook, published
from labmigration.pathway.interviews.refi_qda import NotRefiQda, read_codebook
from labmigration.ui.downloads import as_file
from labmigration.ui.pages import form_page


@require_safe
@needs("interviews.codebook")
def codebook(request: HttpRequest) -> HttpResponse:
    """The version in force, the draft, and every version with what it changed."""
    versions = list(
        CodebookVersion.objects.filter(published_at__isnull=False).select_related("made_by").prefetch_related("codes")
    )
    told = [
        (version, writing.changes(version, versions[index + 1] if index + 1 < len(versions) else None))
        for index, version in enumerate(versions)
    ]
    context = {"current": versions[0] if versions else None, "versions": told, "draft": draft_of_codebook()}
    return render(request, "interviews/codebook.html", context)


@require_safe
@needs("interviews.codebook")
def codebook_qdc(request: HttpRequest, number: int) -> HttpResponse:
    """One version as a .qdc file, for other tools."""
    version: CodebookVersion = fetch(request.actor, "interviews.codebook", number=number)
    return as_file(codebook_file(version), "application/xml", f"livre-de-codes-v{number}.qdc")


@require_POST
@needs("interviews.edit_codebook")
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the next version."""
    writing.begin(actor=request.actor)
    return redirect("interviews:draft")


@needs("interviews.edit_codebook")
def draft(request: HttpRequest) -> HttpResponse:
    """The draft: add a code, or change one of them (?code=guid)."""
    found = draft_of_codebook()
    if found is None:
        return redirect("interviews:codebook")
    codes = list(found.codes.all())
    asked = request.GET.get("code", "")
    edited = next((each for each in codes if str(each.guid) == asked), None)
    initial = {"theme": edited.theme, "name": edited.name, "definition": edited.definition} if edited else None
    form = CodeForm(request.POST or None, initial=initial)
    if form.is_bound and form.is_valid():
        guid = edited.guid if edited else None
        try:
            writing.write_code(found, actor=request.actor, guid=guid, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", refused.sentence)
        else:
            messages.success(request, _("Le code est dans le brouillon."))
            return redirect("interviews:draft")
    context = {
        "draft": found,
        "codes": codes,
        "edited": edited,
        "changes": writing.changes(found, published()),
        "publishes": PublishForm(),
        "take_in": ExchangedForm(ending=".qdc"),
    }
    return form_page(request, "interviews/draft.html", form, **context)


@require_POST
@needs("interviews.edit_codebook")
def take_out(request: HttpRequest, code_guid: UUID) -> HttpResponse:
    """Take a code out of the draft."""
    writing.take_out(_draft(), code_guid, actor=request.actor)
    messages.info(request, _("Le code n’est plus dans le brouillon. Les versions publiées le gardent."))
    return redirect("interviews:draft")


@require_POST
@needs("interviews.edit_codebook")
def take_in(request: HttpRequest) -> HttpResponse:
    """Codes of a .qdc file of another tool, into the draft."""
    form = ExchangedForm(request.POST, request.FILES, ending=".qdc")
    try:
        if not form.is_valid():
            raise NotRefiQda("no file")
        codes = read_codebook(form.cleaned_data["file"].read())
    except NotRefiQda:
        raise Refused(_("Ce fichier n’est pas un livre de codes REFI-QDA (.qdc) lisible. Rien n’a changé.")) from None
    count = writing.take_in(_draft(), codes, actor=request.actor)
    messages.success(
        request, _("%(count)s codes sont dans le brouillon. Relisez leurs définitions.") % {"count": count}
    )
    return redirect("interviews:draft")


@require_POST
@needs("interviews.edit_codebook")
def publish(request: HttpRequest) -> HttpResponse:
    """Publish the draft."""
    writing.publish(_draft(), actor=request.actor, note=request.POST.get("note", ""))
    messages.success(request, _("Publié : cette version ne change plus. Les prochains codages l’emploient."))
    return redirect("interviews:codebook")


def _draft() -> CodebookVersion:
    found = draft_of_codebook()
    if found is None:
        raise Refused(_("Commencez d’abord une version."))
    return found
