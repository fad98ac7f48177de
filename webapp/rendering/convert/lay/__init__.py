"""Model → pages: line breaking, tables, footnotes and page breaks as Word places them."""
