/** A single slider. */
function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-slider");
  const sender = atMostEvery((value) => {
    model.set("value", value);
    model.save_changes();
  });
  const slider = makeRange({
    label: model.get("label"), unit: model.get("unit"), low: model.get("min"), high: model.get("max"),
    step: model.get("step"), start: model.get("default"), lowText: model.get("low_text"),
    highText: model.get("high_text"), stops: model.get("stops"),
  }, sender.offer);
  root.append(slider.element);

  const follow = () => sender.isWaiting() || slider.show(model.get("value"));
  const stop = listen(model, { "change:value": follow });
  follow();

  return () => {
    sender.end();
    stop();
    forget();
  };
}

export default { render };
