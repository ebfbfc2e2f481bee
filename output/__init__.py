"""Writers: the rows of a dataset become CSV, Parquet and a data package, all from one schema."""
