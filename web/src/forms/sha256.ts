/**
 * SHA-256 (FIPS 180-4) over pieces. `crypto.subtle` only digests a whole buffer, and a video of the scene does not fit
 * into a phone's memory at once.
 */
const K = new Uint32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
]);
const START = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];
const BLOCK = 64;
const at = (words: Uint32Array, index: number): number => words[index] as number;
const turn = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

export class Sha256 {
  #state = new Uint32Array(START);
  #schedule = new Uint32Array(64);
  #rest = new Uint8Array(BLOCK);
  #held = 0;
  #bytes = 0;

  update(piece: Uint8Array): this {
    this.#bytes += piece.length;
    let from = 0;
    if (this.#held > 0) {
      from = Math.min(BLOCK - this.#held, piece.length);
      this.#rest.set(piece.subarray(0, from), this.#held);
      this.#held += from;
      if (this.#held < BLOCK) return this;
      this.#compress(this.#rest, 0);
      this.#held = 0;
    }
    for (; from + BLOCK <= piece.length; from += BLOCK) this.#compress(piece, from);
    this.#rest.set(piece.subarray(from));
    this.#held = piece.length - from;
    return this;
  }

  /** Lowercase hex; the object is spent afterwards. */
  hex(): string {
    const bits = this.#bytes * 8;
    const padded = new Uint8Array(this.#held < 56 ? BLOCK : 2 * BLOCK);
    padded.set(this.#rest.subarray(0, this.#held));
    padded[this.#held] = 0x80;
    const view = new DataView(padded.buffer);
    view.setUint32(padded.length - 8, Math.floor(bits / 0x1_0000_0000));
    view.setUint32(padded.length - 4, bits >>> 0);
    for (let from = 0; from < padded.length; from += BLOCK) this.#compress(padded, from);
    return [...this.#state].map((word) => word.toString(16).padStart(8, '0')).join('');
  }

  #compress(bytes: Uint8Array, from: number): void {
    const w = this.#schedule;
    const view = new DataView(bytes.buffer, bytes.byteOffset + from, BLOCK);
    for (let i = 0; i < 16; i++) w[i] = view.getUint32(i * 4);
    for (let i = 16; i < 64; i++) {
      const x = at(w, i - 15);
      const y = at(w, i - 2);
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
    }
    let [a, b, c, d, e, f, g, h] = this.#state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < 64; i++) {
      const choice = (e & f) ^ (~e & g);
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const t1 = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + at(K, i) + at(w, i)) | 0;
      const t2 = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
    }
    for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) this.#state[i] = at(this.#state, i) + word;
  }
}

const PIECE = 1024 * 1024;

/** Hashes a file piece by piece; between pieces the page stays alive. */
export async function hashFile(file: Blob, progress: (share: number) => void): Promise<string> {
  const hash = new Sha256();
  for (let from = 0; from < file.size; from += PIECE) {
    hash.update(new Uint8Array(await file.slice(from, from + PIECE).arrayBuffer()));
    progress(Math.min(1, (from + PIECE) / file.size));
  }
  return hash.hex();
}
