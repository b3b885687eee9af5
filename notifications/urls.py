from django.urls import URLPattern, URLResolver, path

from notifications import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("chi-dao/<int:pk>/thu/", views.directive_messages, name="directive_messages"),
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/", views.mail, name="mailbox_mail"),
    path("mailbox/<int:pk>/html/", views.mail_html, name="mailbox_html"),
]
