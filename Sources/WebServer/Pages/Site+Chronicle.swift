import Analysis
import Exports
import Findings
import Store

extension Site {
  func chroniclePage(_ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let filter = filter(fields, labels: categoryLabels.map(\.value), in: snapshot)
    let happenings = snapshot.happenings(filter)
    var view = try chronicle(happenings, filter: filter, path: "/chronicle", in: snapshot)
    view["form"] = filterForm(
      filter, path: "/chronicle", in: snapshot, labelTitle: "Category", labels: categoryLabels, isChronicle: true)
    view["exports"] = exports(filter, path: "/chronicle")
    view["heading"] =
      filter.codes.isEmpty ? "Chronicle" : filter.codes.map(wording.name(of:)).joined(separator: " and ")
    view["summary"] = Wording.count(happenings.count, "happening") + " in order of time"
    if happenings.isEmpty { view["empty"] = emptiness(filter, in: snapshot, path: "/chronicle", things: "events") }
    return PageContent(template: "chronicle", title: "Chronicle", section: "chronicle", view: view)
  }

  var categoryLabels: [(value: String, name: String)] {
    PloverCategory.allCases.map { ($0.rawValue, wording.category($0.rawValue)) }
  }

  /// The groups of a chronicle's page, links to all groups, the pager, and what the timeline draws.
  func chronicle(
    _ happenings: HappeningList, filter: ListFilter, path: String, in snapshot: ArchiveSnapshot
  ) throws -> View {
    let grouping = TimeGrouping(happenings)
    func start(_ happening: Happening) -> Int? { happening.year.map(grouping.start(of:)) }
    var view: View = [:]
    var jumps: [View] = []
    var last: Int?? = .none
    for (place, happening) in happenings.enumerated() where last != .some(start(happening)) {
      last = .some(start(happening))
      let page = place / Self.pageLength + 1
      jumps.append([
        "jumpTitle": grouping.title(start(happening)),
        "jumpHref": path + filter.query(page: page) + "#t\(start(happening).map(String.init) ?? "none")",
      ])
    }
    let shown = slice(happenings.list, filter)
    let lines = try lines(shown, of: happenings, in: snapshot)
    var groups: [View] = []
    var items: [View] = []
    var current: Int?? = .none
    func close() {
      guard case .some(let start) = current, !items.isEmpty else { return }
      groups.append([
        "groupTitle": grouping.title(start), "groupAnchor": "t\(start.map(String.init) ?? "none")", "items": items,
      ])
      items = []
    }
    for (happening, line) in zip(shown, lines) {
      if current != .some(start(happening)) {
        close()
        current = .some(start(happening))
      }
      items.append(line)
    }
    close()
    view["groups"] = groups
    view["jumps"] = jumps
    view["hasJumps"] = jumps.count > 1
    view.set("pager", pager(filter, path: path, total: happenings.count))
    let counted = snapshot.happenings(filter.counted)
    let table = counts(counted, grouping: grouping)
    view.set(
      "countNote",
      countNote(filter, path: path, listed: happenings.count, counted: counted.count))
    view["counts"] = table
    view["countUnit"] = grouping.unit
    view["hasCounts"] = !table.isEmpty
    view["hasDated"] = happenings.contains { $0.year != nil }
    view["hasTimeline"] = assets.hasCharts && table.count > 0
    view["timelineHref"] = "/timeline.json" + filter.query()
    view["chronicleHref"] = "/chronicle" + filter.query()
    return view
  }

  /// What tables and series leave out, with the link that changes it; nil where it makes no difference.
  func countNote(_ filter: ListFilter, path: String, listed: Int, counted: Int) -> View? {
    var other = filter
    other.countsClaims.toggle()
    if filter.countsClaims, !filter.factsOnly {
      return [
        "text": "Claims, and what is denied, expected or hypothetical, are counted too.",
        "switchHref": path + other.query(), "switchName": "Count only what the authors report as having happened",
      ]
    }
    guard listed > counted else { return nil }
    return [
      "text":
        "Counted is what the authors report as having happened; \(Wording.number(listed - counted)) more \(listed - counted == 1 ? "is" : "are") only claimed, denied, expected or hypothetical.",
      "switchHref": path + other.query(), "switchName": "Count them too",
    ]
  }

  /// The table behind the timeline: happenings of the year of their earliest day,
  /// by span of time and kind.
  private func counts(_ happenings: HappeningList, grouping: TimeGrouping) -> [View] {
    var rows: [(start: Int, counts: [Int])] = []
    for happening in happenings {
      guard let year = happening.year else { continue }
      let start = grouping.start(of: year)
      if rows.last?.start != start { rows.append((start, [0, 0, 0, 0])) }
      rows[rows.count - 1].counts[happening.quad.rawValue - 1] += 1
    }
    return rows.map { row in
      [
        "span": grouping.title(row.start), "c1": Wording.number(row.counts[0]), "c2": Wording.number(row.counts[1]),
        "c3": Wording.number(row.counts[2]), "c4": Wording.number(row.counts[3]),
        "sum": Wording.number(row.counts.reduce(0, +)),
      ]
    }
  }

  /// What the timeline draws: `[[day number, quad, count], …]`, days from 1970-01-01; of a longer date its earliest day,
  /// as in the table.
  func timeline(_ filter: ListFilter, in snapshot: ArchiveSnapshot) -> String {
    var counts: [Int: Int] = [:]
    let happenings = snapshot.happenings(filter.counted)
    for happening in happenings where happening.year != nil {
      let key = happenings.key(of: happening)
      guard let day = key.earliest ?? key.latest else { continue }
      counts[day.dayNumber * 8 + happening.quad.rawValue, default: 0] += 1
    }
    let points = counts.keys.sorted().map { key in
      let quad = ((key % 8) + 8) % 8
      return "[\((key - quad) / 8),\(quad),\(counts[key] ?? 0)]"
    }
    return "{\"points\":[\(points.joined(separator: ","))]}\n"
  }

  /// The chronicle in one of the export formats, with everything that the filter keeps.
  func chronicleExport(_ format: String, _ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> String? {
    let writer: any ChronicleFormat
    switch format {
    case "csv": writer = CommaSeparatedChronicle()
    case "md": writer = MarkdownChronicle()
    case "json": writer = JSONChronicle()
    default: return nil
    }
    let happenings = snapshot.happenings(filter)
    var reports: [Int64: EventReport] = [:]
    let idLists = happenings.map { happenings.reports(of: $0) }
    let ids = idLists.flatMap(\.self)
    for start in stride(from: 0, to: ids.count, by: 500) {
      reports.merge(try archive.events(ids: Array(ids[start..<min(ids.count, start + 500)]))) { first, _ in first }
    }
    let merged = try idLists.flatMap { ids in OccurrenceMerger().merge(try reports.all(ids)) }
    let used = Set(merged.flatMap { $0.reports.map(\.document) })
    let sources = snapshot.documents.filter { used.contains($0.id) }
      .map { Chronicle.Source(id: $0.id, reference: $0.reference) }
    var text = ""
    writer.write(Chronicle(occurrences: merged, sources: sources), to: &text)
    return text
  }
}
