/** The place of a record in the block. `lengths` has the characters of each text. */
interface RingSpan {
  start: number;
  readonly bytes: number;
  readonly lengths: readonly number[];
}

const smallestBlock = 65_536;

/**
 * A ring of records of texts in one block of bytes, with a limit of records and bytes. The oldest
 * records are removed first. The block is outside the heap, because the garbage collector would
 * copy each stored string and the heap would grow.
 */
export class TextRing {
  readonly #maxRecords: number;
  readonly #maxBytes: number;
  #block = new Uint8Array(0);
  #spans: RingSpan[] = [];
  /** The index of the oldest record in the spans. */
  #first = 0;
  /** The start of the next record, if it fits there. */
  #next = 0;
  #scratch = new Uint8Array(0);
  /**
   * Created with the first record, because some test environments have no `TextEncoder` at the
   * start.
   */
  #encoder: TextEncoder | undefined;

  constructor(maxRecords: number, maxBytes: number) {
    this.#maxRecords = maxRecords;
    this.#maxBytes = maxBytes;
  }

  /** Creates the encoder, so that an environment without one fails before the first record. */
  prepare(): TextEncoder {
    this.#encoder ??= new TextEncoder();
    return this.#encoder;
  }

  /** Adds a record. Returns false if the record alone is larger than the ring. */
  push(...texts: readonly string[]): boolean {
    // Encoding all texts at once costs half as much as encoding each text.
    const whole = texts.join("");
    const needed = 3 * whole.length;
    if (this.#scratch.length < needed) this.#scratch = new Uint8Array(needed);
    const bytes = this.prepare().encodeInto(whole, this.#scratch).written;
    const lengths = texts.map(({ length }) => length);
    if (bytes > this.#maxBytes || this.#maxRecords === 0) return false;
    while (this.#spans.length - this.#first >= this.#maxRecords) this.#removeOldest();
    const start = this.#makeRoom(bytes);
    this.#block.set(this.#scratch.subarray(0, bytes), start);
    this.#spans.push({ start, bytes, lengths });
    this.#next = start + bytes;
    // The buffer of a long text is not kept, because long texts are rare.
    if (this.#scratch.length > smallestBlock) this.#scratch = new Uint8Array(0);
    return true;
  }

  /** Returns all records, oldest first. */
  records(): readonly (readonly string[])[] {
    return this.#spans.slice(this.#first).map((span) => decode(this.#block, span));
  }

  /** The number of records. */
  get size(): number {
    return this.#spans.length - this.#first;
  }

  /** Returns one record, counted back from the latest one, which is 0. */
  fromEnd(back: number): readonly string[] {
    const span = this.#spans[this.#spans.length - 1 - back];
    return span ? decode(this.#block, span) : [];
  }

  /** Reads the records one by one, the latest first. */
  *latestFirst(): Generator<readonly string[]> {
    for (let back = 0; back < this.size; back += 1) yield this.fromEnd(back);
  }

  clear(): void {
    this.#block = new Uint8Array(0);
    this.#spans = [];
    this.#first = 0;
    this.#next = 0;
  }

  #removeOldest(): void {
    this.#first += 1;
    if (this.#first < 1024 && this.#first < this.#spans.length) return;
    this.#spans = this.#spans.slice(this.#first);
    this.#first = 0;
  }

  /**
   * Makes a gap for a number of bytes and returns its start. It enlarges the block or removes the
   * oldest records.
   */
  #makeRoom(needed: number): number {
    for (;;) {
      const start = this.#gapOf(needed);
      if (start !== undefined) return start;
      if (this.#block.length < this.#maxBytes) this.#grow(needed);
      else this.#removeOldest();
    }
  }

  #gapOf(needed: number): number | undefined {
    const oldest = this.#spans[this.#first];
    const { length } = this.#block;
    if (!oldest) return length >= needed ? 0 : undefined;
    // The records are between the oldest and `next`. If `next` is before the oldest, they continue
    // at 0.
    const isWhole = this.#next > oldest.start;
    if ((isWhole ? length : oldest.start) - this.#next >= needed) return this.#next;
    return isWhole && oldest.start >= needed ? 0 : undefined;
  }

  /** Moves the records to a larger block, one after the other. */
  #grow(needed: number): void {
    const kept = this.#spans.slice(this.#first);
    const used = kept.reduce((sum, { bytes }) => sum + bytes, 0);
    const size = Math.max(smallestBlock, this.#block.length * 2, used + needed);
    const larger = new Uint8Array(Math.min(size, this.#maxBytes));
    let at = 0;
    for (const span of kept) {
      larger.set(this.#block.subarray(span.start, span.start + span.bytes), at);
      span.start = at;
      at += span.bytes;
    }
    this.#block = larger;
    this.#spans = kept;
    this.#first = 0;
    this.#next = at;
  }
}

function decode(block: Uint8Array, { start, bytes, lengths }: RingSpan): readonly string[] {
  const whole = new TextDecoder().decode(block.subarray(start, start + bytes));
  let at = 0;
  return lengths.map((length) => {
    at += length;
    return whole.slice(at - length, at);
  });
}
