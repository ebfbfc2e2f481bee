"""The files of the StatLine view and their columns: names as StatLine's open data has them."""

from __future__ import annotations

from output.formats import Field, File

TIME = "Perioden"


def _texts(**described: str) -> tuple[Field, ...]:
    return tuple(Field(name=name, type="string", description=each) for name, each in described.items())


DIMENSIONS = _texts(
    Publicaties="Key of the publication",
    RegioS="Key of the region",
    Uitsplitsingen="Key of the breakdown",
    Herhaling="1; more where the publication prints the figure again",
    Perioden="Key of the period",
)
KEYS = _texts(Key="Key", Title="Title", Description="Description")
OBSERVATIONS = File(
    path="cbs/Observations.csv",
    title="The figures, one a row (StatLine, OData 4)",
    format="csv",
    media_type="text/csv",
    fields=(
        *_texts(Id="Number of the row", Measure="Key of the topic", ValueAttribute="Status of the figure, in Dutch"),
        Field(name="Value", type="number", description="The figure, in the unit of its topic"),
        *_texts(StringValue="What is printed"),
        *DIMENSIONS,
        *_texts(ObservationId="The row of the table observations"),
    ),
)
PROPERTIES = File(
    path="cbs/DataProperties.csv",
    title="Dimensions and topics (StatLine, OData 3)",
    format="csv",
    media_type="text/csv",
    fields=_texts(
        ID="Number of the row",
        Position="Place in the wide file",
        ParentID="The group that it belongs to",
        Type="Dimension, GeoDimension, TimeDimension, TopicGroup or Topic",
        Key="Key: the column of the wide file",
        Title="Title",
        Description="Notes and direction",
        Datatype="Double",
        Unit="Unit",
        Decimals="Decimals",
    ),
)
PERIODS = File(
    path="cbs/Perioden.csv",
    title="Periods",
    format="csv",
    media_type="text/csv",
    fields=(*KEYS, *_texts(Status="Voorlopig where a figure of it is provisional, else Definitief")),
)
REGIONS, BREAKDOWNS, PUBLICATIONS = (
    File(path=f"cbs/{name}.csv", title=title, format="csv", media_type="text/csv", fields=KEYS)
    for name, title in (("RegioS", "Regions"), ("Uitsplitsingen", "Breakdowns"), ("Publicaties", "Publications"))
)
WIDE = File(
    # No fields: which columns it has depends on the figures; DataProperties says what they are.
    path="cbs/TypedDataSet.csv",
    title="The figures, one column a topic (StatLine, OData 3)",
    format="cbs-csv",
    media_type="text/csv",
)
FILES = (OBSERVATIONS, WIDE, PROPERTIES, PERIODS, REGIONS, BREAKDOWNS, PUBLICATIONS)
