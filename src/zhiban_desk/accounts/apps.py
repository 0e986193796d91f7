"""The app `accounts`: who works here."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """People of the office."""

    name = "zhiban_desk.accounts"
    label = "accounts"
