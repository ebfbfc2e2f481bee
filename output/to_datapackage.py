"""`datapackage.json`: the files of a dataset, the tables field by field, as Data Package v2 (https://datapackage.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from normalise.dataset import Dataset
from output.about import NOTHING_SAID, RIGHTS, About, Source, sources
from output.code_labels import code_labels, table_label
from output.formats import TABLE_FORMATS, File, Format, file_name
from output.schema import Column, ForeignKey, Kind, TableSchema, table_schemas
from output.to_csv import LIST_SEPARATOR

PACKAGE_NAME = "beleidscijfers"
OTHERS = "others"
"""Our own word in the descriptor: files of the dataset that hold no data, such as the report."""
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

MISSING: Json = [{"value": "", "label": "missing; in observations missing_reason says why"}]
RESOURCE_NAME = re.compile(
    r"[^a-z0-9]+"
)  # what the name of a resource may not hold, such as the slash of cbs/Perioden.csv
DIALECT: Json = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True}


def datapackage_bytes(
    dataset: Dataset,
    formats: Sequence[Format],
    files: Mapping[File, str | None],
    others: Iterable[str] = (),
    about: About = NOTHING_SAID,
) -> bytes:
    """The descriptor of a dataset whose tables are written in these formats.

    `files` are what formats wrote beside the tables, each with a remark on what it could not take in; `others` are the names of
    files of the dataset that hold no data.
    """
    tables = [each for each in TABLE_FORMATS if each in formats]
    resources = [_resource(schema, tables) for schema in table_schemas()] if tables else []
    documents = [_source(each) for each in sources(dataset)]
    package: dict[str, Json] = {
        "$schema": PROFILE,
        "name": PACKAGE_NAME,
        "title": about.title,
        "description": about.description,
        **_publisher(about),
        "rights": RIGHTS,
        **({"sources": documents} if documents else {}),  # the profile asks for one at least
        "resources": [*resources, *(_other(file, remark) for file, remark in files.items())],
        OTHERS: sorted(others),
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def parts_package_bytes(paths: Mapping[str, Sequence[str]]) -> bytes:
    """The descriptor of a dataset of which each table lies in several files of Parquet."""
    package: dict[str, Json] = {
        "$schema": PROFILE,
        "name": PACKAGE_NAME,
        "title": NOTHING_SAID.title,
        "description": NOTHING_SAID.description,
        "rights": RIGHTS,
        "resources": [
            _resource_of(schema, [_described(paths[schema.name], Format.PARQUET)]) for schema in table_schemas()
        ],
    }
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _publisher(about: About) -> dict[str, Json]:
    said: dict[str, Json] = {}
    if about.publisher:
        said["contributors"] = [{"title": about.publisher, "roles": ["publisher"]}]
    if about.licence:
        said["licenses"] = [_given(name=about.licence, path=about.licence_url)]
    return said


def _source(source: Source) -> Json:
    # `producer`, `date` and `hash` are ours: version 2 knows title, path, email and version, and allows others.
    return _given(
        title=source.title, path=source.address, producer=source.producer, date=source.published, hash=source.hash
    )


def _given(**values: str | None) -> dict[str, Json]:
    return {name: value for name, value in values.items() if value}


def _other(file: File, remark: str | None) -> Json:
    resource: dict[str, Json] = {
        "$schema": RESOURCE_PROFILE,
        "name": RESOURCE_NAME.sub("-", file.path.lower()),
        **_given(path=file.path, title=file.title, description=remark, format=file.format, mediatype=file.media_type),
    }
    if not file.fields:
        return resource
    fields: list[Json] = [_given(name=each.name, type=each.type, description=each.description) for each in file.fields]
    schema: Json = {"$schema": SCHEMA_PROFILE, "fields": fields, "missingValues": [""]}
    return {**resource, "type": "table", "encoding": "utf-8", "dialect": DIALECT, "schema": schema}


def _resource(schema: TableSchema, formats: Sequence[Format]) -> Json:
    return _resource_of(schema, [_file(schema.name, each) for each in formats])


def _resource_of(schema: TableSchema, files: Sequence[dict[str, Json]]) -> Json:
    first, *others = files
    resource: dict[str, Json] = {
        "$schema": RESOURCE_PROFILE,
        "name": schema.name,
        "type": "table",
        "description": table_label(schema.name).english,
        **first,
    }
    if first["format"] == Format.CSV:
        resource["dialect"] = DIALECT
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
        "missingValues": MISSING,
        "primaryKey": list(schema.primary_key),
    }
    if schema.foreign_keys:
        described["foreignKeys"] = [_foreign_key(key) for key in schema.foreign_keys]
    return described


def _field(column: Column) -> Json:
    field: dict[str, Json] = {"name": column.name, **FIELD_TYPES[column.kind], "description": column.description}
    constraints: dict[str, Json] = {}
    if not column.nullable and column.kind not in MAY_BE_EMPTY:
        constraints["required"] = True
    if column.code:
        labels = code_labels(column.code)
        constraints["enum"] = list(labels)
        field["categories"] = [{"value": code, "label": label.english} for code, label in labels.items()]
    return {**field, "constraints": constraints} if constraints else field


def _foreign_key(key: ForeignKey) -> Json:
    return {"fields": [key.column], "reference": {"resource": key.table, "fields": [key.refers_to]}}
