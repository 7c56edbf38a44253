/**
 * Reads FlatBuffers, the container of TFLite files, without generated code.
 *
 * The encoding (FlatBuffers "internals"): everything is little-endian; a table begins with a signed offset back to
 * its vtable; the vtable holds its own size, the table's size (both uint16), then one uint16 per field: where the
 * field lies in the table, 0 where it is absent. Tables, strings and vectors are stored as offsets relative to the
 * place that holds the offset; a vector begins with its length (uint32).
 *
 * Every read is checked against the end of the buffer, so that a cut-off or altered file ends in a
 * `FlatbufferError` and never in garbage.
 */

/** The buffer is not what its offsets say. */
export class FlatbufferError extends Error {}

/** Bytes of one offset, and of one int32. */
const WORD = 4;

/** One table; fields are named by their index in the schema. */
export class Table {
  #buffer;
  #start;
  #vtable;
  #vtableSize;

  /**
   * @param {Buffer} buffer the whole file
   * @param {number} start where the table lies
   */
  constructor(buffer, start) {
    need(buffer, start, WORD);
    this.#buffer = buffer;
    this.#start = start;
    this.#vtable = start - buffer.readInt32LE(start);
    need(buffer, this.#vtable, 2);
    this.#vtableSize = buffer.readUInt16LE(this.#vtable);
    need(buffer, this.#vtable, this.#vtableSize);
  }

  /** The table that the buffer is about. */
  static root(buffer) {
    return new Table(buffer, follow(buffer, 0));
  }

  int32(field, fallback = 0) {
    const at = this.#fieldAt(field, WORD);
    return at === null ? fallback : this.#buffer.readInt32LE(at);
  }

  int8(field, fallback = 0) {
    const at = this.#fieldAt(field, 1);
    return at === null ? fallback : this.#buffer.readInt8(at);
  }

  /** A string, or '' where it is absent. */
  string(field) {
    return this.bytes(field).toString('utf8');
  }

  /** A vector of bytes as a view into the file; empty where it is absent. */
  bytes(field) {
    const { start, length } = this.#vector(field, 1);
    return this.#buffer.subarray(start, start + length);
  }

  /** A vector of int32; empty where it is absent. */
  int32s(field) {
    const { start, length } = this.#vector(field, WORD);
    return Array.from({ length }, (_, i) => this.#buffer.readInt32LE(start + WORD * i));
  }

  /** A table, or null where it is absent. */
  table(field) {
    const at = this.#fieldAt(field, WORD);
    return at === null ? null : new Table(this.#buffer, follow(this.#buffer, at));
  }

  /** A vector of tables; empty where it is absent. */
  tables(field) {
    const { start, length } = this.#vector(field, WORD);
    return Array.from({ length }, (_, i) => new Table(this.#buffer, follow(this.#buffer, start + WORD * i)));
  }

  /** Where a field of `size` bytes lies, or null where the table leaves it out. */
  #fieldAt(field, size) {
    const entry = WORD + 2 * field;
    if (entry + 2 > this.#vtableSize) return null;
    const offset = this.#buffer.readUInt16LE(this.#vtable + entry);
    if (offset === 0) return null;
    need(this.#buffer, this.#start + offset, size);
    return this.#start + offset;
  }

  #vector(field, itemSize) {
    const at = this.#fieldAt(field, WORD);
    if (at === null) return { start: 0, length: 0 };
    const vector = follow(this.#buffer, at);
    need(this.#buffer, vector, WORD);
    const length = this.#buffer.readUInt32LE(vector);
    need(this.#buffer, vector + WORD, length * itemSize);
    return { start: vector + WORD, length };
  }
}

/** The place that the offset at `at` points to. */
function follow(buffer, at) {
  need(buffer, at, WORD);
  return at + buffer.readUInt32LE(at);
}

function need(buffer, start, size) {
  if (start < 0 || start + size > buffer.length) {
    throw new FlatbufferError(`it ends at byte ${buffer.length}, but byte ${start + size} is referred to`);
  }
}
