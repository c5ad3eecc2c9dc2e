"""Act: what the brand does with others, in the open and within limits."""
