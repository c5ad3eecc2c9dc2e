"""The hostile strings that lie beside the project."""

import json
from pathlib import Path


def hostile(shared: Path) -> list[str]:
    """738 strings: payloads against sanitisers, and strings that break naïve programs."""
    payloads = json.loads((shared / "fuzz" / "xss-dompurify-payloads.json").read_text("utf-8"))
    naughty = json.loads((shared / "fuzz" / "blns.json").read_text("utf-8"))
    return [each["payload"] for each in payloads] + naughty
