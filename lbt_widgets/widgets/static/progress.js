/** The chapters: what is done of each, as this browser kept it, and what comes next. */

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-chapters");
  const next = make("p", { class: "lbt-next" });
  const list = make("ol");
  const leftOver = make("div", { class: "lbt-left" });

  function show() {
    const kept = readProgress();
    const states = model.get("chapters").map((chapter) => [chapter, stateOf(chapter, kept)]);
    list.replaceChildren(...states.map(row));
    next.replaceChildren(...nextParts(states, model.get("after")));
    const over = states.filter(([, { read, again, left }]) => read && (again || left.some(Boolean)));
    leftOver.replaceChildren(...(over.length ? [make("p", {}, t("Left over, whenever you like:")), make("ul", {}, over.map(leftRow))] : []));
  }

  const leftRow = ([chapter, { again, left }]) => {
    const fresh = leftWords(...left);
    return make("li", {}, woven(t("chapter {number}, {page}:"), { number: chapter.number, page: pageLink(chapter) }), " ", fresh,
      fresh && again ? ", " : "", again ? againLink(chapter, again) : "");
  };

  const row = ([chapter, state]) => make("li", { value: chapter.number }, pageLink(chapter),
    make("span", { class: "lbt-hint" }, ` ${t("about {n} minutes", { n: chapter.minutes })} · `, doneParts(chapter, state)));

  const off = t("This browser keeps nothing: its storage is off or full. So what you have done cannot be shown here.");
  root.append(storageWorks() ? "" : make("p", { class: "lbt-fault" }, off), make("nav", { "aria-label": t("Chapters") }, next, list, leftOver));
  const stop = followProgress(show);
  show();

  return () => {
    stop();
    forget();
  };
}

export default { render };
