"""What is asked of DuckDB. `part_of` gives the partition of an id; tables and views are those of `across.py`.

A table `needed` says which observations are to be brought to which part: rows of `part` and `observation_id`.
"""

MACROS = "CREATE MACRO part_of(id) AS left(id, getvariable('digits'))"

SIBLINGS = """
CREATE OR REPLACE TABLE needed AS
WITH placed AS (
    SELECT read.*, documents.source FROM read JOIN documents USING (document_id)
    WHERE obs_value IS NOT NULL AND placement = 'exact'
), lost AS (
    SELECT DISTINCT document_id, indicator, parent_indicator, obs_value FROM read
    WHERE obs_value IS NOT NULL AND placement = 'ambiguous' AND list_contains(confidence_reasons, getvariable('place_was_lost'))
)
SELECT DISTINCT
    part_of(lost.document_id) AS part,
    arg_min(placed.observation_id, (placed.source, placed.document_id, placed.file_row_number)) AS observation_id
FROM lost JOIN placed
    ON placed.indicator = lost.indicator
    AND placed.parent_indicator IS NOT DISTINCT FROM lost.parent_indicator
    AND placed.obs_value = lost.obs_value
    AND placed.document_id <> lost.document_id
GROUP BY lost.document_id, placed.indicator, placed.parent_indicator, placed.measure, placed.time_period, placed.obs_value
"""
"""For each figure that lost its place the first document, of each place, that prints it."""

SHARED = """
CREATE OR REPLACE TABLE needed AS
SELECT part_of(vintage) AS part, observation_id FROM facts WHERE vintage IN (
    SELECT vintage FROM facts WHERE vintage IS NOT NULL GROUP BY vintage HAVING count(DISTINCT document_id) > 1
)
"""
"""Figures that several documents print, in groups by what they are figures of."""

PAIRS = "SELECT one, other FROM pairs GROUP BY one, other HAVING count(*) >= ?"

KIN = {
    "issues": """
        SELECT met.part, issues.* FROM (SELECT DISTINCT part, document_id FROM needed JOIN facts USING (observation_id)) met
        JOIN issues USING (document_id)
    """,
    "families": """
        SELECT met.part, families.* FROM (SELECT DISTINCT part, document_id FROM needed JOIN facts USING (observation_id)) met
        JOIN families USING (document_id)
    """,
}
"""When the documents of a group came out, and their families."""

INDICATORS = """
WITH prints AS (
    SELECT
        indicator, indicator_label, unit_measure, theme,
        CASE WHEN obs_value IS NOT NULL THEN time_period END AS period,
        obs_value IS NOT NULL AS has_figure,
        count(*) AS times
    FROM observations GROUP BY ALL
), printed AS (
    SELECT indicator, count(DISTINCT document_id) AS documents FROM observations GROUP BY indicator
)
SELECT
    part_of(md5(indicator)) AS part, indicator, documents,
    list((indicator_label, unit_measure, theme, period, has_figure)), list(times)
FROM prints JOIN printed USING (indicator) GROUP BY indicator, documents ORDER BY part, indicator
"""

REVISIONS = "SELECT part_of(document_id) AS part, * FROM revisions"
OPEN = """
CREATE OR REPLACE TABLE open AS
SELECT part_of(document_id) AS part, document_id FROM revisions WHERE kind = 'conflict'
UNION SELECT part_of(document_id), previous_document_id FROM revisions WHERE kind = 'conflict'
"""
"""Documents in conflict, where the later one of two is."""
TOLD = {
    "observations": "SELECT open.part, observations.* FROM open JOIN observations USING (document_id)",
    "tables": "SELECT open.part, tables.* FROM open JOIN tables USING (document_id)",
    "passages": "SELECT open.part, passages.* FROM open JOIN passages USING (document_id)",
}
"""What they print, in their order."""

DISPUTED = """
CREATE OR REPLACE TABLE disputed AS
SELECT DISTINCT part_of(own) AS part, facts.table_id FROM (
    SELECT document_id AS own, previous_observation_id AS observation_id FROM revisions WHERE kind = 'conflict'
    UNION ALL SELECT document_id, observation_id FROM revisions WHERE kind = 'conflict'
    UNION ALL SELECT previous_document_id, observation_id FROM revisions WHERE kind = 'conflict'
    UNION ALL SELECT previous_document_id, previous_observation_id FROM revisions WHERE kind = 'conflict'
) JOIN facts USING (observation_id)
"""
"""The tables of figures in conflict, for the documents on both sides."""

NOTHING_NEEDED = "CREATE OR REPLACE TABLE needed (part VARCHAR, observation_id VARCHAR)"

CHANGED = """
INSERT INTO needed
SELECT part_of(document_id), previous_observation_id FROM revisions WHERE kind <> 'same'
UNION ALL SELECT part_of(previous_document_id), observation_id FROM revisions WHERE kind <> 'same'
"""
"""The other side of each change."""

IN_DISPUTED_TABLES = "INSERT INTO needed SELECT part, observation_id FROM disputed JOIN facts USING (table_id)"
"""The whole table of a figure in conflict: its arithmetic may speak against it."""

