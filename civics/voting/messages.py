"""The English of the codes with which voting refuses, for the command line."""

_AT = "{file}, row {row}"

MESSAGES = {
    "voting.unreadable": "{file}: cannot be read: {why}",
    "voting.encoding": f"{_AT}: not UTF-8; save the file as UTF-8",
    "voting.file_kind": "{file}: the name should end in .pb, .abc.yaml, .soc, .soi, .toc or .toi",
    "voting.rule": "rule {rule!r} cannot count these ballots; these can: {known}",
    "voting.rule_not_said": "{file}: its rule {rule!r} is not one that can be recomputed; "
    "choose one with --rule: {known}",
    "voting.seats": "{seats} seats for {candidates} candidates",
    "voting.seats_missing": "rule {rule!r} needs --seats",
    "voting.completion": "completion {completion!r} is not one of {known}",
    "voting.worth": "worth {worth!r} is not one of {known}",
    "voting.step": "the raise must be more than nothing, not {step}",
    "voting.least_score": "greedy-threshold needs the least score that funds a project",
    "voting.nothing_stated": "{file}: states no winners for rule {rule}, nothing to check against",
    "voting.no_candidates": "there are no candidates",
    "voting.too_many_ties": "more than {limit} ways of breaking the ties",
    "voting.tie_break.empty_seed": "the seed is empty",
    "voting.projects.too_fine": "amounts too fine or too large to count exactly",
    "voting.ballots.duplicate_name": "two candidates have the same name",
    "voting.rankings.equal_ranks": "ballot {ballot} (from 0) ranks two candidates equally; "
    "this rule needs strict ballots",
    "pabulib.sections": f"{_AT}: expected META, PROJECTS and VOTES once and in this order, "
    "found {found}",
    "pabulib.meta": f"{_AT}: a line of META needs a key and a value, separated by a semicolon",
    "pabulib.header": f"{_AT}: column {{column}} is missing",
    "pabulib.width": f"{_AT}: {{found}} columns where {{expected}} are expected",
    "pabulib.no_budget": f"{_AT}: META has no budget",
    "pabulib.amount": f"{_AT}, column {{column}}: {{value!r}} is not an amount of money",
    "pabulib.points": f"{_AT}, column {{column}}: {{value!r}} is not one whole number per vote",
    "pabulib.vote_type": f"{_AT}: votes of type {{value!r}} are not known",
    "pabulib.duplicate": f"{_AT}, column {{column}}: {{value!r}} occurs twice",
    "pabulib.threshold": "{file}: min_project_score_threshold {value!r} is not a whole number; "
    "say it with --least-score",
    "pabulib.not_ranked": "these ballots ({vote_type}) do not rank the projects",
    "abcyaml.key": f"{_AT}: key {{column!r}} is unknown, or occurs twice",
    "abcyaml.line": f"{_AT}: cannot be read: {{value!r}}",
    "abcyaml.brackets": f"{_AT}: a list begins here and does not end",
    "abcyaml.value": f"{_AT}, {{column}}: not a list or text",
    "abcyaml.unsupported": f"{_AT}, {{column}}: this kind of YAML is not read",
    "abcyaml.profile": f"{_AT}: profile must be a list of lists of candidate numbers",
    "abcyaml.num_cand": f"{_AT}: num_cand {{value!r}} does not fit the ballots",
    "abcyaml.cand_names": f"{_AT}: cand_names must name every candidate once",
    "abcyaml.committeesize": f"{_AT}: committeesize must be a whole number",
    "abcyaml.compute": f"{_AT}: a rule needs rule_id and a list of committees",
    "preflib.no_names": "{file}: no line with ALTERNATIVE NAME",
    "preflib.line": f"{_AT}: not a ballot: {{value!r}}",
    "preflib.candidate": f"{_AT}: a candidate is unknown or occurs twice: {{value!r}}",
}
