/** Trusted HTML of the workbook's own content. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-html");
  const body = make(model.get("tag"));
  const label = model.get("label");
  if (label) body.setAttribute("aria-label", label);
  root.append(body);
  const fill = () => refillHtml(body, model.get("html"));
  const stop = listen(model, { "change:html": fill });
  fill();
  const leave = showEvidenceHere(model);
  return () => {
    stop();
    leave();
    forget();
  };
}

export default { render };
