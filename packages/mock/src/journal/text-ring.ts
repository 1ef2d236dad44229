/** Records of texts in one block of bytes; the oldest are removed first. */
export interface TextRing {
  /** Adds a record; false when it alone is larger than the ring. */
  push(...texts: readonly string[]): boolean;
  /** Every record, the oldest first. */
  records(): readonly (readonly string[])[];
  clear(): void;
}

/** Where a record is in the block; `lengths` has the bytes of each text. */
interface Span {
  start: number;
  readonly bytes: number;
  readonly lengths: readonly number[];
}

interface Block {
  bytes: Uint8Array;
  spans: Span[];
  /** The index of the oldest record in `spans`. */
  first: number;
  /** Where the next record starts when it fits there. */
  next: number;
}

const smallestBlock = 65_536;
const emptyBlock = (): Block => ({ bytes: new Uint8Array(0), spans: [], first: 0, next: 0 });

/**
 * Creates a ring of at most so many records and bytes. The block is outside the heap: strings that
 * are kept for a while cost the garbage collector a copy each, and the heap grows meanwhile.
 */
export function createTextRing(mostRecords: number, mostBytes: number): TextRing {
  let block = emptyBlock();
  let scratch = new Uint8Array(0);
  return {
    push: (...texts) => {
      const needed = 3 * texts.reduce((sum, { length }) => sum + length, 0);
      if (scratch.length < needed) scratch = new Uint8Array(needed);
      const lengths = encode(texts, scratch);
      const bytes = lengths.reduce((sum, length) => sum + length, 0);
      if (bytes > mostBytes || mostRecords === 0) return false;
      while (block.spans.length - block.first >= mostRecords) removeOldest(block);
      const start = makeRoom(block, bytes, mostBytes);
      block.bytes.set(scratch.subarray(0, bytes), start);
      block.spans.push({ start, bytes, lengths });
      block.next = start + bytes;
      // A long text is rare, and its buffer would stay in memory.
      if (scratch.length > smallestBlock) scratch = new Uint8Array(0);
      return true;
    },
    records: () => block.spans.slice(block.first).map((span) => decode(block, span)),
    clear: () => {
      block = emptyBlock();
    },
  };
}

function encode(texts: readonly string[], into: Uint8Array): readonly number[] {
  // Made at use: some test environments have none when the module loads.
  const encoder = new TextEncoder();
  let at = 0;
  return texts.map((text) => {
    const { written } = encoder.encodeInto(text, into.subarray(at));
    at += written;
    return written;
  });
}

function decode({ bytes }: Block, { start, lengths }: Span): readonly string[] {
  let at = start;
  return lengths.map((length) => {
    at += length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  });
}

function removeOldest(block: Block): void {
  block.first += 1;
  if (block.first < 1024 && block.first < block.spans.length) return;
  block.spans = block.spans.slice(block.first);
  block.first = 0;
}

/** The start of a gap of so many bytes: found, made by a larger block, or by removing the oldest. */
function makeRoom(block: Block, needed: number, mostBytes: number): number {
  for (;;) {
    const start = gapOf(block, needed);
    if (start !== undefined) return start;
    if (block.bytes.length < mostBytes) grow(block, needed, mostBytes);
    else removeOldest(block);
  }
}

function gapOf({ bytes, spans, first, next }: Block, needed: number): number | undefined {
  const oldest = spans[first];
  if (!oldest) return bytes.length >= needed ? 0 : undefined;
  // The records lie between the oldest and `next`, or go on at 0 when `next` is before the oldest.
  const isWhole = next > oldest.start;
  if ((isWhole ? bytes.length : oldest.start) - next >= needed) return next;
  return isWhole && oldest.start >= needed ? 0 : undefined;
}

/** Moves the records to a larger block, one after the other. */
function grow(block: Block, needed: number, mostBytes: number): void {
  const kept = block.spans.slice(block.first);
  const used = kept.reduce((sum, { bytes }) => sum + bytes, 0);
  const size = Math.max(smallestBlock, block.bytes.length * 2, used + needed);
  const larger = new Uint8Array(Math.min(size, mostBytes));
  let at = 0;
  for (const span of kept) {
    larger.set(block.bytes.subarray(span.start, span.start + span.bytes), at);
    span.start = at;
    at += span.bytes;
  }
  block.bytes = larger;
  block.spans = kept;
  block.first = 0;
  block.next = at;
}
