"""The one router of the room: an address that is read and acted on is the same address."""

from ninja import Router

router = Router()
