"""The one router of the room; the brand's slug is called `moot`, as in every API of the house."""

from ninja import Router

router = Router()
