"""What does a person see first, and what when something is wrong?"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator

from zhiban_desk.texts import both


class SignInForm(AuthenticationForm):
    """Name and password, named in the reader's language."""

    error_messages: ClassVar[dict[str, str]] = {
        **AuthenticationForm.error_messages,
        "invalid_login": both(
            "登录名或口令不对；连错五次要等一小时",
            "The name or the password is wrong; after five wrong ones it rests for an hour",
        ),
    }

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["username"].label = both("登录名", "Name to sign in with")
        self.fields["password"].label = both("口令", "Password")


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Who are you?"""

    template_name = "sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


def today(request: HttpRequest) -> HttpResponse:
    """What must I do today?"""
    return render(request, "today.html")


def locked_out(request: HttpRequest, *args: Any, **more: Any) -> HttpResponse:
    """Five wrong passwords: when it opens again, and who can help."""
    return _said(
        request, 429,
        "口令连错五次，已暂停一小时", "Five wrong passwords: closed for an hour",
        "一小时后再试；着急请找系统管理员，在服务器上运行 zhiban-desk axes_reset",
        "Try again in an hour; if it is urgent, ask whoever runs the desk for zhiban-desk axes_reset",
    )  # fmt: skip


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from another page, or one that is too old."""
    return _said(
        request, 403,
        "这张表单不是从本站这一页提交的，或者已经过期", "This form is too old, or came from elsewhere",
        "返回上一页，刷新，再提交；填写的内容没有保存",
        "Go back, reload the page and hand it in again; nothing was saved",
    )  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read."""
    return _said(
        request, 400, "读不懂这个请求", "This request cannot be read",
        "从今日页重新进入", "Start again from today's page",
    )  # fmt: skip


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """It is there, and not for you."""
    return _said(
        request, 403, "您的岗位不能做这一步", "Your posts do not allow this",
        "请本辖区有此职责的同事办理，或请主管调整岗位",
        "Ask a colleague of the area whose task it is, or have your posts changed",
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """There is nothing here, or nothing that you may see: the same words for both."""
    return _said(
        request, 404, "没有这一页，或者不在您的辖区", "There is no such page, or not in your area",
        "从今日页重新进入", "Start again from today's page",
    )  # fmt: skip


def failed(request: HttpRequest) -> HttpResponse:
    """A fault of the desk: nothing was done."""
    return _said(
        request, 500, "系统出错，这一步没有做", "The desk has failed; nothing was done",
        "过一会儿再试；再错请告诉系统管理员时间和这一页的地址",
        "Try again in a while; if it fails again, tell whoever runs the desk the time and this address",
    )  # fmt: skip


def _said(
    request: HttpRequest, status: int, what: str, what_en: str, attempt: str, attempt_en: str
) -> HttpResponse:
    said = {"what": both(what, what_en), "attempt": both(attempt, attempt_en)}
    return render(request, "said.html", said, status=status)
