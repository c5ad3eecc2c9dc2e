import secrets
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.module_loading import autodiscover_modules

from folkmoot.foundation.jobs import Worker


class Command(BaseCommand):
    help = "Run background jobs and rounds until stopped"

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("jobs")
        worker = Worker(worker_id=secrets.token_hex(8))
        worker.configure_signals()
        worker.run()
