"""The app `audit`: what happened, and can it be changed afterwards?"""

from django.apps import AppConfig


class Audit(AppConfig):
    """The chain of events."""

    name = "zhiban_desk.audit"
    label = "audit"
