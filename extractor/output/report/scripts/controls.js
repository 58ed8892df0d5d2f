// Views, language and theme; the page starts here.

function renderViews() {
  for (const tab of document.querySelectorAll(".views [data-view]")) {
    const chosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(chosen));
    tab.setAttribute("tabindex", chosen ? "0" : "-1");
    byId(`view-${tab.dataset.view}`).hidden = !chosen;
  }
  document.body.dataset.view = state.view;
  document.body.classList.toggle("reading", state.view === "documents" && state.doc >= 0);
}

function renderAll() {
  byId("counts").textContent = t("page.counts", { documents: number(DOCUMENTS.length), events: number(EVENTS.length) });
  byId("made").textContent = t("page.made", { version: byId("made").dataset.version });
  renderViews();
  renderFilters();
  renderList();
  renderReader();
  if (state.view === "timeline") renderTimeline();
  if (state.view === "network") renderNetwork();
}

function setTheme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(dark));
}

function bindControls() {
  const tabs = document.querySelector(".views");
  roving(tabs, "[data-view]");
  for (const tab of tabs.children) {
    tab.addEventListener("click", () => show({ view: tab.dataset.view }));
    tab.addEventListener("focus", () => tab.matches(":focus-visible") && show({ view: tab.dataset.view }));
  }
  byId("language").addEventListener("click", () => {
    setLanguage(language === "ja" ? "en" : "ja");
    kept.set("language", language);
    renderAll();
  });
  byId("theme").addEventListener("click", () => {
    const dark = document.documentElement.dataset.theme !== "dark";
    setTheme(dark);
    kept.set("theme", dark ? "dark" : "light");
  });
  addEventListener("hashchange", () => {
    show(readAddress());
    byId("query").value = state.query;
  });
}

watchers.unshift((change) => {
  if ("view" in change || "doc" in change) {
    closeDetails({ refocus: false });
    renderViews();
    // On a narrow screen the document takes the place of the list: the reader begins at its top.
    if ("doc" in change && !wide.matches) {
      scrollTo(0, 0);
      (state.doc >= 0 ? reader.querySelector("h2") : byId("documents").querySelector("[aria-current]"))?.focus?.();
    }
  }
});

const dark = matchMedia("(prefers-color-scheme: dark)");
const keptTheme = kept.get("theme");
setTheme(keptTheme ? keptTheme === "dark" : dark.matches);
dark.addEventListener("change", () => kept.get("theme") || setTheme(dark.matches));
const keptLanguage = kept.get("language");
setLanguage(["ja", "en"].includes(keptLanguage) ? keptLanguage : navigator.language.startsWith("ja") ? "ja" : "en");
Object.assign(state, readAddress());
if (state.doc < 0 && wide.matches) state.doc = matching().documents[0]?.n ?? -1;
byId("query").value = state.query;
bindControls();
bindFilters();
renderAll();
