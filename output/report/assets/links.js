/* What belongs to a figure: its publication, table, notes, findings, and whether it is doubted. */

/** Ways to look up what belongs to what. */
export class Links {
  constructor({ tables }) {
    this.tables = tables;
    this.findings = new Map();
    this.revisions = new Map();
    for (let at = 0; at < tables.findings.size; at++) {
      for (const id of tables.findings.value(at, "observations")) push(this.findings, id, at);
    }
    for (let at = 0; at < tables.revisions.size; at++) {
      push(this.revisions, tables.revisions.value(at, "observation_id"), at);
      push(this.revisions, tables.revisions.value(at, "previous_observation_id"), at);
    }
  }

  observation(id) {
    return this.tables.observations.find("observation_id", id);
  }

  document(id) {
    return this.tables.documents.find("document_id", id);
  }

  table(id) {
    return this.tables.tables.find("table_id", id);
  }

  notes(ids) {
    return ids.map((id) => this.tables.footnotes.find("footnote_id", id)).filter(Boolean);
  }

  findingsOf(id) {
    return (this.findings.get(id) ?? []).map((at) => this.tables.findings.row(at));
  }

  revisionsOf(id) {
    return (this.revisions.get(id) ?? []).map((at) => this.tables.revisions.row(at));
  }

  /** Whether the reading or the place of the figure in a row of `observations` is unsure, or an open finding disputes it. */
  isDoubted(at) {
    const { observations, findings } = this.tables;
    if (observations.value(at, "placement") !== "exact" || observations.value(at, "confidence") < 1) return true;
    const named = this.findings.get(observations.value(at, "observation_id")) ?? [];
    return named.some((each) => findings.value(each, "severity") !== "info" && !findings.value(each, "accepted"));
  }
}

function push(map, key, value) {
  if (!map.has(key)) map.set(key, []);
  map.get(key).push(value);
}
