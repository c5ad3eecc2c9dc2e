"""What has been used up."""

from django.db import models


class Allowance(models.Model):
    """How much of something somebody has used up: full again at this microsecond since 1970."""

    key = models.CharField(max_length=120, primary_key=True)
    full_at = models.BigIntegerField()
