// Passkeys: <form data-passkey="enter|prove|add">. Options come as JSON beside the form, or from its action.
(function () {
  "use strict";
  if (!window.PublicKeyCredential || !window.webauthnJSON) return;

  document.querySelectorAll("[data-passkey-only]").forEach(function (element) { element.hidden = false; });

  function besides(form) {
    return JSON.parse(document.getElementById(form.dataset.options).textContent);
  }

  async function fromServer(form) {
    const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("no options");
    return (await answer.json()).request_options;
  }

  function created(form) {
    const options = besides(form);
    const alone = form.elements.passwordless && form.elements.passwordless.checked;
    const choice = options.publicKey.authenticatorSelection;
    choice.residentKey = alone ? "required" : "discouraged";
    choice.requireResidentKey = alone;
    if (alone) choice.userVerification = "required";
    return window.webauthnJSON.create(options);
  }

  const ceremonies = {
    enter: async function (form) { return window.webauthnJSON.get(await fromServer(form)); },
    prove: function (form) { return window.webauthnJSON.get(besides(form)); },
    add: created,
  };

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    form.addEventListener("submit", async function (event) {
      event.preventDefault();
      try {
        form.elements.credential.value = JSON.stringify(await ceremonies[form.dataset.passkey](form));
        form.submit();
      } catch (refused) {
        // The person closed the device's own window, or it has no key for this site: nothing was sent.
        form.querySelector("button[type=submit]").focus();
      }
    });
  });
})();
