from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "folkmoot.foundation.people.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added  # noqa: PLC0415 needs the app registry

        from folkmoot.foundation.people.accounts.rules import note_new_factor  # noqa: PLC0415

        authenticator_added.connect(note_new_factor, dispatch_uid="accounts")
