"""The one router of the room: an address that is read and acted on is the same address.

The brand's slug is called `moot` here: the pages' middleware takes every `brand` out of the
address and asks the session about it, and no session counts in the API.
"""

from ninja import Router

router = Router()
