from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def reinstall_guards(sender: Any, using: str, **kwargs: Any) -> None:
    """The one signal of the project: SQLite drops every trigger when a migration remakes a table."""
    from directives.vendor import journal_guard

    connection = connections[using]
    if journal_guard.TABLE in connection.introspection.table_names():
        journal_guard.install(connection)


class DirectivesConfig(AppConfig):
    name = "directives"
    verbose_name = _("Directives")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from departments import navigation
        from directives import checks  # noqa: F401 -- registers the system check
        from directives.selectors import bottlenecks, conclusions
        from directives.selectors.waiting import count_waiting
        from directives.services import verbs  # noqa: F401 -- fills the registry the doors look verbs up in

        navigation.count_with("my_work", count_waiting)
        navigation.count_with("conclusions", conclusions.waiting)
        navigation.count_with("bottlenecks", bottlenecks.count_waiting)
        post_migrate.connect(reinstall_guards, sender=self)
