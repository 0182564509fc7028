// Draws the table of a figure[data-chart], which stays beside it for whoever can't see the drawing. The first column
// names the points; each other one is a series, named and coloured by its heading (data-series: a --series-… colour);
// data-value holds the number as such. Kinds: "stacked" and "bars" are columns, "line" is lines.
(() => {
  const drawn = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const read = (table) => {
    const [, ...headings] = table.tHead.rows[0].cells;
    const rows = [...table.tBodies[0].rows];
    return {
      labels: rows.map((row) => row.cells[0].textContent.trim()),
      datasets: headings.map((heading, i) => ({
        label: heading.textContent.trim(),
        data: rows.map((row) => Number(row.cells[i + 1].dataset.value)),
        backgroundColor: colour(`series-${heading.dataset.series}`),
        borderColor: colour(`series-${heading.dataset.series}`),
        maxBarThickness: 36,
      })),
    };
  };

  const axis = (stacked) => ({
    stacked,
    border: { color: colour("line-strong") },
    grid: { color: colour("line"), drawTicks: false },
    ticks: { color: colour("muted"), maxRotation: 0, autoSkipPadding: 12, precision: 0, padding: 6 },
  });

  const draw = (figure) => {
    drawn.get(figure)?.destroy();
    const stacked = figure.dataset.chart === "stacked";
    const locale = document.documentElement.lang === "de" ? "de-DE" : "en-GB";
    const chart = new Chart(figure.querySelector("canvas"), {
      type: figure.dataset.chart === "line" ? "line" : "bar",
      data: read(figure.querySelector("table")),
      options: {
        animation: false,
        locale,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        plugins: { legend: { position: "bottom", labels: { color: colour("text"), boxWidth: 12, boxHeight: 12 } } },
        scales: {
          x: { ...axis(stacked), grid: { display: false } },
          y: { ...axis(stacked), beginAtZero: true },
        },
      },
    });
    drawn.set(figure, chart);
  };

  const prepare = (figure) => {
    const plot = document.createElement("div");
    plot.className = "plot";
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", figure.querySelector("caption").textContent.trim());
    plot.append(canvas);
    figure.prepend(plot);
    figure.querySelector("details").open = false;
    draw(figure);
  };

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  figures.forEach(prepare);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => figures.forEach(draw));
})();
