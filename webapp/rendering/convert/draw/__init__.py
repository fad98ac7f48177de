"""Pages → PDF through WeasyPrint's document, page and stream objects."""
