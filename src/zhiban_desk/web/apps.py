"""The app `web`: what a person sees."""

from django.apps import AppConfig


class Web(AppConfig):
    """Pages, their templates and their look."""

    name = "zhiban_desk.web"
    label = "web"
