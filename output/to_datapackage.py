"""`datapackage.json`: the tables of a dataset, field by field, as Data Package v2 (https://datapackage.org)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from output.formats import Format, file_name
from output.schema import Column, Kind, TableSchema, table_schemas
from output.to_csv import LIST_SEPARATOR

PACKAGE_NAME = "beleidscijfers"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE_PROFILE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"

Json = str | int | bool | Sequence["Json"] | dict[str, "Json"]

FIELD_TYPES: dict[Kind, dict[str, Json]] = {
    Kind.STRING: {"type": "string"},
    Kind.CODE: {"type": "string"},
    Kind.INTEGER: {"type": "integer"},
    Kind.NUMBER: {"type": "number"},
    Kind.DECIMAL: {"type": "number"},
    Kind.BOOLEAN: {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    Kind.DATE: {"type": "date"},
    Kind.LIST: {"type": "list", "itemType": "string", "delimiter": LIST_SEPARATOR},
}
"""The Data Package type of each kind of column."""

MEDIA_TYPES: dict[Format, str] = {Format.CSV: "text/csv", Format.PARQUET: "application/vnd.apache.parquet"}

MAY_BE_EMPTY = frozenset({Kind.STRING, Kind.LIST})
"""A blank cell's text and an empty list are empty fields, which a validator takes for missing: never `required`."""


def datapackage_bytes(formats: Sequence[Format]) -> bytes:
    """The descriptor of a dataset written in these formats."""
    return _package_bytes(
        [_resource(schema, [_file(schema.name, each) for each in formats]) for schema in table_schemas()]
    )


def parts_package_bytes(paths: Mapping[str, Sequence[str]]) -> bytes:
    """The descriptor of a dataset of which each table lies in several files of Parquet."""
    return _package_bytes(
        [_resource(schema, [_described(paths[schema.name], Format.PARQUET)]) for schema in table_schemas()]
    )


def _package_bytes(resources: Sequence[Json]) -> bytes:
    package: Json = {
        "$schema": PROFILE,
        "name": PACKAGE_NAME,
        "title": "Indicators from Dutch policy publications",
        "description": "Every figure as printed, with its period, unit and footnotes, and where it stands.",
        "resources": resources,
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _resource(schema: TableSchema, files: Sequence[dict[str, Json]]) -> Json:
    first, *others = files
    resource: dict[str, Json] = {"$schema": RESOURCE_PROFILE, "name": schema.name, "type": "table", **first}
    if first["format"] == Format.CSV:
        resource["dialect"] = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}
    if others:
        # Version 2 has no word for the same table in another format; several paths would mean parts of one file.
        resource["alternates"] = others
    return {**resource, "schema": _table_schema(schema)}


def _file(table: str, table_format: Format) -> dict[str, Json]:
    return _described(file_name(table, table_format), table_format)


def _described(path: Json, table_format: Format) -> dict[str, Json]:
    described: dict[str, Json] = {
        "path": path,
        "format": table_format.value,
        "mediatype": MEDIA_TYPES[table_format],
    }
    return {**described, "encoding": "utf-8"} if table_format is Format.CSV else described


def _table_schema(schema: TableSchema) -> Json:
    described: dict[str, Json] = {
        "$schema": SCHEMA_PROFILE,
        "fields": [_field(column) for column in schema.columns],
        "missingValues": [""],
        "primaryKey": list(schema.primary_key),
    }
    if schema.foreign_keys:
        described["foreignKeys"] = [_foreign_key(key.column, key.table) for key in schema.foreign_keys]
    return described


def _field(column: Column) -> Json:
    field: dict[str, Json] = {"name": column.name, **FIELD_TYPES[column.kind], "description": column.description}
    constraints: dict[str, Json] = {}
    if not column.nullable and column.kind not in MAY_BE_EMPTY:
        constraints["required"] = True
    if column.code:
        constraints["enum"] = [code.value for code in column.code]
    return {**field, "constraints": constraints} if constraints else field


def _foreign_key(column: str, table: str) -> Json:
    return {"fields": [column], "reference": {"resource": table, "fields": [column]}}
