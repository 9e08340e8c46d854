/** A line of text that is read out when it changes, and trusted HTML of the workbook's own content. */

function renderLive(model, el) {
  const { root, forget } = makeRoot(model, el, "lbt-live");
  const urgent = model.get("urgent");
  const attributes = urgent ? { role: "alert", class: "lbt-problem" } : { role: "status", "aria-live": "polite" };
  if (model.get("hidden")) attributes.class = "lbt-hidden";
  const region = make("p", attributes);
  root.append(region);
  const tell = () => {
    region.textContent = model.get("text");
  };
  const stop = listen(model, { "change:text": tell });
  tell();
  return () => {
    stop();
    forget();
  };
}

function renderHtml(model, el) {
  const { root, forget } = makeRoot(model, el, "lbt-html");
  const body = make(model.get("tag"));
  const label = model.get("label");
  if (label) body.setAttribute("aria-label", label);
  root.append(body);
  const fill = () => refillHtml(body, model.get("html"));
  const stop = listen(model, { "change:html": fill });
  fill();
  return () => {
    stop();
    forget();
  };
}

function render({ model, el }) {
  return model.get("kind") === "html" ? renderHtml(model, el) : renderLive(model, el);
}

export default { render };
