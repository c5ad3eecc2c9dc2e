"""What the states and sources of decisions and petitions are called."""

from django import template
from django.utils.translation import gettext_lazy as _

from folkmoot.decide.decisions import queries, rules
from folkmoot.decide.partnerships.rules import Verdict
from folkmoot.decide.petitions import rules as petitions
from folkmoot.deliberate.ballots import rules as ballots

register = template.Library()

TONES = {
    Verdict.GREEN: "kept",
    Verdict.AMBER: "soon",
    Verdict.RED: "broken",
    Verdict.BARRED: "broken",
}
COHORTS = {"core": _("core"), "active": _("active"), "ordinary": _("ordinary")}


@register.filter
def state_label(state: rules.State) -> str:
    return str(rules.STATES[state])


@register.filter
def petition_state(state: petitions.State) -> str:
    return str(petitions.STATES[state])


@register.filter
def verdict_tone(verdict: int) -> str:
    """The colour that goes with a verdict's word."""
    return TONES[Verdict(verdict)]


@register.filter
def rule_title(rule: str) -> str:
    """A counting rule of a ballot in words."""
    return str(ballots.RULES[rule])


@register.filter
def source_title(subject: str) -> str:
    return queries.source_title(subject)


@register.filter
def cohort_label(cohort: str) -> str:
    return str(COHORTS.get(cohort, cohort))
