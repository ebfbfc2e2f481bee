"""What the page shows of the place where a figure was printed."""

from __future__ import annotations

from collections.abc import Mapping

from normalise.dataset import Dataset
from output.report.payload import Json


def sources_data(dataset: Dataset, pictures: Mapping[str, bytes]) -> Json:
    """What `assets/source.js` needs to draw the source of any figure; it gets this as `data.sources`."""
    del dataset, pictures
    return {}
