"""Tài khoản của mình: who one is in the portal, how one comes in, and whether notices come by e-mail."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from ...forms.people import MailWishForm
from ...queries.persons.account import own_account
from ...services import notifying as service
from ..access import PortalRequest, signed_in


@signed_in
def my_account(request: PortalRequest) -> HttpResponse:
    """One's account; POST keeps the wish for mail."""
    account = own_account(request.actor)
    if request.method == "POST":
        form = MailWishForm(request.POST)
        if form.is_valid():
            wants = form.cleaned_data["wants_mail"]
            service.set_mail_wish(actor=request.actor, wants=wants)
            said = "Từ nay thông báo được gửi cả qua thư điện tử." if wants else "Từ nay thông báo chỉ hiện trong cổng."
            messages.success(request, said)
            return redirect("my-account")
    form = MailWishForm(initial={"wants_mail": account.user.wants_mail})
    return render(request, "plans/people/account.html", {"account": account, "form": form})
