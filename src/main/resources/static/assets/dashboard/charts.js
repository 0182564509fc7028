// Draws the table of a figure[data-chart], which stays beside it for whoever can't see the drawing. The first column
// names the points; each other one is a series, named and coloured by its heading (data-series: a --series-… colour);
// data-value holds the number as such; without one, the table has none there. A column without data-series is not drawn.
// Kinds: "stacked" and "bars" are columns, "line" is lines, "range" is columns from the series "low" to the series "high"
// with a mark at the series "average". data-open leaves the table unfolded.
(() => {
  const drawn = new Map();

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const words = (element) => element.textContent.trim().replace(/\s+/g, " ");

  const number = (cell) => {
    const value = cell?.dataset.value === undefined ? null : Number(cell.dataset.value);
    return Number.isFinite(value) ? value : null;
  };

  const read = (table) => {
    const headings = [...table.tHead.rows[0].cells].filter((heading) => heading.dataset.series);
    const rows = [...table.tBodies[0].rows].filter((row) =>
      headings.some((heading) => number(row.cells[heading.cellIndex]) !== null),
    );
    return {
      labels: rows.map((row) => words(row.cells[0])),
      datasets: headings.map((heading) => ({
        name: heading.dataset.series,
        label: words(heading),
        data: rows.map((row) => number(row.cells[heading.cellIndex])),
        backgroundColor: colour(`series-${heading.dataset.series}`),
        borderColor: colour(`series-${heading.dataset.series}`),
        maxBarThickness: 36,
      })),
    };
  };

  const ranges = ({ labels, datasets }) => {
    const [low, average, high] = ["low", "average", "high"].map((name) => datasets.find((set) => set.name === name));
    const from = (value, i) => (value === null || high.data[i] === null ? null : [value, high.data[i]]);
    return {
      labels,
      datasets: [
        {
          type: "line",
          label: average.label,
          data: average.data,
          showLine: false,
          pointStyle: "rectRot",
          radius: 7,
          hoverRadius: 9,
          backgroundColor: colour("series-1"),
          borderColor: colour("surface"),
          borderWidth: 2,
        },
        {
          label: `${low.label} – ${high.label}`,
          data: low.data.map(from),
          backgroundColor: colour("series-2"),
          pointStyle: "rect",
          minBarLength: 3,
          maxBarThickness: 48,
        },
      ],
    };
  };

  const data = (figure) => {
    const all = read(figure.querySelector("table"));
    return figure.dataset.chart === "range" ? ranges(all) : all;
  };

  // Whether an amount is above or below it is the first thing to be seen; a tick may be skipped.
  const zeroLine = {
    id: "zero-line",
    beforeDatasetsDraw: ({ ctx, chartArea, scales }) => {
      const y = scales.y.getPixelForValue(0);
      ctx.save();
      ctx.strokeStyle = colour("text");
      ctx.lineWidth = 1.5;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, y);
      ctx.lineTo(chartArea.right, y);
      ctx.stroke();
      ctx.restore();
    },
  };

  const axis = (stacked) => ({
    stacked,
    border: { color: colour("line-strong") },
    grid: {
      color: colour("line"),
      drawTicks: false,
    },
    ticks: { color: colour("muted"), maxRotation: 0, autoSkipPadding: 12, precision: 0, padding: 6 },
  });

  const draw = (figure) => {
    drawn.get(figure)?.destroy();
    const stacked = figure.dataset.chart === "stacked";
    const locale = document.documentElement.lang === "de" ? "de-DE" : "en-GB";
    const chart = new Chart(figure.querySelector("canvas"), {
      type: figure.dataset.chart === "line" ? "line" : "bar",
      data: data(figure),
      plugins: [zeroLine],
      options: {
        animation: false,
        locale,
        maintainAspectRatio: false,
        interaction: { mode: "index", intersect: false },
        plugins: {
          legend: {
            display: figure.querySelectorAll("[data-series]").length > 1,
            position: "bottom",
            labels: { color: colour("text"), boxWidth: 12, boxHeight: 12, usePointStyle: figure.dataset.chart === "range" },
          },
        },
        scales: {
          x: { ...axis(stacked), grid: { display: false } },
          y: { ...axis(stacked), beginAtZero: true, ticks: { ...axis(stacked).ticks, maxTicksLimit: 6 } },
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
    figure.querySelector("details").open = "open" in figure.dataset;
    draw(figure);
  };

  const figures = [...document.querySelectorAll("figure[data-chart]")];
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  figures.forEach(prepare);
  for (const look of ["(prefers-color-scheme: dark)", "print"]) {
    matchMedia(look).addEventListener("change", () => figures.forEach(draw));
  }
})();
