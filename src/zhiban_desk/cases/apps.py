"""The app `cases`: what is to be done, by whom, by when."""

from django.apps import AppConfig


class Cases(AppConfig):
    """Cases, their states and owners."""

    name = "zhiban_desk.cases"
    label = "cases"
