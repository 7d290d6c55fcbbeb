// The timeline above a chronicle: bars by span of time, cooperation upward, conflict downward; a happening with a longer
// date stands at its earliest day, as in the table. Zoom with the buttons or
// Ctrl and wheel; draw across it to narrow the chronicle to a time.
"use strict";
(async () => {
  const figure = document.getElementById("timeline");
  if (!figure || !window.d3) return;
  const d3 = window.d3;
  let points;
  try {
    points = (await (await fetch(figure.dataset.source)).json()).points;
  } catch { return; }
  if (!points || points.length < 1) return;
  figure.hidden = false;

  const height = 190, margin = { top: 8, right: 26, bottom: 22, left: 30 };
  const day = 86400000;
  const date = (number) => new Date(number * day);
  const first = d3.min(points, (p) => p[0]), last = d3.max(points, (p) => p[0]);
  // From the beginning of the first year to the end of the last, so that no bar is cut.
  const whole = [d3.utcYear.floor(date(first)), d3.utcYear.offset(d3.utcYear.floor(date(last)), 1)];
  const narrow = figure.querySelector(".narrow"), said = figure.querySelector(".span");
  const hint = figure.querySelector(".hint"), button = (way) => figure.querySelector(`[data-zoom="${way}"]`);
  let domain = whole;

  // Units that bars stand for, the finest that leaves them room.
  const units = [
    ["day", d3.utcDay], ["month", d3.utcMonth], ["year", d3.utcYear], ["decade", d3.utcYear.every(10)], ["century", d3.utcYear.every(100)],
  ];
  const lengths = { day: 1, month: 30.4, year: 365.25, decade: 3652.5, century: 36525 };
  const iso = (value) => value.toISOString().slice(0, 10);
  const labels = {
    day: d3.utcFormat("%-d %B %Y"), month: d3.utcFormat("%B %Y"), year: (d) => name(d), decade: (d) => span(d, 10), century: (d) => span(d, 100),
  };
  const kinds = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
  const name = (value) => (value.getUTCFullYear() < 1 ? `${1 - value.getUTCFullYear()} BC` : String(value.getUTCFullYear()));

  // The first and the last year that a bar of decades or centuries stands for.
  const span = (value, years) => `${name(value)}–${name(d3.utcYear.offset(value, years - 1))}`;

  function draw() {
    const width = Math.max(280, figure.clientWidth);
    const inner = width - margin.left - margin.right;
    const x = d3.scaleUtc().domain(domain).range([margin.left, width - margin.right]);
    const days = (domain[1] - domain[0]) / day;
    const [unit, interval] = units.find(([key]) => (inner * lengths[key]) / days >= 7) || units[units.length - 1];
    const bins = new Map();
    for (const [number, quad, count] of points) {
      const at = date(number);
      if (at < domain[0] || at > domain[1]) continue;
      const start = +interval.floor(at);
      if (!bins.has(start)) bins.set(start, [0, 0, 0, 0]);
      bins.get(start)[quad - 1] += count;
    }
    const up = d3.max(bins.values(), (b) => b[0] + b[1]) || 1, down = d3.max(bins.values(), (b) => b[2] + b[3]) || 1;
    const y = d3.scaleLinear().domain([-down, up]).nice(4).range([height - margin.bottom, margin.top]);

    const plot = d3.select(figure).select(".plot");
    plot.selectAll("svg").remove();
    const svg = plot.append("svg").attr("viewBox", `0 0 ${width} ${height}`).attr("role", "img")
      .attr("aria-label", `Happenings by ${unit}, at their earliest day; the table below counts the same happenings`);
    const ticks = y.ticks(4).filter(Number.isInteger);
    svg.append("g").attr("class", "axis").attr("transform", `translate(${margin.left},0)`)
      .call(d3.axisLeft(y).tickValues(ticks).tickFormat((v) => Math.abs(v)).tickSize(3));
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - margin.bottom})`)
      .call(d3.axisBottom(x).ticks(Math.max(2, Math.floor(inner / 90))).tickSize(3)
        .tickFormat(days > 1500 ? name : d3.utcFormat(days > 120 ? "%b %Y" : "%-d %b %Y")));
    svg.append("line").attr("x1", margin.left).attr("x2", width - margin.right).attr("y1", y(0)).attr("y2", y(0))
      .attr("stroke", "currentColor").attr("stroke-opacity", 0.4);
    const brush = d3.brushX().extent([[margin.left, margin.top], [width - margin.right, height - margin.bottom]])
      .on("end", () => {
        const chosen = d3.event.selection;
        if (!chosen) { tell(null); return; }
        tell([x.invert(chosen[0]), x.invert(chosen[1])]);
      });
    svg.append("g").attr("class", "brush").call(brush);
    const bars = svg.append("g").attr("pointer-events", "none");
    for (const [start, counts] of bins) {
      const left = Math.max(margin.left, x(start)), right = Math.min(width - margin.right, x(+interval.offset(new Date(start), 1)));
      const wide = Math.max(2, Math.min(28, right - left - 1));
      let high = 0, low = 0;
      [1, 0, 3, 2].forEach((kind) => {
        const count = counts[kind];
        if (!count) return;
        const isUp = kind < 2;
        const from = isUp ? high : -low;
        const to = isUp ? high + count : -(low + count);
        if (isUp) high += count; else low += count;
        bars.append("rect").attr("class", `bar${kind + 1}`).attr("x", left).attr("width", wide)
          .attr("y", Math.min(y(from), y(to))).attr("height", Math.max(1, Math.abs(y(from) - y(to)) - 0.5));
      });
    }
    svg.on("mousemove", () => {
      const at = interval.floor(x.invert(d3.mouse(svg.node())[0]));
      const counts = bins.get(+at);
      const words = counts && kinds.map((kind, place) => counts[place] && `${counts[place]} ${kind}`).filter(Boolean);
      hint.textContent = words ? `${labels[unit](at)}: ${words.join(", ")}` : "";
    });
    svg.on("mouseleave", () => { hint.textContent = ""; });
    svg.on("wheel", () => {
      if (!d3.event.ctrlKey) return;
      d3.event.preventDefault();
      zoom(d3.event.deltaY < 0 ? 0.7 : 1.4, x.invert(d3.mouse(svg.node())[0]));
    });
  }

  function tell(span) {
    for (const way of ["earlier", "later", "all"]) button(way).hidden = domain === whole;
    narrow.hidden = !span && domain === whole;
    const shown = span || domain;
    if (narrow.hidden) { said.textContent = ""; return; }
    const address = new URL(figure.dataset.list, location.href);
    address.searchParams.delete("page");
    const within = (value) => new Date(Math.min(date(last), Math.max(date(first), value)));
    address.searchParams.set("from", iso(within(shown[0])));
    address.searchParams.set("to", iso(within(shown[1])));
    narrow.href = address.pathname + address.search;
    said.textContent = `${name(shown[0])} to ${name(shown[1])}`;
  }

  function zoom(factor, middle) {
    const center = middle || new Date((+domain[0] + +domain[1]) / 2);
    const low = new Date(Math.max(+whole[0], center - (center - domain[0]) * factor));
    const high = new Date(Math.min(+whole[1], +center + (domain[1] - center) * factor));
    if (high - low < 3 * day) return;
    domain = +low === +whole[0] && +high === +whole[1] ? whole : [low, high];
    draw();
    tell(null);
  }

  // Goes by half of what is shown, not past either end.
  function pan(way) {
    const length = domain[1] - domain[0];
    const low = Math.min(+whole[1] - length, Math.max(+whole[0], +domain[0] + way * length / 2));
    domain = [new Date(low), new Date(low + length)];
    draw();
    tell(null);
  }

  figure.addEventListener("click", (event) => {
    const way = event.target.dataset && event.target.dataset.zoom;
    if (way === "in") zoom(0.5);
    if (way === "out") zoom(2);
    if (way === "earlier") pan(-1);
    if (way === "later") pan(1);
    if (way === "all") { domain = whole; draw(); tell(null); }
  });
  let waiting;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(draw, 150); });
  draw();
})();
