/** A picture: words, drawing, table. plotly.js is imported once a page, from this server or from the kernel. */

const ASK_AGAIN_MS = 8000;
const GIVE_UP_MS = 40000;
const NARROW_PX = 480;
const NARROWEST_PX = 288; // of a drawing on a page of 320 px: each figure is made to fit that
const LEGEND_LINE_PX = 20;
const USUAL_LETTERS_PX = 16;
const BESIDE_SLIDERS = 0.7; // of the window's height, at most: so that the picture of a lab is seen while its sliders move
const AT_REST_MS = 300;
const CONFIG = { displaylogo: false, displayModeBar: false, responsive: true, scrollZoom: false, plotlyServerURL: "" };
// Told apart by shape and dash in the figures; these are for lines that have no colour of their own.
const COLOURS = {
  light: ["#0b5c8a", "#b35900", "#2f7d4f", "#8a3c8f", "#5c5c5c", "#8a6d00"],
  dark: ["#7cc4f0", "#f5b06a", "#7fd6a0", "#dca0e0", "#c2c2c2", "#e5cf6b"],
};

/** plotly.js, one promise for all plots of this page; a failure may be tried again by the next plot. */
function loadPlotly(model) {
  const file = model.get("plotly_file");
  const slot = `lbt_widgets/${file}`;
  globalThis[slot] ??= importFromServer(file)
    .catch(() => importFromKernel(model, file))
    .catch((fault) => {
      globalThis[slot] = undefined;
      throw fault;
    });
  return globalThis[slot];
}

async function importFromServer(file) {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  const folder = config.fullLabextensionsUrl;
  if (!folder) throw new Error("this page names no folder of extensions");
  const address = new URL(`${folder.replace(/\/$/, "")}/lbt_widgets/static/${file}`, document.baseURI);
  return (await import(address.href)).default;
}

async function importFromKernel(model, file) {
  const packed = await askKernel(model, file);
  const plain = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = new Blob([await new Response(plain).arrayBuffer()], { type: "text/javascript" });
  const address = URL.createObjectURL(script);
  try {
    return (await import(address)).default;
  } finally {
    URL.revokeObjectURL(address);
  }
}

function askKernel(model, file) {
  return new Promise((resolve, reject) => {
    const ask = () => model.send({ kind: "plotly" });
    const stop = () => {
      clearInterval(again);
      clearTimeout(end);
      model.off("msg:custom", answer);
    };
    const answer = (message, buffers) => {
      if (message?.kind !== "plotly" || message.file !== file || !buffers?.length) return;
      stop();
      resolve(buffers[0]);
    };
    const again = setInterval(ask, ASK_AGAIN_MS);
    const end = setTimeout(() => {
      stop();
      reject(new Error("the kernel did not answer"));
    }, GIVE_UP_MS);
    model.on("msg:custom", answer);
    ask();
  });
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

/** The theme's colours as defaults: what a figure sets itself wins. */
function template(root) {
  const style = getComputedStyle(root);
  const token = (name) => style.getPropertyValue(`--lbt-${name}`).trim();
  const axis = {
    gridcolor: token("grid"), zerolinecolor: token("line"), linecolor: token("line"), tickcolor: token("line"),
    automargin: true, ticklabelstandoff: 6, // numbers clear of their axis, of a line across and of each other in the corner
  };
  const scheme = style.colorScheme === "dark" ? "dark" : "light";
  return {
    layout: {
      font: { color: token("text"), family: style.fontFamily, size: 14 },
      paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
      colorway: COLOURS[scheme], xaxis: axis, yaxis: axis,
      hoverlabel: { bgcolor: token("raised"), font: { color: token("text") } },
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
      margin: { t: 24, r: 16, b: 48, l: 56 },
    },
  };
}

/** On a phone a legend above would push the picture out of the window: there it stands below, and the drawing grows by it. */
function legendBelow(layout, data) {
  const named = [...data.filter((one) => one.showlegend !== false), ...(layout.shapes || []).filter((one) => one.showlegend)];
  const lines = named.reduce((sum, { name }) => sum + String(name).split("<br>").length, 0);
  const legend = { ...layout.legend, yref: "container", y: 0 };
  return { ...layout, height: layout.height + LEGEND_LINE_PX * lines, legend };
}

/** A drawing, the changes made to it since it was sent, and long rows of numbers as they came: 32-bit floats. */
function withChanges(spec, changes) {
  const drawing = structuredClone(spec);
  for (const [path, value] of changes) {
    const last = path[path.length - 1];
    const place = path.slice(0, -1).reduce((inner, key) => inner[key], drawing);
    if (value === null && typeof last === "string") delete place[last]; // plotly.js stumbles over an axis that is null
    else place[last] = unpacked(value);
  }
  return drawing;
}

function unpacked(value) {
  const bytes = value?.float32;
  return bytes ? new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)) : value;
}

