"""A run over many machines: shards of documents to read, then the steps across documents over Parquet in partitions.

`run.py` has the phases. Between them everything lies in files of one folder, on a disk that all machines see or on an object
store; each phase is a function of a shard, a partition or a group, mapped over all of them by a `mapping.Mapper`.
"""
