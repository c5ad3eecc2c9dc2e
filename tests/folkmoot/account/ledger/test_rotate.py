"""A new key: the same entries under a new origin, and both keys sign where it changed."""

from pathlib import Path

import pytest

from civics.transparency import VerifierKey, open_note
from folkmoot.account.ledger import actions, files, queries
from folkmoot.account.ledger.actions import rotating
from folkmoot.account.ledger.models import Log
from folkmoot.account.ledger.rules import read_entry
from folkmoot.account.ledger.signer import Halted, Signer
from tests.folkmoot.account.ledger.conftest import Say, advance, read_as_stranger
from tests.folkmoot.account.ledger.witnesses import line, name_witnesses, running, witness_for
from tests.folkmoot.conftest import NOW, Cast


def closing(generation: int = 1) -> Path:
    return files.folder("lumen") / "closed" / str(generation)


def test_both_keys_sign_where_it_changed(log: Log, say: Say) -> None:
    say()
    advance(log)
    before = read_as_stranger("lumen")
    vkey = VerifierKey.parse(actions.rotate(log, now=NOW))
    former = VerifierKey.parse((closing() / "vkey").read_text())
    opened = open_note((closing() / "checkpoint").read_bytes(), [former, vkey])
    assert {key.name for key, _ in opened.verified} == {
        "localhost:8000/ledger/lumen",
        "localhost:8000/ledger/lumen.2",
    }
    assert opened.text == before[0].text
    advance(log)
    after = read_as_stranger("lumen")
    assert after[0].origin == vkey.name
    assert after[1][:2] == before[1]
    assert read_entry(after[1][2]).kind == "log.rotated"
    actions.check(log)


def test_the_former_key_is_gone(log: Log, say: Say) -> None:
    advance(log)
    former = Signer.of("lumen").key
    actions.rotate(log, now=NOW)
    kept = [path.read_bytes() for path in files.key_file("lumen").parent.iterdir()]
    assert all(former.skey.encode() not in content for content in kept)


def test_a_lost_key_can_be_replaced(log: Log, say: Say, cast: Cast) -> None:
    advance(log)
    files.key_file("lumen").unlink()
    actions.rotate(log, now=NOW)
    say()
    advance(log)
    actions.check(actions.open_log(cast.brand))
    assert read_as_stranger("lumen")[0].size == 3


def test_it_can_be_done_twice(log: Log, say: Say) -> None:
    advance(log)
    actions.rotate(log, now=NOW)
    advance(log)
    actions.rotate(log, now=NOW)
    advance(log)
    assert read_as_stranger("lumen")[0].origin.endswith("lumen.3")
    assert (closing(2) / "checkpoint").exists()


def test_before_anything_was_published_there_is_nothing_to_close(log: Log) -> None:
    with pytest.raises(Halted, match="nothing to close"):
        actions.rotate(log, now=NOW)


def test_witnesses_go_on_under_the_new_origin(log: Log, say: Say, tmp_path: Path) -> None:
    club = witness_for(tmp_path / "club", "lumen")
    with running(club) as url:
        name_witnesses(line(club, url))
        actions.know_witnesses(now=NOW)
        advance(log)
        vkey = VerifierKey.parse(actions.rotate(log, now=NOW))
        club.logs[vkey.name] = [vkey]
        advance(log)
    assert queries.witness_counts(log) == (1, 1)


@pytest.mark.parametrize("step", ["keep_all", "keep", "move"])
def test_a_crash_in_the_middle_is_finished_by_the_next_start(
    log: Log, say: Say, cast: Cast, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    advance(log)
    made = Signer.made

    def no_disk(*_: object, **__: object) -> None:
        raise OSError("the machine stopped")

    def then_no_disk(*args: object, **named: object) -> Signer:
        signer = made(*args, **named)  # type: ignore[arg-type]
        patch.setattr(files, step, no_disk)
        return signer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Signer, "made", then_no_disk)
        with pytest.raises(OSError, match="stopped"):
            actions.rotate(log, now=NOW)
    log = actions.open_log(cast.brand)
    actions.finish_rotation(log)
    actions.check(log)
    advance(log)
    assert read_as_stranger("lumen")[0].origin.endswith("lumen.2")
    assert (closing() / "checkpoint").exists()


def test_a_key_that_the_database_never_heard_of_is_thrown_away(log: Log, say: Say) -> None:
    advance(log)
    Signer.made("lumen", "localhost:8000/ledger/lumen.2", path=rotating._next("lumen"))
    actions.finish_rotation(log)
    assert not rotating._next("lumen").exists()
    actions.check(log)


def test_a_restored_database_takes_the_new_origin_from_the_key(
    log: Log, say: Say, cast: Cast
) -> None:
    advance(log)
    actions.rotate(log, now=NOW)
    advance(log)
    Log.objects.update(origin="localhost:8000/ledger/lumen", generation=1)
    with pytest.raises(Halted, match=r"the key is of .*lumen\.2, the database says .*lumen:"):
        actions.check(actions.open_log(cast.brand))
    actions.recover(cast.brand, now=NOW)
    log = actions.open_log(cast.brand)
    actions.check(log)
    assert (log.generation, log.origin) == (2, "localhost:8000/ledger/lumen.2")
