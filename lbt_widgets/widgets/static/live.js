/** A line of text that is read out when it changes. */

function render({ model, el }) {
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

export default { render };
