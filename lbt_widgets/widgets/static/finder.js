/** A search box, selects, and what is found as native details; what is inside one comes when it is opened. */

const PAUSE_MS = 250;

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-finder");
  const id = uniquePrefix();
  const noun = model.get("noun"); // in an address, what is searched: #claims=shoes
  const step = model.get("step");
  const items = new Map(model.get("items").map((item) => [item[0], item]));
  const folds = new Map();
  let timer = null;
  let awaited = null;
  let stopBringing = () => {};

  const text = make("input", { id, type: "search", maxlength: model.get("max_letters"), autocomplete: "off", oninput: askSoon });
  const selects = model.get("filters").map(([name, label, options]) => {
    const choices = options.map(([value, words]) => make("option", { value }, words));
    return [name, label, make("select", { id: `${id}-${name}`, onchange: askSoon }, choices)];
  });
  const field = (label, input) => make("div", {}, make("label", { for: input.id }, label), input);
  const clear = make("button", { type: "button", onclick: clearAll }, "Clear the search");
  const form = make("form", { role: "search", "aria-label": noun, onsubmit: (event) => { event.preventDefault(); ask(); } },
    field(`Search the ${noun}`, text), selects.map(([, label, select]) => field(label, select)), clear);
  const news = make("p", { role: "status", class: "lbt-news" });
  const instead = make("div");
  const silent = make("p", { class: "lbt-silent", "aria-live": "polite" });
  const wait = makeWait((words) => { silent.textContent = words; });
  const list = make("div");
  const more = make("button", { type: "button", onclick: showMore });
  root.append(form, silent, news, instead, list, more);

  function askSoon() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MS);
  }

  function ask() {
    clearTimeout(timer);
    const chosen = selects.map(([name, , select]) => [name, select.value]);
    const query = { text: text.value, ...Object.fromEntries(chosen) };
    if (JSON.stringify(query) !== JSON.stringify(model.get("query"))) wait.asked();
    model.set("query", query);
    model.set("shown", step);
    model.save_changes();
    const said = [[noun, text.value.trim()], ...chosen].filter(([, value]) => value);
    const address = said.length ? `#${new URLSearchParams(said)}` : location.pathname + location.search;
    history.replaceState(history.state, "", address); // so that a teacher can give a class the link to this list
  }

  function clearAll() {
    text.value = "";
    for (const [, , select] of selects) select.value = "";
    text.focus();
    ask();
  }

  function showMore() {
    const next = model.get("found")[model.get("shown")];
    model.set("shown", model.get("shown") + step);
    model.save_changes();
    folds.get(next)?.querySelector("summary").focus();
  }

  function showQuery() {
    const query = model.get("query");
    if (text.value.trim() !== query.text.trim() && document.activeElement !== text) text.value = query.text;
    for (const [name, , select] of selects) select.value = query[name];
    tell();
  }

  function tell() {
    news.textContent = model.get("news");
    fillHtml(instead, model.get("instead_html"));
  }

  function draw() {
    const found = model.get("found");
    const visible = found.slice(0, model.get("shown"));
    const left = found.length - visible.length;
    const next = visible.map(fold);
    // What stands stays untouched: put in again, it would lose the focus.
    if (next.length !== list.children.length || next.some((one, i) => one !== list.children[i])) list.replaceChildren(...next);
    more.hidden = left === 0;
    more.textContent = `Show ${Math.min(step, left)} more of the ${left} left`;
  }

  /** The fold of an item, made once, so that what is open stays open while others come and go. */
  function fold(name) {
    if (!folds.has(name)) {
      const [, title, note] = items.get(name);
      const below = note && make("span", { class: "lbt-grade" });
      if (below) fillHtml(below, note);
      const summary = make("summary", {}, make(`h${model.get("heading")}`, {}, title), below);
      const body = make("div", { class: "lbt-card" }, make("p", { class: "lbt-hint" }, "Coming…"));
      const key = model.get("key");
      const link = key && make("p", {}, make("a", { href: `#${key}=${name}` }, `Link to this ${key}`));
      const details = make("details", { class: "lbt-item", ontoggle: () => askBody(name) }, summary, body, link);
      folds.set(name, details);
    }
    return folds.get(name);
  }

  function askBody(name) {
    const details = folds.get(name);
    if (!details.open || details.dataset.filled) return;
    wait.ask(model, { kind: "body", item: name });
  }

  function fillBody(message) {
    const details = message?.kind === "body" && folds.get(message.item);
    if (!details || details.dataset.filled) return;
    wait.came();
    details.dataset.filled = "yes";
    fillHtml(details.querySelector(".lbt-card"), message.html);
    if (awaited?.item === message.item) goTo(awaited);
  }

  /** Open what Python says, and go to it: to its summary, or to one part of what is inside. */
  function open() {
    draw();
    const target = model.get("opened");
    const details = folds.get(target.item);
    if (!details?.isConnected) return;
    details.open = true;
    if (target.part && !details.dataset.filled) awaited = target;
    else goTo(target);
  }

  function goTo({ item, part }) {
    awaited = null;
    const details = folds.get(item);
    const inside = part && details.querySelector(`[data-part="${CSS.escape(part)}"]`);
    const place = inside || details.querySelector("summary");
    const around = place.closest("details");
    around.open = true;
    place.focus();
    place.scrollIntoView({ block: inside ? "center" : "start" });
  }

  /** What #key=id or #key=id&part asks of this list: an id, which may be none of ours; null where it asks another. */
  function asked(hash) {
    const [, key, item, part] = hash.match(/^#(\w+)=([^&]*)&?(.*)$/) || [];
    return key && key === model.get("key") ? { item, part } : null;
  }

  /** The search of this list that an address holds, by the fields that it fills: "#claims=shoes&verdict=mixed"; or null. */
  function searched(hash) {
    const said = new URLSearchParams(hash.slice(1));
    const found = selects.map(([name, , select]) => [select, said.get(name)])
      .filter(([select, value]) => value && [...select.options].some((one) => one.value === value));
    if (said.get(noun)) found.push([text, said.get(noun).slice(0, text.maxLength)]);
    return found.length ? new Map(found) : null;
  }

  /** Now, and again once the page above has its height. */
  function bring(go) {
    go();
    stopBringing();
    stopBringing = onceReady(go);
  }

  function follow(hash) {
    const wanted = asked(hash);
    const search = searched(hash);
    if (search) {
      for (const field of [text, ...selects.map(([, , select]) => select)]) field.value = search.get(field) ?? "";
      ask();
      bring(() => {
        text.focus({ preventScroll: true });
        root.scrollIntoView();
      });
    } else if (items.has(wanted?.item)) {
      model.set("wanted", { number: model.get("wanted").number + 1, ...wanted });
      model.save_changes();
    } else if (wanted) {
      news.textContent = `This ${model.get("key")} is not here, or no longer. Search for it by a word of it.`;
      bring(() => {
        text.focus();
        text.scrollIntoView({ block: "center" });
      });
    }
  }

  /** A link #key=id on this page opens that item here. The address is left with the link, so that Back finds it. */
  function followClick(event) {
    const link = event.target.closest?.("a[href*='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !items.has(asked(link.hash)?.item)) return;
    event.preventDefault();
    link.dataset.left ??= uniquePrefix();
    history.scrollRestoration = "manual"; // the page has grown or shrunk meanwhile: the old place is no longer that high
    history.replaceState({ lbtLeft: link.dataset.left }, "");
    history.pushState(null, "", link.hash);
    follow(link.hash);
  }

  /** Back goes to the link that was followed; an address that was typed, and Forward, to what they name. */
  function followAddress() {
    const left = history.state?.lbtLeft;
    const link = left && document.querySelector(`[data-left="${CSS.escape(left)}"]`);
    if (!link) return follow(location.hash);
    for (let fold = link.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    link.focus();
    link.scrollIntoView({ block: "center" });
  }

  const stop = listen(model, {
    "change:query": showQuery,
    "change:found": draw,
    "change:shown": draw,
    "change:news": tell,
    "change:instead_html": tell,
    "change:opened": open,
    "change:answered": wait.came,
    "msg:custom": fillBody,
  });
  document.addEventListener("click", followClick);
  addEventListener("popstate", followAddress);
  showQuery();
  draw();
  followAddress();

  return () => {
    clearTimeout(timer);
    stopBringing();
    wait.came();
    document.removeEventListener("click", followClick);
    removeEventListener("popstate", followAddress);
    stop();
    forget();
  };
}

export default { render };
