"""What may happen when a step is performed, beyond its record: names a procedure file may use in `effects`.

The services do what a name says (`services/cases/effects.py`); this list is all the pure floors know of it.
"""

from __future__ import annotations

EFFECTS: dict[str, str] = {
    "team_is_changed": "đoàn được thay đổi theo bảng “team_changes” (person, act: add | remove | role, role)",
}
"""Effect → what it does, in words for whoever writes a procedure."""
