// the browser's address and the app's view of it: what is asked or chosen is pushed as an address, and an address that is
// opened, or gone back to, is sent to the app. Tabs are addresses too.
const VIEWS = ["ask", "datasheet", "compare", "library"];
const last = {};
const viewOf = (search) => new URLSearchParams(search).get("view") || "ask";
const theme = () => new URLSearchParams(location.search).get("__theme");
const withTheme = (search) => (theme() ? `${search}&__theme=${theme()}` : search);
const bare = () => {
  const query = new URLSearchParams(location.search);
  query.delete("__theme");
  return query.size ? `?${query}` : "";
};
const remember = () => (last[viewOf(location.search)] = bare());
// the tab is changed here and not by the app: of two changes that come back together only one would be seen
let showing = false;
const show = (frames = 300, right = 0) => {
  const tab = document.getElementById(`eq-view-${viewOf(location.search)}-button`);
  const there = !tab || tab.getAttribute("aria-selected") === "true";
  if (!there) {
    showing = true;
    tab.click();
    showing = false;
  }
  // this part of the page is ready before its tabs are, and they begin with the first: looked at until they stay
  if (frames && right < 20) requestAnimationFrame(() => show(frames - 1, there && tab ? right + 1 : 0));
};
// fresh: what the reader chooses in the view while the app answers is newer than the address
const send = (search, fresh = 0) => trigger("submit", { search, fresh });
document.documentElement.lang = element.querySelector("[data-lang]")?.dataset.lang || document.documentElement.lang;
document.querySelectorAll("#eq-views [role=tab]").forEach((tab) => tab.setAttribute("type", "button"));

watch("value", () => {
  const search = element.querySelector("[data-search]")?.dataset.search;
  if (!search || search === bare()) return;
  history.pushState(null, "", withTheme(search));
  remember();
});
window.addEventListener("popstate", () => {
  show();
  remember();
  send(bare());
});
// capture: the tab's own handler may stop the click
document.addEventListener(
  "click",
  (event) => {
    const place = event.target.closest("a[data-place]");
    if (place && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      history.pushState(null, "", withTheme(place.getAttribute("href")));
      show();
      remember();
      send(bare());
      return;
    }
    const language = event.target.closest("a[data-language]");
    if (language) language.search = withTheme(bare() || "?view=ask");
    const tab = event.target.closest("#eq-views [role=tab]");
    const view = tab && VIEWS.find((name) => tab.id === `eq-view-${name}-button`);
    if (showing || !view || view === viewOf(location.search)) return;
    history.pushState(null, "", withTheme(last[view] || `?view=${view}`));
    remember();
    send(bare(), 1);
  },
  true,
);
document.addEventListener("keydown", (event) => {
  // Escape closes what is open: a dialogue first, then the box's text is left alone and the box left
  if (event.key !== "Escape") return;
  const open = document.querySelector("dialog[open]");
  if (open) open.close();
  else if (document.activeElement?.closest("#eq-box")) document.activeElement.blur();
});
show();
remember();
send(bare(), 1);
