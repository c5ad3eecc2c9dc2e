from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "folkmoot.foundation.people.accounts"
    label = "accounts"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from folkmoot.foundation.people.accounts.rules import note_new_factor

        authenticator_added.connect(note_new_factor, dispatch_uid="accounts")
