from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from config.api_docs import ApiDocsView
from config.health import healthz

handler400 = "config.request_size.bad_request"
admin.site.site_header = admin.site.site_title = "Đôn Đốc"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("quan-tri/", admin.site.urls),
    path("api/schema/", SpectacularAPIView.as_view(), name="api_schema"),
    path("api/docs/", ApiDocsView.as_view(url_name="api_schema"), name="api_docs"),
    path("api/v1/", include("directives.api.urls")),
    path("", include("departments.urls")),
    path("", include("notifications.urls")),  # before the verbs of a directive, whose address takes any word
    path("", include("directives.urls")),
    path("", include("reports.urls")),
]
