"""Screens of the years: period, theme, slogans in their order, guiding documents."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from ... import clock
from ...forms.catalogue.campaigns import (
    CampaignForm,
    GuidingDocumentForm,
    SloganForm,
    SloganLinesForm,
    ThemeForm,
    campaign_values,
    guiding_values,
)
from ...queries import catalogues
from ...rules.catalogue import may_keep_national
from ...services.administering import campaigns as service
from ..access import PortalRequest, signed_in
from .answers import Done, Page, Trail, change, confirm


@signed_in
def campaign_list(request: PortalRequest) -> HttpResponse:
    """Tháng hành động of every year, newest first."""
    context = {
        "campaigns": catalogues.campaigns(request.actor),
        "national": may_keep_national(request.actor),
        "today": clock.today(),
    }
    return render(request, "plans/catalogue/campaign_list.html", context)


@signed_in
def campaign_detail(request: PortalRequest, year: int) -> HttpResponse:
    """Everything known of a year, and what is still missing."""
    campaign = get_object_or_404(catalogues.campaigns(request.actor), year=year)
    themes = list(campaign.themes.all())
    context = {
        "campaign": campaign,
        "theme": next((theme for theme in themes if theme.is_official), None),
        "examples": [theme for theme in themes if not theme.is_official],
        "slogans": catalogues.slogans(request.actor).filter(campaign=campaign),
        "documents": campaign.guiding_documents.all(),
        "national": may_keep_national(request.actor),
        "trail": _trail(),
    }
    return render(request, "plans/catalogue/campaign_detail.html", context)


@signed_in
def campaign_create(request: PortalRequest) -> HttpResponse:
    """Open a year."""
    actor = request.actor
    page = Page(
        title="Thêm năm",
        lead="Ngày nào chưa công bố thì để trống; ghi thêm sau.",
        act="Thêm năm",
        back=reverse("campaign-list"),
        decision=may_keep_national(actor),
        trail=_trail(),
    )

    def act(form: CampaignForm) -> Done:
        facts = form.facts()
        made = service.create_campaign(form.cleaned_data["year"], actor=actor, facts=facts)
        doubts = tuple(service.unusual_days(made.year, facts))
        return Done(to=_to(made), said=f"Đã thêm năm {made.year}. Bước sau: ghi chủ đề, khẩu hiệu.", doubts=doubts)

    return change(request, page, lambda sent: CampaignForm(sent, with_year=True), act)


@signed_in
def campaign_edit(request: PortalRequest, year: int) -> HttpResponse:
    """Change the days of a year."""
    actor = request.actor
    campaign = get_object_or_404(catalogues.campaigns(actor), year=year)
    page = _page(actor, campaign, f"Sửa thời gian năm {year}", "Lưu thời gian")

    def act(form: CampaignForm) -> Done:
        facts = form.facts()
        service.save_campaign(campaign, actor=actor, facts=facts)
        doubts = tuple(service.unusual_days(year, facts))
        return Done(to=page.back, said=f"Đã lưu thời gian của năm {year}.", doubts=doubts)

    return change(
        request, page, lambda sent: CampaignForm(sent, initial=campaign_values(campaign), with_year=False), act
    )


@signed_in
def theme_edit(request: PortalRequest, year: int) -> HttpResponse:
    """Enter the year's theme, or replace it, and say so."""
    actor = request.actor
    campaign = get_object_or_404(catalogues.campaigns(actor), year=year)
    theme = campaign.themes.filter(is_official=True).first()
    replaced = f"Chủ đề đang dùng: “{theme.text}”. Lưu chủ đề mới là thay chủ đề này." if theme else ""
    page = _page(
        actor,
        campaign,
        f"{'Thay' if theme else 'Ghi'} chủ đề năm {year}",
        "Thay chủ đề" if theme else "Ghi chủ đề",
        lead=f"{replaced} Mỗi năm có một chủ đề chính thức; kế hoạch đang soạn giữ chữ đã ghi cho đến khi được sửa.",
    )

    def act(form: ThemeForm) -> Done:
        old = theme.text if theme else ""
        saved = service.save_theme(campaign, actor=actor, **form.cleaned_data)
        said = f"Đã ghi chủ đề năm {year}: “{saved.text}”."
        if old and old != saved.text:
            said = f"Chủ đề năm {year} nay là “{saved.text}”, thay cho “{old}”."
        return Done(to=page.back, said=said)

    initial = {"text": theme.text, "source": theme.source} if theme else {}
    return change(request, page, lambda sent: ThemeForm(sent, initial=initial), act)


@signed_in
def theme_remove(request: PortalRequest, theme_id: int) -> HttpResponse:
    """Take a theme away."""
    actor = request.actor
    theme = get_object_or_404(catalogues.themes(actor), pk=theme_id)
    page = _page(
        actor,
        theme.campaign,
        "Xóa chủ đề",
        "Xóa chủ đề",
        lead=f"“{theme.text}” sẽ không còn là chủ đề năm {theme.campaign.year}; kế hoạch đã ghi chủ đề này không đổi.",
    )

    def act() -> Done:
        service.remove_theme(theme, actor=actor)
        return Done(to=page.back, said="Đã xóa chủ đề.")

    return confirm(request, page, act)


