"""What `from_pdf` is made of: one pass of PDFium over a page, and what tags, rules and white space say of it."""
