/* Read before the page is painted, so that a chosen theme does not flash. Without it, the system's own theme is used. */
(function () {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (refused) {
    /* A browser that forbids storage keeps the system's theme. */
  }
})();
