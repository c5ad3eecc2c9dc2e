"""The `folkmoot` command: `folkmoot serve`, `worker`, `import conversation FOLDER`, `demo` …"""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    if sys.argv[1:2] == ["demo"]:
        # The demo lives in a home of its own, so that it cannot touch a real moot.
        home = Path(__file__).resolve().parent.parent / "var" / "demo"
        os.environ.setdefault("FOLKMOOT_HOME", str(home))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
