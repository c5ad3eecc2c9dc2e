"""Opening a brand's log: its origin, which stays for ever, and its key."""

from typing import TYPE_CHECKING

from django.conf import settings

from folkmoot.account.ledger import files
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.signer import Signer

if TYPE_CHECKING:
    from folkmoot.foundation.people.models import Brand


def open_log(brand: "Brand") -> Log:
    """The brand's log. The first call fixes its origin and makes its key.

    A key that is there already, beside a database that knows no log, is one that a restore left
    behind: it is never replaced here.
    """
    log = Log.objects.select_related("brand").filter(brand=brand).first()
    if log is not None and log.size:
        return log
    if files.key_file(brand.slug).exists():
        signer = Signer.of(brand.slug)
    else:
        signer = Signer.made(brand.slug, origin_of(brand.slug))
    if not (files.folder(brand.slug) / "vkey").exists():
        vkey = signer.key.verifier.vkey.encode() + b"\n"
        files.keep(files.folder(brand.slug) / "vkey", vkey)
    if log is None:
        log = Log.objects.create(brand=brand, origin=signer.key.name)
    return log


def origin_of(brand: str, generation: int = 1) -> str:
    later = "" if generation == 1 else f".{generation}"
    return f"{settings.LEDGER_ORIGIN}/{brand}{later}"
