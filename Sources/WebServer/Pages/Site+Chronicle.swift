import Analysis
import Exports
import Findings
import Pipeline
import Store

extension Site {
  func chroniclePage(_ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let filter = try filter(fields, for: .chronicle, in: snapshot)
    let happenings = try occurrences(filter, in: snapshot)
    var view = try chronicle(happenings, filter: filter, path: "/chronicle", in: snapshot)
    view["form"] = try filterForm(
      filter, path: "/chronicle", in: snapshot, labelTitle: "Category", labels: categoryLabels, isChronicle: true)
    view["exports"] = exports(filter, path: "/chronicle").map(\.view)
    view["heading"] =
      filter.filter.actors.isEmpty ? "Chronicle" : filter.filter.actors.map(name).joined(separator: " and ")
    view["summary"] =
      Wording.count(happenings.count, "happening")
      + (filter.filter.order == .time ? " in order of time" : ", the most doubtful first")
    view.set("undatedNote", try undatedNote(filter, dated: happenings.count, in: snapshot))
    if happenings.isEmpty { view["empty"] = emptiness(filter, in: snapshot, path: "/chronicle", things: "events").view }
    return PageContent(template: "chronicle", title: "Chronicle", section: "chronicle", view: view)
  }

  var categoryLabels: [(value: String, name: String)] {
    PloverCategory.allCases.map { ($0.rawValue, wording.category($0.rawValue)) }
  }

  /// The groups of a chronicle's page, links to all groups, the pager, and what the timeline draws.
  func chronicle(
    _ happenings: OccurrenceList, filter: ListFilter, path: String, in snapshot: ArchiveSnapshot
  ) throws -> View {
    let grouping = TimeGrouping(happenings.years)
    func start(_ happening: OccurrenceList.Element) -> Int? { happening.year.map(grouping.start(of:)) }
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
    let shown = slice(happenings, filter)
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
    view.set("pager", pager(filter, path: path, total: happenings.count)?.view)
    let counted = try occurrences(filter.counted, in: snapshot)
    let table = counts(counted, grouping: grouping)
    view.set(
      "countNote",
      countNote(filter, path: path, listed: happenings.count, counted: counted.count))
    view["counts"] = table
    view["countUnit"] = grouping.unit
    view["hasCounts"] = !table.isEmpty
    view["hasTimeline"] = assets.hasCharts && table.count > 0
    view["timelineHref"] = "/timeline.json" + filter.query()
    view["chronicleHref"] = "/chronicle" + filter.query()
    return view
  }

  /// What tables and series leave out, with the link that changes it; nil where it makes no difference.
  func countNote(_ filter: ListFilter, path: String, listed: Int, counted: Int) -> View? {
    var other = filter
    other.filter.claims.toggle()
    if filter.filter.claims, !filter.filter.facts {
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
  private func counts(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [View] {
    happenings.spans(by: grouping).map { row in
      [
        "span": grouping.title(row.start), "c1": Wording.number(row.counts[0]), "c2": Wording.number(row.counts[1]),
        "c3": Wording.number(row.counts[2]), "c4": Wording.number(row.counts[3]),
        "sum": Wording.number(row.sum),
      ]
    }
  }

  /// What the timeline draws: `[[day number, quad, count], …]`, days from 1970-01-01; of a longer date its earliest day,
  /// as in the table.
  func timeline(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> String {
    var counts: [Int: Int] = [:]
    let happenings = try occurrences(filter.counted, in: snapshot)
    for happening in happenings where happening.year != nil {
      let day = Int(happenings.row(of: happening).sortDay)
      counts[day * 8 + happenings.quad(of: happening).rawValue, default: 0] += 1
    }
    let points = counts.keys.sorted().map { key in
      let quad = ((key % 8) + 8) % 8
      return "[\((key - quad) / 8),\(quad),\(counts[key] ?? 0)]"
    }
    return "{\"points\":[\(points.joined(separator: ","))]}\n"
  }

  /// What a chronicle leaves out because nothing tells its date, with the link that shows it too.
  ///
  /// - Parameter dated: how many happenings the filter keeps, which are those with a date where this has a note.
  private func undatedNote(_ filter: ListFilter, dated: Int, in snapshot: ArchiveSnapshot) throws -> View? {
    guard filter.filter.undated == nil, filter.filter.from == nil, filter.filter.to == nil, !filter.isRefused else {
      return nil
    }
    var all = filter
    all.filter.undated = true
    let count = try occurrences(all, in: snapshot).count - dated
    guard count > 0 else { return nil }
    return [
      "text": "\(Wording.count(count, "happening")) more \(count == 1 ? "has" : "have") no date in the texts.",
      "switchHref": "/chronicle" + all.query(), "switchName": count == 1 ? "Show it too" : "Show them too",
    ]
  }

  /// Writes the chronicle in one of the export formats, with everything that the filter keeps; false where there is no
  /// such format.
  func writeChronicle(
    _ format: String, _ filter: ListFilter, in snapshot: ArchiveSnapshot, to output: ([UInt8]) throws -> Void
  ) throws -> Bool {
    let action = ChronicleAction(
      try occurrences(filter, in: snapshot), of: archive, documents: snapshot.documents)
    do {
      switch format {
      case "csv": try action.write(CommaSeparatedChronicle(), to: output)
      case "md": try action.write(MarkdownChronicle(), to: output)
      case "json": try action.write(JSONChronicle(), to: output)
      default: return false
      }
    } catch is ArchiveChanged {
      throw StaleSnapshot()
    }
    return true
  }
}
