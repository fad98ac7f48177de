"""PDF/A-3a with PDF/UA-1: writing through WeasyPrint, metadata, attachments, and the checker."""
