/* The number beside each slider follows it. Without scripts the button computes. */
(function () {
  "use strict";
  document.addEventListener("input", (event) => {
    if (!event.target.matches(".slider input")) return;
    event.target.parentElement.querySelector("output").value = event.target.value;
  });
})();
