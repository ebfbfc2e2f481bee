"""What `from_html` is made of: the page as a tree, what of it is content, and its tables, captions and notes."""
