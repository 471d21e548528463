/* Niceties. Every page works without this file. */
(function () {
  "use strict";
  const root = document.documentElement;

  /* Theme: shown only here, since it needs a script. */
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const themeButtons = document.querySelectorAll("[data-theme-toggle]");
  const tellTheme = () => themeButtons.forEach((button) => button.setAttribute("aria-pressed", String(isDark())));
  themeButtons.forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch (refused) { /* the choice lasts for this page */ }
      tellTheme();
    });
  });
  tellTheme();

  /* Menu: Escape and a tap outside close it. */
  const openMenus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    openMenus().forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  });
  document.addEventListener("click", (event) => {
    openMenus().forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
  });

  /* Tables and rows: arrow keys move between the links of the rows; Enter opens, as on any link. */
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const rows = event.target.closest?.("[data-table-rows], .rows");
    if (!rows || !event.target.matches("a")) return;
    const firstLinks = [...rows.querySelectorAll("tbody tr, li")].map((row) => row.querySelector("a")).filter(Boolean);
    const here = firstLinks.indexOf(event.target.closest("tr, li").querySelector("a"));
    const next = firstLinks[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  });

  /* A browser brings only the first line of a large box into view: the rest would stay under the bar of a telephone. */
  document.addEventListener("focusin", (event) => {
    if (event.target.matches("textarea")) event.target.scrollIntoView({ block: "nearest" });
  });

  /* Errors: the summary is read first. */
  document.querySelector(".error-summary")?.focus();

  /* Forms marked data-keep-draft: ask before leaving what was changed and not sent. */
  let unsent = false;
  document.addEventListener("input", (event) => { if (event.target.closest("form[data-keep-draft]")) unsent = true; });
  document.addEventListener("submit", () => { unsent = false; });
  window.addEventListener("beforeunload", (event) => { if (unsent) event.preventDefault(); });
})();
