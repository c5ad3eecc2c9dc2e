"""What people fill in about themselves."""

from typing import Any

from allauth.account.forms import RequestLoginCodeForm
from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from folkmoot.foundation.people.accounts import actions
from folkmoot.foundation.people.models import Person


class EntranceForm(RequestLoginCodeForm):  # type: ignore[misc]
    """One address, one code: whoever comes for the first time need not sign up elsewhere."""

    def clean_email(self) -> str:
        email: str = super().clean_email()
        self._user = actions.welcome(email)
        return email


# allauth leaves the name of a key without a label that could be translated.
class AddKeyForm(AddWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name"), required=False)


class EditKeyForm(EditWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name"))


class FirstKeyForm(SignupWebAuthnForm):  # type: ignore[misc]
    name = forms.CharField(label=_("Name"), required=False)


class ProfileForm(forms.ModelForm[Person]):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("as the browser says")), *settings.LANGUAGES],
        required=False,
    )

    class Meta:
        model = Person
        fields = ("name", "language")


class ConfirmationForm(forms.Form):
    """A code that was sent a moment ago, to somebody who is signed in already."""

    code = forms.CharField(
        label=_("Code from the mail"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.expected):
            raise forms.ValidationError(_("This is not the code, or it is too old."))
        return code


class ErasureForm(forms.Form):
    words = forms.BooleanField(
        label=_("Erase the words I wrote as well. Votes stay, they carry no name."),
        required=False,
    )
    sure = forms.BooleanField(label=_("I know that this cannot be undone."))
