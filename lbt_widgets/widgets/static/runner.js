/** A runner from the side, drawn from a pose: 1 unit is 1 cm, x runs forward, y up, the hips stay at x = 0. */

const SVG = "http://www.w3.org/2000/svg";
const GRAVITY_M_S2 = 9.81;
const RAD = Math.PI / 180;
const SLOW = 0.25; // of real time: a step of a third of a second is too fast to see
const STILL_STEPS = 8; // where motion is unwelcome, each press shows the next of so many moments of a stride
const PX = 100; // a metre
const SOLE = 0.08; // the ankle above the ground, and the hips of someone who stands, as parts of the leg
const STANDING = 1.1; // on straight legs
// Parts of a body of 1 m leg length; for the drawing alone.
const BODY = { thigh: 0.52, shank: 0.5, trunk: 0.54, lumbar: 0.2, head: 0.13, upperArm: 0.31, forearm: 0.28, foot: 0.2 };

const drawnPart = (name, attributes) => {
  const part = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
  return part;
};
const smooth = (s) => s * s * (3 - 2 * s);
const along = ([x, y], length, angle) => [x + length * Math.sin(angle), y + length * Math.cos(angle)];

/** How high the hips are, and where each ankle is, at a moment of the stride (0 to 1; the near foot lands at 0). */
function moment(pose, phase) {
  if (pose.thigh_deg !== null) return { hip_m: STANDING * pose.leg_length_m, give_m: 0, ankles: [standing(pose), standing(pose)] };
  const step_s = pose.contact_time_s + pose.flight_time_s;
  const duty = pose.contact_time_s / (2 * step_s);
  const landing_m = 0.985 * Math.sqrt(Math.max(0.25, pose.leg_length_m ** 2 - pose.foot_ahead_m ** 2));
  const inStep_s = (phase % 0.5) * 2 * step_s;
  const flown_s = inStep_s - pose.contact_time_s;
  const hip_m = flown_s < 0
    ? landing_m - pose.sink_m * Math.sin((Math.PI * inStep_s) / pose.contact_time_s)
    : landing_m + (GRAVITY_M_S2 / 2) * flown_s * (pose.flight_time_s - flown_s);
  const give_m = flown_s < 0 ? pose.ground_sink_m * Math.sin((Math.PI * inStep_s) / pose.contact_time_s) : 0;
  return { hip_m, give_m, ankles: [ankle(pose, phase, duty, give_m), ankle(pose, (phase + 0.5) % 1, duty, give_m)] };
}

/** The ankle of a leg at its own phase: back with the ground, then through the air to the next landing. */
function ankle(pose, phase, duty, give_m) {
  const height = SOLE * pose.leg_length_m;
  const off = pose.foot_ahead_m - pose.ground_way_m;
  if (phase < duty) {
    const s = phase / duty;
    const heel = 0.14 * pose.leg_length_m * smooth(Math.max(0, (s - 0.55) / 0.45));
    return { x: pose.foot_ahead_m - pose.ground_way_m * s, y: height + heel - give_m, foot: Math.max(0, s - 0.55) * 1.6 };
  }
  const s = (phase - duty) / (1 - duty);
  const lift = pose.leg_length_m * (0.14 * (1 - s) + 0.42 * Math.sin(Math.PI * s) ** 1.4 * (1 - 0.45 * s));
  return { x: off + (pose.foot_ahead_m - off) * smooth(s), y: height + lift, foot: 0.75 * (1 - s) - 0.1 };
}

const standing = (pose) => ({ x: 0, y: SOLE * pose.leg_length_m, foot: 0 });

/** A leg held with its thigh at an angle from straight down and its knee bent. */
function heldLeg(hip, thigh, bend, scale) {
  const knee = along(hip, BODY.thigh * scale, Math.PI - thigh);
  const shin = Math.PI - thigh + bend;
  const end = along(knee, BODY.shank * scale, shin);
  return { knee, ankle: end, toe: along(end, BODY.foot * scale, shin - Math.PI / 2) };
}

/** Hip, knee and ankle; the knee bends forward. Out of reach, the leg is straight. */
function leg(hip, target, scale) {
  const [thigh, shank] = [BODY.thigh * scale, BODY.shank * scale];
  const [dx, dy] = [target.x - hip[0], target.y - hip[1]];
  const reach = Math.min(Math.hypot(dx, dy), (thigh + shank) * 0.999);
  const direction = Math.atan2(dx, dy);
  const bend = Math.acos((thigh ** 2 + reach ** 2 - shank ** 2) / (2 * thigh * reach));
  const end = along(hip, reach, direction);
  return { knee: along(hip, thigh, direction - bend), ankle: end, toe: along(end, BODY.foot * scale, Math.PI / 2 + target.foot) };
}

