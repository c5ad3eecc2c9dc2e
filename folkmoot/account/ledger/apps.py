from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "folkmoot.account.ledger"
    label = "ledger"
