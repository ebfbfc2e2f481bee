"""`csv-metadata.json`: the CSV files column by column, as CSV on the Web has it (https://www.w3.org/TR/tabular-metadata/).

That name, in the folder of the CSV files, is where a program for CSVW looks of its own accord.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from normalise.dataset import Dataset
from output.about import RIGHTS, About, sources
from output.code_labels import code_labels, table_label
from output.formats import File, Format, file_name
from output.schema import Column, ForeignKey, Kind, TableSchema, table_schemas
from output.to_csv import LIST_SEPARATOR

FILE = File(
    path="csv-metadata.json",
    title="The CSV files described for CSV on the Web (W3C)",
    format="json",
    media_type="application/csvm+json",
)

Json = str | int | bool | Sequence["Json"] | dict[str, "Json"]

DATATYPES: dict[Kind, Json] = {
    Kind.STRING: "string",
    Kind.INTEGER: "integer",
    Kind.NUMBER: "double",
    Kind.DECIMAL: "decimal",
    Kind.BOOLEAN: {"base": "boolean", "format": "true|false"},
    Kind.DATE: {"base": "date", "format": "yyyy-MM-dd"},
    Kind.LIST: "string",
}

NOTES: Json = [
    {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en"}
    for value in (
        "An empty field is a missing value; in observations missing_reason says why there is no figure.",
        r"In an item of a list a semicolon is written \, and a backslash \\; a list of one empty item is \ alone.",
        "A figure is in unit_measure times ten to the power unit_mult.",
        # CSVW has no foreign key that may be empty.
        "A column named after the key of another table refers to it also where no foreign key says so: it may be empty.",
    )
]


def csvw_bytes(dataset: Dataset, about: About) -> bytes:
    """The metadata of the CSV files of a dataset, one table group."""
    group: dict[str, Json] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": about.title,
        "dc:description": about.description,
        "dc:rights": RIGHTS,
        "dc:source": [each.address or each.title for each in sources(dataset)],
        "dialect": {
            "encoding": "utf-8",
            "delimiter": ",",
            "lineTerminators": ["\n"],
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
            "trim": False,
        },
        "notes": NOTES,
        "tables": [_table(schema) for schema in table_schemas()],
    }
    if about.publisher:
        group["dc:publisher"] = about.publisher
    if about.licence:
        group["dc:license"] = {"@id": about.licence_url} if about.licence_url else about.licence
    return (json.dumps(group, indent=2, ensure_ascii=False) + "\n").encode()


def _table(schema: TableSchema) -> Json:
    described: dict[str, Json] = {
        "columns": [_column(column) for column in schema.columns],
        "primaryKey": list(schema.primary_key),
    }
    always = {column.name for column in schema.columns if not column.nullable}
    keys = [_foreign_key(key) for key in schema.foreign_keys if key.column in always]
    if keys:
        described["foreignKeys"] = keys
    return {
        "url": file_name(schema.name, Format.CSV),
        "dc:description": table_label(schema.name).english,
        "tableSchema": described,
    }


def _column(column: Column) -> Json:
    described: dict[str, Json] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": DATATYPES[column.kind] if column.code is None else _codes(column),
    }
    if column.kind is Kind.LIST:
        described["separator"] = LIST_SEPARATOR
    elif not column.nullable and column.kind is not Kind.STRING:
        described["required"] = True  # a text may be empty: what a blank cell prints
    return described


def _codes(column: Column) -> Json:
    labels = code_labels(column.code) if column.code else {}
    return {
        "base": "string",
        "format": "|".join(map(re.escape, labels)),
        "dc:description": "; ".join(f"{code}: {label.english}" for code, label in labels.items()),
    }


def _foreign_key(key: ForeignKey) -> Json:
    there: Json = {"resource": file_name(key.table, Format.CSV), "columnReference": [key.refers_to]}
    return {"columnReference": [key.column], "reference": there}
