/** Steps a minute from the moments of taps. */

const LEAST_TAPS_MS = 15_000;
const NEAR = 0.25; // a gap this far off the middle one, as a part of it, is a tap missed or doubled

/** The value below which this part of the numbers lies. */
function quantile(numbers, part) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)];
  return below + (at % 1) * (sorted[Math.ceil(at)] - below);
}

/**
 * { rate, low, high, leftOut }: steps a minute, the rates between which half of the steps came, and how many gaps did
 * not count. Null while the taps span less than 15 seconds.
 */
function stepRate(taps_ms, stepsPerTap) {
  if (taps_ms.length < 3 || taps_ms.at(-1) - taps_ms[0] < LEAST_TAPS_MS) return null;
  const gaps = taps_ms.slice(1).map((moment, at) => moment - taps_ms[at]);
  const middle = quantile(gaps, 0.5);
  const kept = gaps.filter((gap) => Math.abs(gap - middle) <= NEAR * middle);
  const rateOf = (gap) => (60_000 * stepsPerTap) / gap;
  const mean = kept.reduce((sum, gap) => sum + gap, 0) / kept.length;
  return {
    rate: rateOf(mean), low: rateOf(quantile(kept, 0.75)), high: rateOf(quantile(kept, 0.25)), leftOut: gaps.length - kept.length,
  };
}