ANSWERS = """
INSERT INTO needed
WITH answers AS (
    SELECT questions.document_id, questions.table_id, arg_min(
        facts.observation_id, (coalesce(nullif(documents.title, ''), documents.source), facts.document_id)
    ) AS observation_id
    FROM questions
    JOIN facts ON facts.kin = questions.kin AND facts.figure = questions.figure AND facts.document_id <> questions.document_id
    JOIN documents ON documents.document_id = facts.document_id
    GROUP BY questions.document_id, questions.table_id, questions.kin, questions.figure
)
SELECT part_of(document_id), observation_id FROM answers
UNION ALL SELECT part, observation_id FROM disputed JOIN answers USING (table_id)
"""
"""The first title in the alphabet that prints a figure which would make a sum right; for tables in dispute too."""

PROVISIONAL = """
INSERT INTO needed
WITH definitive AS (
    SELECT noted.document_id, kin, figure
    FROM (SELECT document_id, kin, figure, unnest(footnotes) AS footnote_id FROM facts) noted
    JOIN footnotes USING (footnote_id) WHERE effect = 'definitive' AND figure IS NOT NULL
)
SELECT part_of(definitive.document_id), facts.observation_id
FROM definitive JOIN facts ON facts.kin = definitive.kin AND facts.figure = definitive.figure
WHERE facts.provisional AND facts.document_id <> definitive.document_id
"""
"""Figures that a note calls definitive, where they are printed as provisional."""

BREAKS = """
INSERT INTO needed
WITH breaks AS (
    SELECT subject, arg_min(observation_id, (source, noted.document_id, number)) AS observation_id
    FROM (SELECT *, unnest(footnotes) AS footnote_id FROM facts) noted JOIN footnotes USING (footnote_id)
    WHERE list_contains(getvariable('breaking'), effect) AND period_from IS NOT NULL
    GROUP BY subject, left(period_from, 4)
)
SELECT part_of(met.document_id), breaks.observation_id
FROM (SELECT DISTINCT document_id, subject FROM facts) met JOIN breaks USING (subject)
"""
"""The first note on a break of each subject and year."""

NOTED = """
CREATE OR REPLACE TABLE noted AS
SELECT DISTINCT part_of(facts.document_id) AS part, vintage FROM facts
JOIN (SELECT DISTINCT document_id, subject FROM facts WHERE len(footnotes) > 0) USING (document_id, subject)
WHERE vintage IS NOT NULL
"""
"""What rows with notes print figures of: notes are held against all other prints of these."""

CHAINS = """
INSERT INTO needed
SELECT linked.part, facts.observation_id FROM (
    SELECT DISTINCT noted.part, document_id, subject FROM noted JOIN facts USING (vintage)
) linked JOIN facts USING (document_id, subject)
"""
"""The rows of other documents that print one of these figures."""

MEETING = (DISPUTED, NOTHING_NEEDED, CHANGED, IN_DISPUTED_TABLES, ANSWERS, PROVISIONAL, BREAKS, NOTED, CHAINS)

OWN_INDICATORS = """
SELECT met.part, indicators.* FROM (SELECT DISTINCT part_of(document_id) AS part, indicator FROM observations) met
JOIN indicators USING (indicator)
"""
OWN_REVISIONS = """
SELECT unnest(list_distinct([part_of(document_id), part_of(previous_document_id)])) AS part, * FROM revisions
UNION SELECT noted.part, revisions.* FROM noted JOIN facts USING (vintage) JOIN revisions USING (observation_id)
"""
"""Those with a document on either side, and those between other prints of figures in rows with notes."""
OWN_PASSAGES = """
SELECT part_of(revisions.document_id) AS part, passages.* FROM revisions
JOIN passages ON passages.passage_id = split_part(reason, ':', 2) WHERE starts_with(reason, 'prose:')
UNION SELECT part_of(revisions.previous_document_id) AS part, passages.* FROM revisions
JOIN passages ON passages.passage_id = split_part(reason, ':', 2) WHERE starts_with(reason, 'prose:')
"""
"""Passages that explain a revision."""
ORDER_OF_REVISIONS = """
indicator, coalesce(parent_indicator, ''), ref_area, coalesce(breakdown, ''), measure, time_period, observation_id,
previous_observation_id
"""

IN_ORDER = """
SELECT observations.* FROM observations JOIN (SELECT observation_id, source, number FROM facts) USING (observation_id)
ORDER BY source, document_id, number
"""

OBSERVATIONS = {
    "read": """
        SELECT met.part, read.* EXCLUDE (file_row_number), documents.source, read.file_row_number AS number
        FROM (SELECT DISTINCT part, observation_id FROM needed) met JOIN read USING (observation_id)
        JOIN documents USING (document_id)
    """,
    "observations": """
        SELECT met.part, observations.* EXCLUDE (file_row_number), facts.source, facts.number
        FROM (SELECT DISTINCT part, observation_id FROM needed) met JOIN observations USING (observation_id)
        JOIN facts USING (observation_id)
    """,
}
"""Observations that are needed, as they were read or as they are in the dataset."""
OF_OTHERS = {
    "documents": """
        SELECT met.part, documents.* FROM (SELECT DISTINCT part, document_id FROM observed) met
        JOIN documents USING (document_id)
    """,
    "footnotes": """
        SELECT met.part, footnotes.* FROM (SELECT DISTINCT part, unnest(footnotes) AS footnote_id FROM observed) met
        JOIN footnotes USING (footnote_id)
    """,
}
"""The documents of these observations, and the notes that bear on them."""

FIGURES = "SELECT count(*) FROM observations WHERE obs_value IS NOT NULL"
OPEN_FINDINGS = "SELECT severity, count(*) FROM findings WHERE accepted IS NULL GROUP BY severity"
