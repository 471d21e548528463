/* The ear buttons: a recording where there is one, else the device's own voice, else a sentence that says so. */
(function () {
  "use strict";
  const silence = document.getElementById("no-voice");
  const ears = document.querySelectorAll("[data-hear]");
  const voices = () => (window.speechSynthesis ? speechSynthesis.getVoices() : []);
  let playing = null, sound = null;

  const stop = () => {
    if (sound) { sound.pause(); sound = null; }
    if (window.speechSynthesis) speechSynthesis.cancel();
    if (playing) playing.setAttribute("aria-pressed", "false");
    playing = null;
  };
  const tell = (words, language) => {
    if (!silence) return;
    silence.textContent = words; silence.lang = language; silence.hidden = false;
  };
  const NO_VOICE = {
    fr: "Ce téléphone n’a pas de voix pour cette langue. Demandez à quelqu’un de vous lire la phrase.",
    en: "This phone has no voice for this language. Ask someone to read you the sentence.",
    ar: "لا يوجد في هذا الهاتف صوت لهذه اللغة. اطلب من شخص أن يقرأ لك الجملة.",
    uk: "На цьому телефоні немає голосу для цієї мови. Попросіть когось прочитати вам речення.",
  };
  const mute = (language) => { stop(); tell(NO_VOICE[document.documentElement.lang] || NO_VOICE.fr, document.documentElement.lang); };

  const speak = (ear, words, language) => {
    const voice = voices().find((one) => one.lang.toLowerCase().replace("_", "-").split("-")[0] === language);
    /* Some devices list their voices late, or never: without a list the device may still have one. */
    if (!window.speechSynthesis || (voices().length && !voice)) return mute(language);
    const said = new SpeechSynthesisUtterance(words);
    said.lang = language; said.rate = 0.85;
    if (voice) said.voice = voice;
    const begun = setTimeout(() => mute(language), 4000);
    said.onstart = () => clearTimeout(begun);
    said.onend = () => { clearTimeout(begun); if (playing === ear) stop(); };
    said.onerror = (event) => { clearTimeout(begun); if (!["canceled", "interrupted"].includes(event.error)) mute(language); };
    speechSynthesis.speak(said);
  };

  const press = (ear) => {
    const again = playing === ear;
    stop();
    if (again) return;
    if (silence) silence.hidden = true;
    const language = ear.dataset.hear;
    const words = ear.dataset.words || ear.previousElementSibling?.textContent.trim() || "";
    playing = ear;
    ear.setAttribute("aria-pressed", "true");
    if (!ear.dataset.audio) return speak(ear, words, language);
    sound = new Audio(ear.dataset.audio);
    sound.onended = stop;
    sound.onerror = () => speak(ear, words, language);
    sound.play().catch(() => speak(ear, words, language));
  };

  ears.forEach((ear) => {
    ear.hidden = false;
    ear.setAttribute("aria-pressed", "false");
    ear.addEventListener("click", (event) => { event.preventDefault(); press(ear); });
  });
  addEventListener("pagehide", stop);

  /* Escape twice within a second leaves quickly. */
  let escaped = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const now = Date.now();
    if (now - escaped < 1000) document.querySelector("[data-leave-quickly]")?.requestSubmit();
    escaped = now;
  });
})();
