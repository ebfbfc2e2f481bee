/* The rows that the page carries: unpacking them, and finding one. */

/** What `payload.py` packed, from the element that carries it. */
export async function unpacked(id) {
  const letters = document.getElementById(id).textContent;
  const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Response(stream).text();
}

/** A table whose rows are made when they are asked for. */
export class Table {
  #columns;
  #places = new Map();

  constructor({ size, columns }) {
    this.size = size;
    this.#columns = columns;
  }

  /** The value of a column in a row. */
  value(row, name) {
    const column = this.#columns[name];
    return Array.isArray(column) ? column[row] : column.values[column.at[row]];
  }

  /** The values of a column, each once. */
  distinct(name) {
    const column = this.#columns[name];
    return Array.isArray(column) ? [...new Set(column)] : column.values;
  }

  /** A row as an object. */
  row(at) {
    return Object.fromEntries(Object.keys(this.#columns).map((name) => [name, this.value(at, name)]));
  }

  /** The number of the row in which a column has a value, or undefined. */
  place(name, value) {
    if (!this.#places.has(name)) {
      const places = new Map();
      for (let at = 0; at < this.size; at++) places.set(this.value(at, name), at);
      this.#places.set(name, places);
    }
    return this.#places.get(name).get(value);
  }

  /** The row in which a column has a value, as an object; undefined where there is none. */
  find(name, value) {
    const at = this.place(name, value);
    return at === undefined ? undefined : this.row(at);
  }

  *rows() {
    for (let at = 0; at < this.size; at++) yield this.row(at);
  }
}

/** `{ language, words, tables: { name: Table }, sources }`, as the page carries it. */
export async function loadData() {
  const data = JSON.parse(await unpacked("data"));
  for (const [name, table] of Object.entries(data.tables)) data.tables[name] = new Table(table);
  return data;
}
