"""What `from_odt` is made of: styles, lists, text and tables of OpenDocument."""
