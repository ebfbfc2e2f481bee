"""What `from_text` is made of: lines and chunks, furniture, running text, and tables in the forms in which text was flattened."""
