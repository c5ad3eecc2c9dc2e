"""Asking the witnesses. They may be down, slow or lying; the log goes on and says so."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus

import httpx
from django.db import transaction

from civics.errors import InputError
from civics.transparency import (
    AddCheckpoint,
    Fetch,
    Note,
    Signature,
    TileReader,
    VerifierKey,
    make_consistency_proof,
    read_cosignatures,
)
from folkmoot.account.ledger import files, queries
from folkmoot.account.ledger.models import Cosignature, Log, Standing, Witness

PATIENCE = timedelta(seconds=2)
MOST_BYTES = 16_384
Trouble = Standing.Trouble


@dataclass(frozen=True)
class Answer:
    """What one witness said: how far it stands, its signatures, or what went wrong."""

    trouble: Trouble
    size: int
    signatures: tuple[Signature, ...] = ()


def know_witnesses(*, now: datetime) -> None:
    """Take over the witness file: whom this installation asks from now on."""
    policy = queries.witness_policy()
    with transaction.atomic():
        gone = Witness.objects.exclude(name__in=policy.witnesses).filter(removed_at=None)
        gone.update(removed_at=now)
        for name, key in policy.witnesses.items():
            url = policy.urls.get(key.vkey, "")
            Witness.objects.update_or_create(
                name=name, defaults={"vkey": key.vkey, "url": url, "removed_at": None}
            )


def gather(log: Log, note: Note, *, now: datetime) -> list[Signature]:
    """Ask every witness whose turn it is, all at once and for two seconds at most."""
    for witness in queries.witnesses():
        Standing.objects.get_or_create(witness=witness, log=log)
    asked = list(queries.witnesses_due(log, now))
    if not asked:
        return []
    fetch = queries.fetch_from(files.folder(log.brand.slug))
    pool = ThreadPoolExecutor(max_workers=len(asked))
    tasks = [pool.submit(ask, each.witness, each.size, log.size, note, fetch) for each in asked]
    wait(tasks, timeout=PATIENCE.total_seconds())
    pool.shutdown(wait=False, cancel_futures=True)
    answers = [
        # What still comes later is not looked at; a broken address is as good as no answer.
        task.result()
        if task.done() and not task.exception()
        else Answer(Trouble.SILENT, standing.size)
        for task, standing in zip(tasks, asked, strict=True)
    ]
    for standing, answer in zip(asked, answers, strict=True):
        _note_down(standing, answer, log, now)
    return [signature for answer in answers for signature in answer.signatures]


def ask(witness: Witness, held: int, size: int, note: Note, fetch: Fetch) -> Answer:
    """Ask one witness, once more if it says that it holds another size than we thought."""
    key, known = VerifierKey.parse(witness.vkey), held  # only a signature changes what is known
    for _attempt in range(2):
        if held > size:
            return Answer(Trouble.CONTRADICTS, known)
        proof = make_consistency_proof(held, size, TileReader(size, fetch)) if held else ()
        request = AddCheckpoint(held, proof, note.to_bytes()).to_bytes()
        try:
            status, content = _post(f"{witness.url.rstrip('/')}/add-checkpoint", request)
        except httpx.HTTPError:
            return Answer(Trouble.SILENT, known)
        if status == HTTPStatus.OK:
            return _signed(content, note, key, size, known)
        said = content.strip()
        if status != HTTPStatus.CONFLICT or not (said.isdigit() and len(said) < 19):
            return Answer(Trouble.REFUSED, known)
        if int(said) == held:  # the same size, and not what we hold
            return Answer(Trouble.CONTRADICTS, known)
        held = int(said)
    return Answer(Trouble.REFUSED, known)


def _signed(content: bytes, note: Note, key: VerifierKey, size: int, held: int) -> Answer:
    try:
        signatures = read_cosignatures(content, note.text, [key])
    except InputError:
        signatures = ()
    return Answer(Trouble.NONE, size, signatures) if signatures else Answer(Trouble.INVALID, held)


def _post(url: str, content: bytes) -> tuple[int, bytes]:
    """The status and the beginning of the answer. The file of witnesses is the operator's own,
    so their addresses may be on this network."""
    timeout = PATIENCE.total_seconds()
    with (
        httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client,
        client.stream("POST", url, content=content) as answer,
    ):
        received = b""
        for chunk in answer.iter_raw():
            received += chunk
            if len(received) > MOST_BYTES:
                break
        return answer.status_code, received


@transaction.atomic
def _note_down(standing: Standing, answer: Answer, log: Log, now: datetime) -> None:
    standing.trouble, standing.size = answer.trouble, answer.size
    if answer.signatures:
        standing.failures, standing.retry_at, standing.signed_at = 0, None, now
        for signature in answer.signatures:
            Cosignature.objects.get_or_create(
                witness=standing.witness,
                log=log,
                size=log.size,
                defaults={"at": datetime.fromtimestamp(signature.time, UTC)},
            )
    else:
        standing.failures += 1
        pause = timedelta(
            seconds=min(2.0**standing.failures, queries.LONGEST_PAUSE.total_seconds())
        )
        standing.retry_at = now + pause
    standing.save()
