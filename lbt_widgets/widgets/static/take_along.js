/** The report to print or to save, and the plan for a calendar: Python makes them when asked, nothing stays there. */

const NO_TAB = t("No tab could show the report, so it was saved as a file: open it and print it from there.");
const IN_A_TAB = t("The report is open in a new tab. There your browser can print it, or save it as PDF.");
const NO_PLAN = t("There is no plan yet. Make one first, then it can go into your calendar.");

function render({ model, el }) {
  const { root, forget } = makeRoot(model, el, "lbt-keep");
  const told = make("p", { role: "status" });
  const wait = makeWait((sentence) => {
    if (!sentence) return;
    closeTab(); // it stands before this page, where the sentence is
    told.textContent = sentence;
  });
  let tab = null; // opened at once: after the answer a browser would take it for a pop-up
  let toPrint = false;

  function ask(kind) {
    told.textContent = t("Making it …");
    wait.ask(model, { kind, today: today() });
  }

  function print() {
    closeTab();
    tab = window.open("", "_blank");
    if (tab) tab.document.title = t("Making the report …");
    toPrint = true;
    ask("report");
  }

  function save() {
    closeTab();
    toPrint = false;
    ask("report");
  }

  function forCalendar() {
    if (model.get("has_plan")) ask("calendar");
    else told.textContent = NO_PLAN;
  }

  /** A tab that still waits for its report. */
  function closeTab() {
    tab?.close();
    tab = null;
  }

  function take({ kind, name, type }, [data]) {
    wait.came();
    if (kind === "report" && toPrint && tab && !tab.closed) {
      tab.location.replace(URL.createObjectURL(new Blob([data], { type }))); // kept while this page is: the tab may be reloaded
      tab = null;
      told.textContent = IN_A_TAB;
      return;
    }
    saveAs(name, type, data);
    told.textContent = kind === "report" && toPrint ? NO_TAB : t("Saved as {name}.", { name });
  }

  function showPlan() {
    const ready = model.get("has_plan");
    calendar.setAttribute("aria-disabled", String(!ready));
    why.textContent = ready ? t("Whole days, no times and no names. Put it into a calendar of its own: then it can be taken out in one go.") : NO_PLAN;
  }

  const id = uniquePrefix();
  const why = make("p", { id, class: "lbt-hint" });
  const calendar = make("button", { type: "button", "aria-describedby": id, onclick: forCalendar }, t("Plan for your calendar (.ics)"));
  root.append(
    make("h3", {}, t("Report and calendar")),
    make("p", {}, t("Two pages with your profile, what moved it, your plan and the sources: for yourself, or for a visit. They are made when you press, and kept nowhere.")),
    make("div", { class: "lbt-buttons" },
      make("button", { type: "button", class: "lbt-main", onclick: print }, t("Report to print or save as PDF")),
      make("button", { type: "button", onclick: save }, t("Save the report (HTML)")), calendar),
    why, told);
  const stop = listen(model, {
    "msg:custom": take,
    "change:has_plan": showPlan,
    "change:problem": () => {
      if (!model.get("problem")) return;
      wait.came();
      closeTab();
      told.textContent = "";
    },
  });
  showPlan();

  return () => {
    stop();
    forget();
  };
}

export default { render };
