"""The pictures of a document: what its source shows around the tables of its dataset."""

from __future__ import annotations

import re

from extract.document import Options
from extract.excerpts import excerpts
from normalise.dataset import Dataset
from normalise.pictures import Picture, picture_places
from pipeline.content import Content

PAGE = re.compile(r"page=(\d+)")  # page=3&bbox=72.0,90.5,510.2,104.1


def draw_pictures(content: Content, dataset: Dataset, options: Options) -> tuple[Picture, ...]:
    """What the source shows of the tables of its dataset; nothing of formats whose cells say it all."""
    shown = excerpts(content.data, name=content.source, places=picture_places(dataset), options=options)
    return tuple(
        Picture(
            table_id=each.name,
            page=int(found[1]) if (found := PAGE.match(each.address)) else None,
            address=each.address,
            media_type=each.media_type,
            data=each.data,
        )
        for each in shown
    )
