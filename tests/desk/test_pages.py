"""What does a browser get: this host only, the reader's language, plain words when it is wrong?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

import zhiban_desk
from zhiban_desk.accounts.models import User

WEB = Path(zhiban_desk.__file__).parent / "web"
POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
}  # fmt: skip


@pytest.fixture
def worker(office) -> User:
    return User.objects.create_user("jb03", "虚构·经办", "a long made-up phrase")


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("path", ["/", "/sign-in", "/no/such/page", "/language"])
def test_every_answer_allows_this_host_alone(worker, path):
    for client in (Client(), signed_in(worker)):
        said = client.get(path)
        header = said.headers["Content-Security-Policy"]
        assert {part.strip() for part in header.split(";") if part.strip()} == POLICY
        assert said.headers["X-Frame-Options"] == "DENY"
        assert said.headers["X-Content-Type-Options"] == "nosniff"


def test_a_fault_is_said_under_the_same_policy(worker, monkeypatch):
    monkeypatch.setattr("zhiban_desk.web.views.render", _fails_once())
    said = signed_in(worker).get("/")
    assert said.status_code == 500
    assert "系统出错，这一步没有做" in said.content.decode()
    assert "default-src 'none'" in said.headers["Content-Security-Policy"]


def _fails_once():
    from django.shortcuts import render

    left = [True]

    def failing(*args, **more):
        if left:
            left.pop()
            raise RuntimeError("a fault in the middle")
        return render(*args, **more)

    return failing


def test_templates_hold_nothing_a_policy_would_have_to_allow():
    pages = list((WEB / "templates").rglob("*.html"))
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"style=|<style|\son\w+=|https?://|<script(?![^>]*src=)", text), page
    assert "http" not in (WEB / "static" / "desk.css").read_text(encoding="utf-8")


def test_nobody_sees_a_page_without_signing_in(office):
    said = Client().get("/")
    assert said.status_code == 302 and said.headers["Location"].startswith("/sign-in")


def test_a_page_is_chinese_until_the_reader_switches(worker):
    client = Client()
    first = client.get("/sign-in", headers={"Accept-Language": "en-GB"})
    assert 'lang="zh-hans"' in first.content.decode() and "口令" in first.content.decode()
    assert client.get("/language").status_code in (302, 405)
    client.post("/language", {"language": "en", "next": "/sign-in"})
    second = client.get("/sign-in")
    assert 'lang="en"' in second.content.decode() and "Password" in second.content.decode()
    client.cookies["django_language"] = "tlh"
    assert "口令" in client.get("/sign-in").content.decode()


def test_signing_in_and_out(worker):
    client = Client()
    right = {"username": "jb03", "password": "a long made-up phrase"}
    assert client.post("/sign-in", right).headers["Location"] == "/"
    assert "虚构·经办" in client.get("/").content.decode()
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out")
    assert client.get("/").status_code == 302


def test_one_who_has_left_does_not_come_in(worker):
    client = signed_in(worker)
    worker.is_active = False
    worker.save()
    assert client.get("/").status_code == 302
    right = {"username": "jb03", "password": "a long made-up phrase"}
    assert "登录名或口令不对" in Client().post("/sign-in", right).content.decode()


def test_five_wrong_passwords_close_the_door_for_the_right_one_too(worker):
    client = Client()
    for _ in range(4):
        said = client.post("/sign-in", {"username": "jb03", "password": "wrong"})
        assert said.status_code == 200 and "登录名或口令不对" in said.content.decode()
    assert client.post("/sign-in", {"username": "jb03", "password": "wrong"}).status_code == 429
    right = {"username": "jb03", "password": "a long made-up phrase"}
    said = client.post("/sign-in", right)
    assert said.status_code == 429 and "口令连错五次" in said.content.decode()
    assert "default-src 'none'" in said.headers["Content-Security-Policy"]


def test_a_form_from_elsewhere_is_refused_in_plain_words(worker):
    said = Client(enforce_csrf_checks=True).post("/sign-in", {"username": "jb03"})
    assert said.status_code == 403 and "没有保存" in said.content.decode()


def test_a_name_with_markup_is_shown_as_text(worker):
    worker.name = "<script>alert(1)</script>"
    worker.save()
    assert "<script>alert" not in signed_in(worker).get("/").content.decode()


def test_the_look_is_served_by_the_desk_itself():
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    assert "whitenoise.middleware.WhiteNoiseMiddleware" in settings.MIDDLEWARE
    get_wsgi_application()
    said = Client().get("/static/desk.css")
    assert said.status_code == 200 and b"--accent" in b"".join(said.streaming_content)
