"""The log's files as C2SP tlog-tiles asks for them. They come from disk, so they are there while
the sequencer is not."""

from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from civics.errors import InputError
from civics.transparency import parse_tile_path
from folkmoot.account.ledger import files, queries
from folkmoot.foundation.requests import BrandRequest

YEAR = 31_536_000
TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
JSON = "application/json"


@require_safe
def checkpoint(request: BrandRequest) -> HttpResponse:
    return _file(files.folder(request.brand.slug) / "checkpoint", TEXT, seconds=2)


@require_safe
def tile(request: BrandRequest, path: str) -> HttpResponse:
    """A tile or a bundle of entries. Only a path spelled as the specification spells it is one."""
    try:
        found = parse_tile_path(f"tile/{path}")
    except InputError as error:
        raise Http404 from error
    return _file(files.folder(request.brand.slug) / found.path, BYTES, seconds=YEAR)


@require_safe
def vkey(request: BrandRequest) -> HttpResponse:
    return _file(files.folder(request.brand.slug) / "vkey", TEXT, seconds=300)


@require_safe
def policy(request: BrandRequest) -> HttpResponse:
    return _file(files.folder(request.brand.slug) / "policy", TEXT, seconds=300)


@require_safe
def closed(request: BrandRequest, generation: int, name: str) -> HttpResponse:
    """The last checkpoint under a former key, signed by the next one too; or the former key."""
    folder = files.folder(request.brand.slug) / "closed" / str(generation)
    return _file(folder / name, TEXT, seconds=300)


@require_safe
def proof(request: BrandRequest, index: int) -> HttpResponse:
    answer = _answer(queries.proof_file(request.brand.slug, index), TEXT, seconds=2)
    name = f"{request.brand.slug}-{index}.tlog-proof"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def entry(request: BrandRequest, index: int) -> HttpResponse:
    """One entry's bytes, so that a browser need not read the 255 beside it."""
    return _answer(queries.entry_file(request.brand.slug, index), JSON, seconds=YEAR)


@require_safe
def entry_page(request: BrandRequest, index: int) -> HttpResponse:
    """The page of an entry, by the number that the log gave it."""
    log = queries.log_of(request.brand)
    found = queries.entry_at(log, index) if log else None
    if found is None:
        raise Http404
    return redirect("fact", brand=request.brand.slug, number=found.fact.number)


def _file(path: Path, content_type: str, *, seconds: int) -> HttpResponse:
    return _answer(files.read(path), content_type, seconds=seconds)


def _answer(content: bytes | None, content_type: str, *, seconds: int) -> HttpResponse:
    """Anyone's program may read it, from a page of their own too."""
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=content_type)
    answer["Access-Control-Allow-Origin"] = "*"
    lasting = {"immutable": True} if seconds == YEAR else {}
    patch_cache_control(answer, public=True, max_age=seconds, **lasting)
    return answer
