/** Sit and reach, drawn: a body on the floor, a box at its feet, a ruler whose 0 is at the toes. */

const REACH_WORDS = t("Somebody sits on the floor from the side, legs straight, soles flat against a box. The hands reach along a ruler that lies on the box; its 0 is above the toes, minus towards the body, plus beyond the toes.");
// The floor is at 110, the soles are at 150.
const REACH_LINES = {
  floor: "M6 110H234", box: "M150 110V74H222V110", ruler: "M110 74H222",
  ticks: [110, 130, 150, 170, 190, 210].map((x) => `M${x} 74v${x === 150 ? -12 : -6}`).join(""),
  leg: "M44 102H142L147 84", back: "M44 100C46 74 62 58 86 54", arm: "M86 56L128 66L166 70",
};

function reachPicture() {
  const draw = (name, attributes, text = "") => {
    const part = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    part.textContent = text;
    return part;
  };
  const svg = draw("svg", { viewBox: "0 26 276 90", role: "img", "aria-label": REACH_WORDS });
  const labels = [[118, 58, "−"], [147, 58, "0"], [204, 58, "+"], [170, 98, t("box")], [228, 79, t("ruler")]].map(([x, y, text]) => draw("text", { x, y }, text));
  svg.append(...Object.entries(REACH_LINES).map(([name, d]) => draw("path", { d, class: `lbt-${name}` })),
    draw("circle", { cx: 98, cy: 42, r: 10 }), ...labels);
  return svg;
}
