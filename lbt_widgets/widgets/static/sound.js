/** Short clicks by Web Audio: no sound file, and nothing sounds before somebody asks for it. */

const CLICK_S = 0.03;
const CLICK_HZ = 1000;

/** One click and silence up to `period_s`, to play once or round and round. */
function clickBuffer(audio, period_s, hertz = CLICK_HZ) {
  const rate = audio.sampleRate;
  const buffer = audio.createBuffer(1, Math.max(1, Math.round(period_s * rate)), rate);
  const samples = buffer.getChannelData(0);
  const length = Math.min(samples.length, Math.round(CLICK_S * rate));
  for (let at = 0; at < length; at += 1) samples[at] = Math.sin((2 * Math.PI * hertz * at) / rate) * (1 - at / length) ** 2;
  return buffer;
}

/** Play a buffer; `loop` until it is stopped. */
function play(audio, buffer, into = audio.destination, loop = false) {
  const source = audio.createBufferSource();
  source.buffer = buffer;
  source.loop = loop;
  source.connect(into);
  source.start();
  return source;
}
