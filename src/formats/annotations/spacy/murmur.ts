const MASK = 0xffff_ffff_ffff_ffffn;
const M = 0xc6a4_a793_5bd1_e995n;
const R = 47n;

/** MurmurHash64A (Austin Appleby), for little-endian machines: an unsigned 64-bit number. */
export function murmurHash64A(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = seed ^ ((BigInt(bytes.length) * M) & MASK);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) {
    let word = (view.getBigUint64(at, true) * M) & MASK;
    word ^= word >> R;
    hash = ((hash ^ ((word * M) & MASK)) * M) & MASK;
  }
  if (whole < bytes.length) {
    let rest = 0n;
    for (let at = bytes.length - 1; at >= whole; at -= 1) rest = (rest << 8n) | BigInt(bytes[at] as number);
    hash = ((hash ^ rest) * M) & MASK;
  }
  hash ^= hash >> R;
  hash = (hash * M) & MASK;
  return hash ^ (hash >> R);
}
