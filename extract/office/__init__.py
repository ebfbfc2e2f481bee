"""What `from_docx` and `from_odt` share: lines and tables as a word processor holds them become blocks and notes."""
