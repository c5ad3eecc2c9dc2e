"""What the states and sources of decisions are called."""

from django import template

from folkmoot.decide.decisions import queries, rules

register = template.Library()


@register.filter
def state_label(state: rules.State) -> str:
    return str(rules.STATES[state])


@register.filter
def source_title(subject: str) -> str:
    return queries.source_title(subject)