@signed_in
def slogan_list(request: PortalRequest, year: int) -> HttpResponse:
    """The year's slogans: put in order, taken away, and many added at once."""
    actor = request.actor
    campaign = get_object_or_404(catalogues.campaigns(actor), year=year)
    page = _page(
        actor,
        campaign,
        f"Khẩu hiệu năm {year}",
        "Thêm khẩu hiệu",
        more={"slogans": catalogues.slogans(actor).filter(campaign=campaign), "campaign": campaign},
        template="plans/catalogue/slogan_list.html",
    )

    def act(form: SloganLinesForm) -> Done:
        added, repeated = service.add_slogans(campaign, actor=actor, **form.cleaned_data)
        doubts = (f"Không thêm {len(repeated)} dòng đã có: {_quoted(repeated)}.",) if repeated else ()
        return Done(to=reverse("slogan-list", args=[year]), said=f"Đã thêm {len(added)} khẩu hiệu.", doubts=doubts)

    return change(request, page, SloganLinesForm, act)


def _quoted(texts: list[str]) -> str:
    shown = ", ".join(f"“{text[:60]}{'…' if len(text) > 60 else ''}”" for text in texts[:3])
    return shown + (f" và {len(texts) - 3} dòng nữa" if len(texts) > 3 else "")


@signed_in
def slogan_edit(request: PortalRequest, slogan_id: int) -> HttpResponse:
    """Change the words of one slogan."""
    actor = request.actor
    slogan = get_object_or_404(catalogues.slogans(actor), pk=slogan_id)
    page = _page(
        actor,
        slogan.campaign,
        f"Sửa khẩu hiệu năm {slogan.campaign.year}",
        "Lưu khẩu hiệu",
        lead="Kế hoạch đã lấy khẩu hiệu này giữ lời cũ.",
        back=reverse("slogan-list", args=[slogan.campaign.year]),
    )

    def act(form: SloganForm) -> Done:
        service.save_slogan(slogan, actor=actor, **form.cleaned_data)
        return Done(to=page.back, said="Đã lưu khẩu hiệu.")

    initial = {"text": slogan.text, "source": slogan.source}
    return change(request, page, lambda sent: SloganForm(sent, initial=initial), act)


@require_POST
@signed_in
def slogan_move(request: PortalRequest, slogan_id: int) -> HttpResponse:
    """One place up or down."""
    slogan = get_object_or_404(catalogues.slogans(request.actor), pk=slogan_id)
    service.move_slogan(slogan, actor=request.actor, by=-1 if request.POST.get("by") == "-1" else 1)
    return redirect(f"{reverse('slogan-list', args=[slogan.campaign.year])}#khau-hieu-{slogan.pk}")


@require_POST
@signed_in
def slogan_remove(request: PortalRequest, slogan_id: int) -> HttpResponse:
    """Take a slogan from the list; its words stand in the sentence, to be pasted back."""
    slogan = get_object_or_404(catalogues.slogans(request.actor), pk=slogan_id)
    back = reverse("slogan-list", args=[slogan.campaign.year])
    service.remove_slogan(slogan, actor=request.actor)
    messages.success(request, f"Đã xóa khẩu hiệu “{slogan.text}”.")
    return redirect(back)


@signed_in
def guiding_document_create(request: PortalRequest, year: int) -> HttpResponse:
    """Add a document that guides the year."""
    actor = request.actor
    campaign = get_object_or_404(catalogues.campaigns(actor), year=year)
    page = _page(actor, campaign, f"Thêm văn bản hướng dẫn năm {year}", "Thêm văn bản hướng dẫn")

    def act(form: GuidingDocumentForm) -> Done:
        made = service.add_guiding_document(campaign, actor=actor, facts=form.facts())
        return Done(to=page.back, said=f"Đã thêm {made}.")

    return change(request, page, GuidingDocumentForm, act)


@signed_in
def guiding_document_edit(request: PortalRequest, document_id: int) -> HttpResponse:
    """Change a guiding document."""
    actor = request.actor
    document = get_object_or_404(catalogues.guiding_documents(actor), pk=document_id)
    page = _page(
        actor,
        document.campaign,
        f"Sửa văn bản hướng dẫn năm {document.campaign.year}",
        "Lưu văn bản hướng dẫn",
        more={"remove_url": reverse("guiding-document-remove", args=[document.pk]), "remove_label": "Xóa văn bản này…"},
    )

    def act(form: GuidingDocumentForm) -> Done:
        saved = service.save_guiding_document(document, actor=actor, facts=form.facts())
        return Done(to=page.back, said=f"Đã lưu {saved}.")

    return change(request, page, lambda sent: GuidingDocumentForm(sent, initial=guiding_values(document)), act)


@signed_in
def guiding_document_remove(request: PortalRequest, document_id: int) -> HttpResponse:
    """Take a guiding document from its year."""
    actor = request.actor
    document = get_object_or_404(catalogues.guiding_documents(actor), pk=document_id)
    page = _page(
        actor,
        document.campaign,
        "Xóa văn bản hướng dẫn",
        "Xóa văn bản hướng dẫn",
        lead=f"{document} của {document.issuer} sẽ không còn trong danh mục; kế hoạch đã dẫn văn bản này không đổi.",
    )

    def act() -> Done:
        service.remove_guiding_document(document, actor=actor)
        return Done(to=page.back, said="Đã xóa văn bản hướng dẫn.")

    return confirm(request, page, act)


def _trail(campaign: Any = None) -> Trail:
    start: Trail = (("Danh mục", reverse("catalogue")), ("Tháng hành động vì trẻ em", reverse("campaign-list")))
    return (*start, (f"Năm {campaign.year}", _to(campaign))) if campaign else start


def _to(campaign: Any) -> str:
    return reverse("campaign-detail", args=[campaign.year])


def _page(actor: Any, campaign: Any, title: str, act: str, **more: Any) -> Page:
    return Page(
        title=title,
        act=act,
        decision=may_keep_national(actor),
        trail=_trail(campaign),
        **({"back": _to(campaign)} | more),
    )
