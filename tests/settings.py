"""Settings of the test run: a home of its own, and PostgreSQL with `--database postgres`.

Django's settings are read before any conftest, so both are decided here.
"""

import atexit
import os
import sys
import tempfile

from tests.postgres import Server, server_program

os.environ.setdefault("FOLKMOOT_HOME", tempfile.mkdtemp(prefix="folkmoot-tests-"))
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs an event loop

if "postgres" in sys.argv and "DATABASE_URL" not in os.environ:
    programs = server_program()
    if programs is None:
        raise SystemExit("PostgreSQL's server is not installed: apt install postgresql")
    server = Server(programs)
    server.start()
    atexit.register(server.stop)
    os.environ["DATABASE_URL"] = server.url  # the workers of xdist inherit it

from folkmoot.settings import *  # noqa: F403
from folkmoot.settings import DATABASES

# A thread of a test leaves no connection behind.
DATABASES["default"]["CONN_MAX_AGE"] = 0
