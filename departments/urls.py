from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, path

from departments import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("dang-nhap/", views.SignIn.as_view(), name="sign_in"),
    path("dang-xuat/", LogoutView.as_view(), name="sign_out"),
    path("tai-khoan/", views.profile, name="profile"),
    path("tai-khoan/mat-khau/", views.ChangePassword.as_view(), name="change_password"),
]
