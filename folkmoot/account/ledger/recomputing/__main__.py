"""`python -m folkmoot.account.ledger.recomputing EXPORT`: without Django, settings or database."""

import sys

from folkmoot.account.ledger.recomputing.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
