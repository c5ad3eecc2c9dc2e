from django.urls import path

from folkmoot.foundation.search import views

urlpatterns = [path("<slug:brand>/search/", views.search, name="search")]
