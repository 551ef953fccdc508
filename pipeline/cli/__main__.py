"""`python -m pipeline.cli` is the command `edition`."""

import sys

from pipeline.cli import main

sys.exit(main())
