// Times come in UTC, and are shown in the zone of whoever looks at them.
(() => {
  const language = document.documentElement.lang === "de" ? "de-DE" : "en-GB";
  const format = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "medium", hourCycle: "h23" });

  const localize = (root) => {
    for (const time of root.querySelectorAll("time[datetime]:not([title])")) {
      time.title = `${time.textContent.trim()} UTC`;
      time.textContent = format.format(new Date(time.dateTime));
    }
  };

  localize(document);
  document.body.addEventListener("htmx:afterSwap", () => localize(document));

  const zone = document.querySelector("[data-zone]");
  if (zone) {
    zone.textContent = zone.dataset.local.replace("{zone}", format.resolvedOptions().timeZone);
  }
})();
