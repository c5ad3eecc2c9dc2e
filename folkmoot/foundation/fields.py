"""The fields that forms of every room ask with."""

from typing import Any

from django import forms


def words(label: Any, longest: int = 1000, *, rows: int = 3, **more: Any) -> forms.CharField:
    """Several lines; the browser counts how much room is left."""
    area = forms.Textarea({"rows": rows, "data-count": ""})
    return forms.CharField(label=label, max_length=longest, widget=area, **more)


def day(label: Any, help_text: Any = "", **more: Any) -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")  # whatever the language
    return forms.DateField(label=label, help_text=help_text, widget=widget, **more)


def choice(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    """One of a few, all of them in sight."""
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)
