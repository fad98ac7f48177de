"""Build new document templates from the letterhead: every block of a Party document as a small function."""
