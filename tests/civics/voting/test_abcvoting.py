"""The published winners of 110 approval elections, for every rule we have."""

from pathlib import Path

import pytest

from civics.voting import all_committees, elect_committee, parse_abc_yaml
from civics.voting.abcyaml import AbcElection
from tests.civics.voting.ballot_boxes import read

RULES = {
    "av": ("approval", {}),
    "sav": ("sav", {}),
    "seqpav": ("seqpav", {}),
    "seqphragmen": ("seqphragmen", {}),
    "seqcc": ("greedy-cc", {}),
    "greedy-monroe": ("greedy-monroe", {}),
    "equal-shares": ("equal-shares", {"completion": "phragmen"}),
    "equal-shares-with-av-completion": ("equal-shares", {"completion": "approval"}),
    "equal-shares-with-increment-completion": ("equal-shares", {"completion": "add1"}),
}


@pytest.fixture(scope="module")
def elections(shared_data: Path) -> dict[str, AbcElection]:
    files = sorted((shared_data / "abcvoting").glob("*.abc.yaml"))
    assert len(files) == 110
    return {file.name: parse_abc_yaml(read(file), file.name) for file in files}


@pytest.mark.parametrize("published", RULES)
def test_any_published_committee(published: str, elections: dict[str, AbcElection]) -> None:
    rule, how = RULES[published]
    checked = 0
    for name, election in elections.items():
        for item in election.expected:
            if item.rule == published and item.resolute:
                outcome = elect_committee(rule, election.ballots, election.seats, **how)
                assert tuple(sorted(outcome.winners)) in item.committees, name
                assert len(outcome.why) == election.seats
                checked += 1
    assert checked == 110


@pytest.mark.parametrize("published", [rule for rule in RULES if "increment" not in rule])
def test_all_published_committees(published: str, elections: dict[str, AbcElection]) -> None:
    rule, how = RULES[published]
    checked = 0
    for name, election in elections.items():
        for item in election.expected:
            if item.rule == published and not item.resolute:
                found = all_committees(rule, election.ballots, election.seats, **how)
                assert found == tuple(sorted(item.committees)), name
                checked += 1
    assert checked == (0 if published == "greedy-monroe" else 110)
