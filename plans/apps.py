"""The app's configuration."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Kế hoạch Tháng hành động vì trẻ em."""

    name = "plans"
    verbose_name = "Kế hoạch"
    default_auto_field = "django.db.models.BigAutoField"
