/** A source of chance that gives the same draws for the same seed, on every machine. */
export interface Random {
  /** uniform in [0, 1) */
  readonly next: () => number;
  /** a whole number in [0, below) */
  readonly below: (below: number) => number;
  /** standard normal */
  readonly normal: () => number;
  /** successes in `trials` with the chance `share` of each */
  readonly binomial: (trials: number, share: number) => number;
}

/** log Γ(x + 1) by Stirling's series. */
function logFactorial(x: number): number {
  if (x < 10) {
    let product = 1;
    for (let factor = 2; factor <= x; factor += 1) product *= factor;
    return Math.log(product);
  }
  const squared = x * x;
  return (
    (x + 0.5) * Math.log(x) -
    x +
    0.9189385332046727 +
    (1 / 12 - (1 / 360 - 1 / (1260 * squared)) / squared) / x
  );
}

/** The generator sfc32 (Doty-Humphrey, PractRand), seeded by one number. */
export function seededRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = seed | 0;
  let c = Math.floor(seed / 2 ** 32) | 0;
  let counter = 1;
  const bits = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + sum) | 0;
    return sum >>> 0;
  };
  for (let warm = 0; warm < 20; warm += 1) bits();
  const next = (): number => (bits() * 2 ** 21 + (bits() >>> 11)) / 2 ** 53;
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

  /** By inversion: quick where few successes are to be expected. */
  const fewSuccesses = (trials: number, share: number): number => {
    const odds = share / (1 - share);
    let chance = (1 - share) ** trials;
    let rest = next();
    let successes = 0;
    while (rest > chance && successes < trials) {
      rest -= chance;
      successes += 1;
      chance *= (odds * (trials - successes + 1)) / successes;
    }
    return successes;
  };

  /** By transformed rejection (Hörmann 1993, BTRD without its squeeze steps). */
  const manySuccesses = (trials: number, share: number): number => {
    const spread = Math.sqrt(trials * share * (1 - share));
    const scale = 1.15 + 2.53 * spread;
    const slope = -0.0873 + 0.0248 * scale + 0.01 * share;
    const middle = trials * share + 0.5;
    const height = (2.83 + 5.1 / scale) * spread;
    const mode = Math.floor((trials + 1) * share);
    const logOdds = Math.log(share / (1 - share));
    const top = logFactorial(mode) + logFactorial(trials - mode);
    for (;;) {
      const u = next() - 0.5;
      const v = next();
      const us = 0.5 - Math.abs(u);
      const k = Math.floor(((2 * slope) / us + scale) * u + middle);
      if (k < 0 || k > trials) continue;
      const bound = Math.log((v * height) / (slope / (us * us) + scale));
      if (bound <= top - logFactorial(k) - logFactorial(trials - k) + (k - mode) * logOdds) return k;
    }
  };

  const binomial = (trials: number, share: number): number => {
    if (trials <= 0 || share <= 0) return 0;
    if (share >= 1) return trials;
    if (share > 0.5) return trials - binomial(trials, 1 - share);
    return trials * share < 10 ? fewSuccesses(trials, share) : manySuccesses(trials, share);
  };

  return { next, below: (below) => Math.floor(next() * below), normal, binomial };
}
