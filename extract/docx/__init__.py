"""What `from_docx` is made of: styles, numbering, text, notes and tables of WordprocessingML."""
