"""Django's admin for the operator: accounts, and looking things up where the portal's own screens are not enough.

No workflow lives here: plans and their items are read-only, because every change of theirs is a verb of `services`.
"""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from .models import AuditEntry, Campaign, IssuingUnit, Membership, Plan, User


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows and changes none."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are made by services."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Rows are changed by services."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted."""
        return False


class MembershipInline(admin.TabularInline):
    """A person's roles, beside the account."""

    model = Membership
    extra = 0
    autocomplete_fields = ("unit",)


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Accounts with their roles."""

    list_display = ("username", "full_name", "email", "is_active", "is_superuser")
    search_fields = ("username", "full_name", "email")
    ordering = ("username",)
    inlines = (MembershipInline,)
    fieldsets = (
        (None, {"fields": ("username", "password", "full_name", "email")}),
        ("Quyền", {"fields": ("is_active", "is_staff", "is_superuser")}),
        ("Thời gian", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "full_name", "email", "usable_password", "password1", "password2")}),
    )


class SecondFactorAdmin(ReadOnlyAdmin):
    """Who has a second factor. Deleting its row lets somebody in who lost the telephone and the recovery codes; the
    project's addresses put this in the place of allauth's own page, which shows and changes the secrets."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    search_fields = ("user__username", "user__full_name")
    fields = ("user", "type", "created_at", "last_used_at")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The way back in."""
        return bool(request.user.is_superuser)


@admin.register(IssuingUnit)
class IssuingUnitAdmin(ReadOnlyAdmin):
    """Units, to look up; they are kept in the portal under Danh mục."""

    list_display = ("short_name", "code", "level", "opened_on", "closed_on")
    list_filter = ("level",)
    search_fields = ("code", "name", "short_name")


@admin.register(Campaign)
class CampaignAdmin(ReadOnlyAdmin):
    """The years, to look up."""

    list_display = ("year", "starts_on", "ends_on")


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    """Plans by number and state, without their words: an operator keeps the portal, not the units' drafts."""

    list_display = ("pk", "issuing_unit", "year", "status", "number", "issued_on")
    list_filter = ("status", "year")
    fields = ("issuing_unit", "year", "status", "number", "symbol", "issued_on", "created_at", "updated_at")


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Who did what when; the words of drafts stay out of it here."""

    list_display = ("at", "event", "actor_name", "unit", "plan_id", "subject")
    list_filter = ("event",)
    fields = ("at", "event", "actor_name", "unit", "subject")
