"""The JSON face: one OpenAPI document, put together from each room's `api.py`."""
