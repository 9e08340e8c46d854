/** The reader's units beside a number that stays in the papers' own. */

/** Tells `then` the reader's units: now, and whenever they choose others, here or in another tab. The result ends it. */
function followUnits(key, then) {
  const hear = ({ detail }) => then(detail);
  const look = () => then(readStore(key).units);
  window.addEventListener(UNITS_EVENT, hear);
  const stop = followStore(key, look);
  look();
  return () => {
    window.removeEventListener(UNITS_EVENT, hear);
    stop();
  };
}

/** "7.5" mph of 12 km/h. `factor`: how much of the number's own unit one of the other is. */
function otherText(value, factor) {
  const there = value / factor;
  const digits = Math.abs(there) >= 100 ? 0 : Math.abs(there) >= 1 ? 1 : 2;
  return numberText(Number(there.toFixed(digits)));
}