/** `lead(text, key)` makes what stands in a cell that leads somewhere. */
function fillTable(details, { columns = [], rows = [], leads = {} }, title, lead) {
  const inner = (value, column, row) => (leads[columns[column]] ? lead(value, leads[columns[column]][row]) : value);
  const line = ([first, ...rest], row) => make("tr", {}, make("th", { scope: "row" }, inner(first, 0, row)),
    rest.map((value, index) => make("td", {}, inner(value, index + 1, row))));
  const table = make("table", { class: "lbt-stack" }, make("caption", {}, title),
    make("thead", {}, make("tr", {}, columns.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, rows.map(line)));
  nameCells(table);
  const frame = make("div", { class: "lbt-scroll", tabindex: "0", role: "group", "aria-label": t("Values: {title}", { title }) }, table);
  details.replaceChildren(make("summary", {}, t("Values as a table")), frame);
}

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-plot");
  const heading = make(`h${model.get("heading")}`);
  const sentence = make("p", { class: "lbt-sentence" });
  const drawing = make("div", { class: "lbt-drawing", role: "img" });
  const sheet = make("div", { class: "lbt-sheet" }, drawing);
  const way = make("p", { class: "lbt-hint" });
  const leads = make("ul", { class: "lbt-leads" });
  const wait = make("p", { class: "lbt-wait", "aria-hidden": "true" }, t("Drawing…"));
  const save = make("button", { type: "button", hidden: true, onclick: saveImage }, t("Save the picture"));
  const details = make("details");
  const figure = make("figure", {}, heading, sentence, wait, sheet, way, leads, make("div", { class: "lbt-below" }, details, save));
  root.append(figure);

  let plotly = null;
  let gone = false;
  let stale = false;
  let drawingNow = false;
  let revision = 0;
  let narrow = false;
  let inView = true; // until the browser says otherwise
  let later = null;
  let colours = null; // of the theme: to read them makes the browser lay out the page, so they are read once
  const isNarrow = () => sheet.offsetWidth > 0 && sheet.offsetWidth / scale() < NARROW_PX;

  /**
   * Who has larger letters than usual sees the whole drawing so much larger, as far as the room goes: it is laid out for a
   * narrower sheet, so that nothing in it comes to lie over its neighbour.
   */
  function scale() {
    const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / USUAL_LETTERS_PX;
    if (letters <= 1) return 1;
    const height = parseFloat(drawing.style.minHeight);
    const low = sheet.closest(".lbt-bench") ? (BESIDE_SLIDERS * innerHeight) / height : letters;
    return Math.max(1, Math.min(letters, sheet.offsetWidth / NARROWEST_PX, low));
  }

  function fit() {
    const by = scale();
    drawing.style.width = by > 1 ? `${sheet.offsetWidth / by}px` : "";
    drawing.style.transform = by > 1 ? `scale(${by})` : "";
    sheet.style.height = by > 1 ? `${by * parseFloat(drawing.style.minHeight)}px` : "";
  }

  function words() {
    heading.textContent = model.get("title");
    sentence.textContent = model.get("sentence");
    save.setAttribute("aria-label", t("Save the picture: {title}", { title: model.get("title") }));
    drawing.setAttribute("aria-label", `${model.get("title")}. ${model.get("sentence")}`);
    drawing.style.minHeight ||= `${model.get("height_px")}px`;
  }

  function fillRows() {
    const open = details.open;
    fillTable(details, model.get("table"), model.get("title"), lead);
    details.open = open;
    fillLeads(model.get("table"), model.get("leads_to"));
    details.hidden = !model.get("table").rows?.length;
    openBeside(figure);
  }

  /** The first rows lead from under the drawing too: by keyboard and touch as near as a mark is by mouse. */
  function fillLeads({ rows = [], leads: keys = {} }, place) {
    const [ways = []] = Object.values(keys);
    const near = rows.slice(0, model.get("leads_near")).flatMap(([name], row) => (ways[row] ? [make("li", {}, lead(name, ways[row]))] : []));
    leads.replaceChildren(...near);
    leads.hidden = !near.length;
    const words = near.length
      ? t("Click a mark in the drawing to go to {place}, or go there from here:", { place })
      : t("Click a mark in the drawing to go to {place}; its row in the table leads there too.", { place });
    way.textContent = place && ways.some(Boolean) ? words : "";
    way.hidden = !way.textContent;
  }

  function lead(text, key) {
    if (!model.get("leads_to") || !key) return text;
    return make("a", { href: model.get("leads_at") + key, "data-key": key }, text);
  }

  function followRow(key) {
    if (key) details.querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
  }

  /** What is to be drawn, or null: of an empty picture its words alone are left, and without words nothing. */
  function toDraw() {
    const spec = withChanges(model.get("spec"), model.get("changes"));
    const bare = !spec.data?.length;
    figure.hidden = bare && !model.get("sentence");
    figure.classList.toggle("lbt-bare", bare);
    return bare ? null : spec;
  }

  /** Those in view come first: any other waits until it comes into view, or until nothing has changed for a while. */
  function redraw() {
    clearTimeout(later);
    if (inView || figure.hidden) draw(); // what is hidden has no place yet
    else later = setTimeout(draw, AT_REST_MS);
  }

  /** One at a time; of what came while it ran only the newest is drawn. */
  async function draw() {
    later = null;
    stale = true;
    if (drawingNow) return;
    drawingNow = true;
    try {
      if (toDraw()) plotly ??= await loadPlotly(model);
      while (!root.isConnected && !gone) await nextFrame(); // only in the page does it have the theme's colours
      while (stale && !gone) {
        stale = false;
        const spec = toDraw();
        if (!spec) continue;
        plotly ??= await loadPlotly(model); // by now there is something
        const made = layout(spec);
        drawing.style.minHeight = `${made.height}px`;
        fit();
        await plotly.react(drawing, spec.data || [], made, CONFIG);
        followPoints();
        if (gone) plotly.purge(drawing); // it was removed while it was being drawn
        wait.remove();
        sheet.hidden = false;
        save.hidden = spec.data.every((one) => one.opacity === 0); // as a lab's picture before the guess
      }
    } catch (fault) {
      console.error("lbt_widgets: no drawing", fault);
      if (!gone) failed();
    } finally {
      drawingNow = false;
    }
  }

  /** A click on a point goes where its row of the table goes; the keyboard has the table. */
  function followPoints() {
    if (!model.get("leads_to") || drawing.dataset.leads) return;
    drawing.dataset.leads = "yes";
    drawing.on("plotly_click", ({ points }) => followRow(points[0]?.customdata));
    // Plotly's own layer lies over the points, so that the sheet cannot know which is under the pointer.
    drawing.on("plotly_hover", ({ points }) => drawing.classList.toggle("lbt-over", Boolean(points[0]?.customdata)));
    drawing.on("plotly_unhover", () => drawing.classList.remove("lbt-over"));
  }

  function layout(spec) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const made = { dragmode: false, height: model.get("height_px"), separators: `${DECIMAL_SIGN}\u202f`, ...spec.layout, autosize: true };
    made.datarevision = revision += 1;
    made.template ??= (colours ??= template(root));
    if (still) delete made.transition;
    const { orientation, yanchor } = made.legend || {};
    narrow = isNarrow();
    return narrow && orientation === "h" && yanchor === "bottom" ? legendBelow(made, spec.data || []) : made;
  }

  function failed() {
    wait.removeAttribute("aria-hidden");
    wait.textContent = t("The drawing could not be loaded. Its finding is above and its values are in the table below.");
    sheet.before(wait);
    sheet.hidden = true;
    save.hidden = true;
    details.open = true;
  }

  function saveImage() {
    const name = model.get("title").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "picture";
    plotly?.downloadImage(drawing, { format: "png", filename: name, scale: 2 });
  }

  const stop = listen(model, {
    "change:title": () => { words(); fillRows(); },
    "change:sentence": words,
    "change:table": fillRows,
    "change:spec": redraw,
    "change:changes": redraw,
    "change:height_px": () => { words(); redraw(); },
  });
  function recolour() {
    colours = null;
    redraw();
  }

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(recolour);
  dark.addEventListener("change", recolour);
  theme.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light"] });
  // A plot laid out while hidden (a closed details, a tab) has no width; it finds out when it gets one.
  const size = new ResizeObserver(() => {
    fit();
    if (!plotly || !drawing.offsetWidth || !drawing._fullLayout) return;
    if (isNarrow() !== narrow) redraw();
    else plotly.Plots.resize(drawing);
  });
  size.observe(sheet);
  const view = new IntersectionObserver((news) => {
    inView = news[news.length - 1].isIntersecting;
    if (inView && later) redraw();
  });
  view.observe(figure);
  words();
  fillRows();
  redraw();

  return () => {
    gone = true;
    clearTimeout(later);
    stop();
    forget();
    dark.removeEventListener("change", recolour);
    theme.disconnect();
    size.disconnect();
    view.disconnect();
    if (plotly) plotly.purge(drawing);
  };
}

export default { render };
