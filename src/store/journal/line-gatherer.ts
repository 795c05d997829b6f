import { copyPart } from '../../core/copy-part.ts';

/** Bytes that room is made for at a time, and that have to be left of it where further lines begin: those of a row are seldom more. */
const ROOM = 1_048_576;
const LEFT = 196_608;
/** What is shorter (bytes) is handed on as text, since it may be kept so. */
const LONG = 4_096;
const LF = 0x0a;

/**
 * Gathers lines of the journal: as strings, or in UTF-8 from where the parts of one are at hand as such. Making a string of them, to put it
 * back into UTF-8 for hashing and packing, takes longer than all else that is done with them.
 */
export class LineGatherer {
  #lines: string[] = [];
  /** in memory that a thread can be handed without copying it */
  #room: Buffer<ArrayBufferLike> = Buffer.alloc(0);
  /** where those begin that are being gathered, if not as strings, and where they end */
  #from: number | null = null;
  #at = 0;
  count = 0;
  /** characters, or bytes where it has those: about how much there is */
  length = 0;

  add(line: string): void {
    this.count += 1;
    if (this.#from === null) {
      this.#lines.push(line);
      this.length += line.length;
      return;
    }
    this.#text(line);
    this.#end();
    this.length = this.#at - this.#from;
  }

  /** Begins a line of at most so many bytes, which are then copied part by part. */
  open(length: number): void {
    if (this.#from === null) this.#from = this.#begin();
    this.#makeRoom(length + 1);
  }

  /** A part of the line that was begun last. */
  copy(bytes: Uint8Array, from: number, to: number): void {
    this.#at = copyPart(this.#room, this.#at, bytes, from, to);
  }

  /** Ends the line that was begun last. */
  close(): void {
    this.count += 1;
    this.#end();
    this.length = this.#at - (this.#from ?? 0);
  }

  /** The lines with line ends between them, which are gathered no longer. */
  take(): string | Uint8Array {
    const taken = this.#taken();
    this.#lines = [];
    this.#from = null;
    this.count = 0;
    this.length = 0;
    return taken;
  }

  #taken(): string | Uint8Array {
    if (this.#from === null) return this.#lines.join('\n');
    const bytes = this.#room.subarray(this.#from, this.#at - 1);
    return bytes.length < LONG ? bytes.toString('utf8') : bytes;
  }

  /** Puts what has been gathered as strings into bytes. */
  #begin(): number {
    if (this.#room.length - this.#at < LEFT) {
      this.#room = Buffer.from(new SharedArrayBuffer(ROOM));
      this.#at = 0;
    }
    this.#from = this.#at;
    for (const line of this.#lines) {
      this.#text(line);
      this.#end();
    }
    this.#lines = [];
    return this.#from;
  }

  #text(text: string): void {
    this.#makeRoom(text.length * 3);
    this.#at += this.#room.write(text, this.#at, 'utf8');
  }

  #end(): void {
    this.#makeRoom(1);
    this.#room[this.#at++] = LF;
  }

  /** What has been taken stays where it is; what is being gathered moves. */
  #makeRoom(length: number): void {
    if (this.#at + length <= this.#room.length) return;
    const gathered = this.#room.subarray(this.#from ?? this.#at, this.#at);
    this.#room = Buffer.from(new SharedArrayBuffer(Math.max(ROOM, (gathered.length + length) * 2)));
    this.#room.set(gathered);
    this.#from = 0;
    this.#at = gathered.length;
  }
}
