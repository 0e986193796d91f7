"""Which addresses has the desk?"""

from django.urls import include, path

from zhiban_desk.web import views

urlpatterns = [path("", include("zhiban_desk.web.urls"))]
handler400, handler403, handler404, handler500 = (
    views.bad_request,
    views.not_allowed,
    views.not_found,
    views.failed,
)
