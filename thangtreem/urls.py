"""Turns addresses into views: accounts, the portal itself, and the operator's admin."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from allauth.account.models import EmailAddress
from allauth.mfa.base import views as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as identity
from allauth.socialaccount.models import SocialApp, SocialToken
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import admin
from django.urls import include, path, re_path

from plans.admin import SecondFactorAdmin

# The admin's own log-in form knows no rate limit, so it hands over to the portal's.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = "Quản trị hệ thống Thangtreem"
admin.site.site_title = "Quản trị hệ thống"
admin.site.index_title = "Danh mục dữ liệu"
# What allauth shows there by itself: addresses nobody confirms, providers and secrets that only the settings name.
for _model in (EmailAddress, SocialApp, SocialToken, Authenticator):
    admin.site.unregister(_model)
admin.site.register(Authenticator, SecondFactorAdmin)

# allauth's names on our addresses; what is not listed here (sign-up above all) does not exist.
accounts = [
    path("dang-nhap/", account.login, name="account_login"),
    path("dang-xuat/", account.logout, name="account_logout"),
    path("mat-khau/doi/", account.password_change, name="account_change_password"),
    path("mat-khau/dat/", account.password_set, name="account_set_password"),  # where doi/ sends who has none yet
    path("mat-khau/quen/", account.password_reset, name="account_reset_password"),
    path("mat-khau/quen/da-gui/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^mat-khau/quen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "mat-khau/quen/da-dat-lai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("tai-khoan/xac-nhan/", account.reauthenticate, name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("tai-khoan/hai-buoc/", second_factor.index, name="mfa_index"),
    path("tai-khoan/hai-buoc/bat/", totp.activate_totp, name="mfa_activate_totp"),
    path("tai-khoan/hai-buoc/tat/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("tai-khoan/hai-buoc/ma-du-phong/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("tai-khoan/hai-buoc/ma-du-phong/tao/", recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "tai-khoan/hai-buoc/ma-du-phong/tai-ve/", recovery.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("dang-nhap/buoc-hai/", second_factor.authenticate, name="mfa_authenticate"),
    # An identity provider, where the settings name one; elsewhere its addresses answer 404.
    path("dang-nhap/ngoai/da-thoi/", identity.login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/ngoai/loi/", identity.login_error, name="socialaccount_login_error"),
    path("dang-nhap/ngoai/<slug:provider_id>/", openid.login, name="openid_connect_login"),
    path("dang-nhap/ngoai/<slug:provider_id>/ve/", openid.callback, name="openid_connect_callback"),
]

urlpatterns = [
    *accounts,
    path("quan-tri-he-thong/", admin.site.urls),
    path("", include("plans.urls")),
]

# The pages for 403, 404 and 500 are templates/403.html, 404.html and 500.html, as Django finds them by itself.
