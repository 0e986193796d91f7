"""Which pages are there?"""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from zhiban_desk.web import views

urlpatterns = [
    path("", views.today, name="today"),
    path("sign-in", views.SignIn.as_view(), name="sign-in"),
    path("sign-out", LogoutView.as_view(), name="sign-out"),
    path("language", login_not_required(set_language), name="language"),
]
