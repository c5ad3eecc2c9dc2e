from folkmoot.api.document import api

urlpatterns = api.urls[0]
