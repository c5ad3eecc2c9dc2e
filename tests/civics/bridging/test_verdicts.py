import argparse
import json
from pathlib import Path

import numpy as np
import pytest

from civics.bridging import (
    Bridging,
    ItemVerdict,
    Ratings,
    Thresholds,
    bridge,
    factor_model,
    net_supporters,
)
from civics.bridging.command import add_parser
from civics.errors import InputError

PEOPLE = [f"r{i:02}" for i in range(60)]
CAMPS = {name: "core" if i < 30 else "public" for i, name in enumerate(PEOPLE)}


def table(last_for: list[float], last_against: list[float]) -> Ratings:
    """Eleven items that divide two halves, and one rated as given."""
    divided = np.array([[1, 0] * 5 + [1]] * 30 + [[0, 1] * 5 + [0]] * 30, dtype=float)
    values = np.column_stack([divided, [*last_for, *last_against]])
    rater, item = np.divmod(np.arange(values.size), 12)
    return Ratings.of(rater, item, values.ravel(), raters=PEOPLE, items="abcdefghijkl")


def last(found: Bridging) -> ItemVerdict:
    return next(v for v in found.verdicts if v.item == "l")


def test_what_both_camps_like_bridges_by_both_methods() -> None:
    verdict = last(bridge(table([1.0] * 30, [1.0] * 30), CAMPS))
    assert (verdict.known, verdict.latent, verdict.together) == ("bridges", "bridges", "both")
    assert verdict.net == (30, 30)
    assert verdict.reasons == ()


def test_what_one_camp_likes_does_not() -> None:
    verdict = last(bridge(table([1.0] * 30, [0.0] * 30), CAMPS))
    assert verdict.known == "opposed"
    assert verdict.weakest == "public"
    assert verdict.together == "neither"
    assert {"factor_large", "few_on_negative_side"} & set(verdict.reasons)


def test_strata_that_hide_the_camps_are_contradicted_or_left_alone() -> None:
    mixed = {name: "odd" if i % 2 else "even" for i, name in enumerate(PEOPLE)}
    verdict = last(bridge(table([1.0] * 30, [1.0] * 20 + [0.0] * 10), mixed))
    assert (verdict.known, verdict.latent) == ("bridges", "open")
    assert verdict.together == "known_only"


def test_without_strata_one_method_speaks() -> None:
    verdict = last(bridge(table([1.0] * 30, [1.0] * 30)))
    assert (verdict.known, verdict.latent, verdict.together) == (
        "not_asked",
        "bridges",
        "one_method",
    )


def test_too_few_ratings_for_the_factor_model() -> None:
    ratings = Ratings.of([0, 1], [0, 0], [1, 1], raters=["r00", "r59"], items="a")
    (verdict,) = bridge(ratings, CAMPS, thresholds=Thresholds(per_stratum=1)).verdicts
    assert (verdict.latent, verdict.together) == ("too_few", "one_method")
    assert verdict.intercept is None


def test_net_supporters_by_hand() -> None:
    model = factor_model(table([1.0] * 30, [1.0] * 10 + [0.5] * 5 + [0.0] * 15))
    net, seen = net_supporters(model)
    place = model.ratings.items.index("l")
    assert sorted(net[:, place].tolist()) == [-5, 30]
    assert seen[:, place].tolist() == [30, 30]


def run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    args = parser.parse_args(["bridge", *words])
    return int(args.run(args))


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    ratings = table([1.0] * 30, [1.0] * 30)
    votes, strata = tmp_path / "votes.csv", tmp_path / "strata.csv"
    rows = [
        f"{ratings.raters[r]},{ratings.items[i]},{int(2 * v - 1)}"
        for r, i, v in zip(ratings.rater, ratings.item, ratings.value, strict=True)
    ]
    votes.write_text("\n".join(["voter-id,comment-id,vote", *rows, ""]), encoding="utf-8")
    lines = [f"{name},{stratum}" for name, stratum in CAMPS.items()]
    strata.write_text("\n".join(["participant,stratum", *lines, ""]), encoding="utf-8")
    return str(votes), str(strata)


def test_the_command_publishes_both(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(files[0], "--strata", files[1], "--json", "--check") == 0
    report = json.loads(capsys.readouterr().out)
    assert {v["item"]: v["together"] for v in report["verdicts"]}["l"] == "both"
    assert len(report["model"]["losses"]) == 10
    assert len(report["most_influential"]) == 10
    assert run(files[0]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("l\tone_method")


def test_the_check_fails_when_nothing_bridges(tmp_path: Path) -> None:
    path = tmp_path / "votes.csv"
    path.write_text("voter-id,comment-id,vote\na,1,-1\n", encoding="utf-8")
    assert run(str(path), "--check") == 1


def test_a_rater_in_two_strata_is_refused(files: tuple[str, str], tmp_path: Path) -> None:
    path = tmp_path / "twice.csv"
    path.write_text("participant,stratum\nr01,core\nr01,public\n", encoding="utf-8")
    with pytest.raises(InputError) as refusal:
        run(files[0], "--strata", str(path))
    assert refusal.value.code == "bridging.repeated_rater"
    assert refusal.value.params["row"] == 3
