"""Driving side: the pages of guests and staff, and the REST interface."""

import os
from pathlib import Path

# NiceGUI looks for a store of its own when it is imported, in a working directory that may be gone or another user's.
os.environ.setdefault("NICEGUI_STORAGE_PATH", str(Path(__file__).with_name(".nicegui")))
