"""What `from_xlsx`, `from_ods` and `from_csv` share: cells as a sheet shows them, and the tables that they form."""
