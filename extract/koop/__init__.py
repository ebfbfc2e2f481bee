"""What `from_koop_xml` is made of: the text of an official publication, its notes, its CALS tables, and what it says of itself."""