/** All lines of the drawing at a moment, as SVG paths in centimetres. */
function lines(pose, phase) {
  const scale = pose.leg_length_m;
  const { hip_m, give_m, ankles } = moment(pose, phase);
  const hip = [0, hip_m];
  const lean = pose.trunk_lean_deg * RAD;
  const tilt = pose.pelvic_tilt_deg * RAD;
  const pelvis = (x, y) => [hip[0] + x * scale * Math.cos(tilt) + y * scale * Math.sin(tilt), hip[1] - x * scale * Math.sin(tilt) + y * scale * Math.cos(tilt)];
  const sacrum = pelvis(-0.07, 0.1);
  const chest = along(hip, (BODY.lumbar + 0.1) * scale, lean);
  const back = [chest[0] - 0.05 * scale, chest[1]];
  const neck = along(hip, BODY.trunk * scale, lean);
  const bulge = Math.hypot(back[0] - sacrum[0], back[1] - sacrum[1]) * Math.tan((pose.lordosis_deg * RAD) / 4);
  const bow = [(sacrum[0] + back[0]) / 2 + bulge, (sacrum[1] + back[1]) / 2];
  const arm = (swing) => {
    const elbow = along(neck, BODY.upperArm * scale, Math.PI + swing);
    return [neck, elbow, along(elbow, BODY.forearm * scale, Math.PI / 2 + swing - 0.15)];
  };
  const swing = pose.thigh_deg === null ? 0.6 * Math.cos(2 * Math.PI * phase) : 0;
  const [near, far] = ankles.map((one) => leg(hip, one, scale));
  if (pose.thigh_deg) Object.assign(near, heldLeg(hip, pose.thigh_deg * RAD, pose.knee_deg * RAD, scale));
  const legLine = ({ knee, ankle: end, toe }) => path([hip, knee, end, toe]);
  const head = along(neck, (BODY.head + 0.03) * scale, lean);
  return {
    farLeg: legLine(far), farArm: path(arm(-swing)), nearLeg: legLine(near), nearArm: path(arm(swing)),
    pelvis: `${path([pelvis(-0.1, 0.12), pelvis(0.09, 0.1), pelvis(0.06, -0.05), pelvis(-0.06, -0.05)])}Z`,
    lumbar: `M${point(sacrum)}Q${point(bow)} ${point(back)}`,
    chest: `M${point(back)}Q${point(along([back[0] - 0.05 * scale, back[1]], 0.14 * scale, lean))} ${point(neck)}`,
    ground: `M${point([-1.1, 0])}L${point([-0.3, 0])}Q${point([0, -2 * give_m])} ${point([0.3, 0])}L${point([1.1, 0])}`,
    head: { cx: head[0] * PX, cy: -head[1] * PX, r: (BODY.head * scale * PX) / 1.3 },
  };
}

const point = ([x, y]) => `${(x * PX).toFixed(2)} ${(-y * PX).toFixed(2)}`;
const path = (points) => `M${points.map(point).join("L")}`;

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-runner");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const svg = drawnPart("svg", { viewBox: "-115 -200 230 215", role: "img" });
  const parts = Object.fromEntries(["ground", "farLeg", "farArm", "pelvis", "chest", "lumbar", "nearLeg", "nearArm"].map(
    (name) => [name, drawnPart("path", { class: `lbt-${name}` })]));
  const marks = drawnPart("path", { class: "lbt-marks" });
  const head = drawnPart("circle", { class: "lbt-head" });
  svg.append(marks, ...Object.values(parts), head);
  const words = make("p", { id: uniquePrefix(), class: "lbt-hint" });
  svg.setAttribute("aria-labelledby", words.id);
  const start = make("button", { type: "button", onclick: press });
  const pace = make("p", { class: "lbt-hint" }, "Shown at a quarter of its true speed. The highlighted line is the lower back.");
  const choice = make("p", { class: "lbt-hint" }, "Angles and lengths of the drawing are our choice, an assumption, where the lab's model does not give them.");
  root.append(svg, make("div", { class: "lbt-told" }, start, pace, words, choice));

  let phase = 0;
  let gone_m = 0;
  let frame = null;
  let last = 0;

  function draw() {
    const { head: circle, ...drawn } = lines(model.get("pose"), phase);
    for (const [name, shape] of Object.entries(drawn)) parts[name].setAttribute("d", shape);
    for (const [name, value] of Object.entries(circle)) head.setAttribute(name, value);
    const shift = gone_m % 0.5;
    marks.setAttribute("d", [-1, -0.5, 0, 0.5, 1, 1.5].map((x) => x - shift).filter((x) => Math.abs(x) < 1.04) // no further than the ground
      .map((x) => `M${point([x, -0.03])}L${point([x - 0.06, -0.1])}`).join(""));
  }

  function advance(strides) {
    const { contact_time_s, flight_time_s, speed_m_s } = model.get("pose");
    phase = (phase + strides) % 1;
    gone_m += strides * 2 * (contact_time_s + flight_time_s) * speed_m_s;
    draw();
  }

  function run(now) {
    const { contact_time_s, flight_time_s } = model.get("pose");
    advance((SLOW * Math.min(0.1, (now - last) / 1000)) / (2 * (contact_time_s + flight_time_s)));
    last = now;
    frame = requestAnimationFrame(run);
  }

  function press() {
    if (calm.matches) return advance(1 / STILL_STEPS);
    if (frame === null) {
      last = performance.now();
      frame = requestAnimationFrame(run);
    } else stopRunning();
    return label();
  }

  function stopRunning() {
    cancelAnimationFrame(frame);
    frame = null;
  }

  function label() {
    const stands = model.get("pose").thigh_deg !== null;
    if (calm.matches || stands) stopRunning();
    start.hidden = stands;
    start.textContent = calm.matches ? "Next moment of the stride" : frame === null ? "Start the runner" : "Stop the runner";
    pace.hidden = calm.matches || stands;
  }

  function follow() {
    words.textContent = model.get("words");
    draw();
    label();
  }

  const stop = listen(model, { "change:pose": follow });
  calm.addEventListener("change", label);
  follow();

  return () => {
    stopRunning();
    calm.removeEventListener("change", label);
    stop();
    forget();
  };
}

export default { render };
