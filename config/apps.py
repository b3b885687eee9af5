from django.apps import AppConfig


class ServiceConfig(AppConfig):
    name = "config"
    verbose_name = "Đôn Đốc"

    def ready(self) -> None:
        from config import checks  # noqa: F401  registering the checks is the import's purpose
