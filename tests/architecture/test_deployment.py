"""The settings that a host gets are fit for the open network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FOLKMOOT = [sys.executable, "-m", "folkmoot"]


def folkmoot(home: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    settings = {"FOLKMOOT_HOME": str(home), "DJANGO_SETTINGS_MODULE": "folkmoot.settings"}
    mine = ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
    inherited = {k: v for k, v in os.environ.items() if k not in mine}
    return subprocess.run(
        [*FOLKMOOT, *command],
        env=inherited | settings | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_nothing_is_amiss_on_https(tmp_path: Path) -> None:
    check = ("check", "--deploy", "--fail-level", "WARNING")
    done = folkmoot(tmp_path, *check, FOLKMOOT_URL="https://moot.example")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("address", ["http://moot.example", "http://192.168.1.9:8000"])
def test_plain_http_for_others_is_refused(tmp_path: Path, address: str) -> None:
    done = folkmoot(tmp_path, "check", FOLKMOOT_URL=address)
    assert done.returncode != 0
    assert "over https only" in done.stderr


def test_keys_are_made_once_and_belong_to_their_owner(tmp_path: Path) -> None:
    keys = tmp_path / "keys"
    assert folkmoot(tmp_path, "check").returncode == 0
    made = {key.name: key.read_text() for key in keys.iterdir()}
    assert set(made) == {"secret_key", "pepper"}
    assert all(len(key) >= 64 for key in made.values())
    assert {oct(key.stat().st_mode & 0o777) for key in keys.iterdir()} == {"0o600"}
    assert folkmoot(tmp_path, "check").returncode == 0
    assert made == {key.name: key.read_text() for key in keys.iterdir()}
