/** Ask in the page, not in a window of the browser: fill `place` with the question and two buttons. */
function askInline(place, { warning, yes, no, onYes, onNo }) {
  const sure = make("button", { type: "button", class: "lbt-main", onclick: onYes }, yes);
  place.replaceChildren(make("span", {}, warning), sure, make("button", { type: "button", onclick: onNo }, no));
  sure.focus();
}

/** A button that asks again before it forgets. */
function makeForget({ ask, warning, yes, onYes }) {
  const place = make("div", { class: "lbt-forget" });
  const first = make("button", { type: "button" }, ask);
  const settle = () => {
    place.replaceChildren(first);
    first.focus();
  };
  const forgetAndSettle = () => {
    onYes();
    settle();
  };
  first.addEventListener("click", () =>
    askInline(place, { warning, yes, no: t("Keep them"), onYes: forgetAndSettle, onNo: settle }));
  place.append(first);
  return place;
}

const FORGET_CHANNEL = "lbt-forget";

/** Tell every open page that all is to be forgotten: what it holds may be in no storage. */
function tellForgotten() {
  const channel = new BroadcastChannel(FORGET_CHANNEL);
  channel.postMessage("all");
  channel.close();
}

/** What to do then; the result takes it back. */
function whenForgotten(act) {
  const channel = new BroadcastChannel(FORGET_CHANNEL);
  channel.addEventListener("message", act);
  return () => channel.close();
}
