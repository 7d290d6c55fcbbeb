import Analysis
import Exports
import Findings
import Hummingbird
import Pipeline
import Store

/// What happened, in order of time, as a page, as files, and as what its timeline draws.
struct ChroniclePages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    router.get("chronicle") { request, _ in
      try site.respond(to: request) { try content($1, in: $0) }
    }
    for format in ["csv", "md", "json"] {
      router.get("chronicle.\(format)") { request, _ in
        let fields = site.fields(request)
        return try await site.exportDesk.run {
          try site.fresh { snapshot in
            let filter = try site.filter(fields, for: .chronicle, in: snapshot)
            return try site.export(format, "chronicle", filter) { try write(format, $0, in: snapshot, to: $1) }
          }
        }
      }
    }
    router.get("timeline.json") { request, _ in
      let asked = try site.fresh { try site.filter(site.fields(request), for: .chronicle, in: $0) }
      guard asked.problems.isEmpty else { return try site.export("json", nil, asked) { _, _ in false } }
      // Small, and asked for by every reader of the chronicle: kept like a page.
      return try site.respond(to: request, contentType: "application/json; charset=utf-8") { snapshot, fields in
        Array(try timeline(site.filter(fields, for: .chronicle, in: snapshot), in: snapshot).utf8)
      }
    }
  }

  /// The chronicle with its filters.
  struct Page: PageValue {
    static let template = "chronicle"
    var heading: String
    var summary: String
    var form: FilterForm
    var undatedNote: Switch?
    var countNote: Switch?
    /// The table behind the timeline.
    var counts: [CountRow]
    var hasCounts: Bool
    var countUnit: String
    var hasTimeline: Bool
    var timelineHref: String
    var chronicleHref: String
    var jumps: [Jump]
    var hasJumps: Bool
    var groups: [Group]
    var pager: Pager?
    var exports: [ExportLink]
    var empty: Emptiness?
  }

  /// Happenings of a span of time, by kind.
  struct CountRow: ViewValue {
    var span: String
    var c1: String
    var c2: String
    var c3: String
    var c4: String
    var sum: String
  }

  /// A link to where a span of time begins.
  struct Jump: ViewValue {
    var jumpTitle: String
    var jumpHref: String
  }

  /// The lines of a span of time.
  struct Group: ViewValue {
    var groupTitle: String
    var groupAnchor: String
    var items: [HappeningLine]
  }

  private func content(_ fields: FormFields, in snapshot: ArchiveSnapshot) throws -> PageContent {
    let path = "/chronicle"
    let filter = try site.filter(fields, for: .chronicle, in: snapshot)
    let happenings = try site.occurrences(filter, in: snapshot)
    let grouping = TimeGrouping(happenings.years)
    let jumps = jumps(happenings, by: grouping, filter, path: path)
    let counted = try site.occurrences(filter.counted, in: snapshot)
    let counts = counts(counted, grouping: grouping)
    let page = Page(
      heading: filter.filter.actors.isEmpty
        ? "Chronicle" : filter.filter.actors.map(site.name).joined(separator: " and "),
      summary: Wording.count(happenings.count, "happening")
        + (filter.filter.order == .time ? " in order of time" : ", the most doubtful first"),
      form: try site.filterForm(
        filter, path: path, in: snapshot, labelTitle: "Category", labels: categoryLabels, isChronicle: true),
      undatedNote: try undatedNote(filter, dated: happenings.count, in: snapshot),
      countNote: Site.countNote(filter, path: path, listed: happenings.count, counted: counted.count),
      counts: counts, hasCounts: !counts.isEmpty, countUnit: grouping.unit,
      hasTimeline: site.assets.hasCharts && !counts.isEmpty, timelineHref: "/timeline.json" + filter.query(),
      chronicleHref: path + filter.query(), jumps: jumps, hasJumps: jumps.count > 1,
      groups: try groups(happenings, by: grouping, filter, in: snapshot),
      pager: site.pager(filter, path: path, total: happenings.count), exports: site.exports(filter, path: path),
      empty: happenings.isEmpty ? site.emptiness(filter, in: snapshot, path: path, things: "events") : nil)
    return PageContent(title: "Chronicle", section: "chronicle", view: page)
  }

  private var categoryLabels: [(value: String, name: String)] {
    PloverCategory.allCases.map { ($0.rawValue, site.wording.category($0.rawValue)) }
  }

  private static func anchor(_ start: Int?) -> String { "t\(start.map(String.init) ?? "none")" }

  /// Links to where each span of time begins, on whichever page.
  private func jumps(
    _ happenings: OccurrenceList, by grouping: TimeGrouping, _ filter: ListFilter, path: String
  ) -> [Jump] {
    var jumps: [Jump] = []
    var last: Int?? = .none
    for (place, happening) in happenings.enumerated() {
      let start = happening.year.map(grouping.start(of:))
      guard last != .some(start) else { continue }
      last = .some(start)
      jumps.append(
        Jump(
          jumpTitle: grouping.title(start),
          jumpHref: path + filter.query(page: place / Site.pageLength + 1) + "#" + Self.anchor(start)))
    }
    return jumps
  }

  /// The lines of a page, grouped by span of time.
  private func groups(
    _ happenings: OccurrenceList, by grouping: TimeGrouping, _ filter: ListFilter, in snapshot: ArchiveSnapshot
  ) throws -> [Group] {
    let shown = site.slice(happenings, filter)
    var groups: [Group] = []
    for (happening, line) in zip(shown, try site.lines(shown, of: happenings, in: snapshot)) {
      let start = happening.year.map(grouping.start(of:))
      if groups.last?.groupAnchor != Self.anchor(start) {
        groups.append(Group(groupTitle: grouping.title(start), groupAnchor: Self.anchor(start), items: []))
      }
      groups[groups.count - 1].items.append(line)
    }
    return groups
  }

  /// The table behind the timeline: happenings of the year of their earliest day,
  /// by span of time and kind.
  private func counts(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [CountRow] {
    happenings.spans(by: grouping).map { row in
      CountRow(
        span: grouping.title(row.start), c1: Wording.number(row.counts[0]), c2: Wording.number(row.counts[1]),
        c3: Wording.number(row.counts[2]), c4: Wording.number(row.counts[3]), sum: Wording.number(row.sum))
    }
  }

  /// What the timeline draws: `[[day number, quad, count], …]`, days from 1970-01-01; of a longer date its earliest day,
  /// as in the table.
  private func timeline(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> String {
    var counts: [Int: Int] = [:]
    let happenings = try site.occurrences(filter.counted, in: snapshot)
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
  private func undatedNote(_ filter: ListFilter, dated: Int, in snapshot: ArchiveSnapshot) throws -> Switch? {
    guard filter.filter.undated == nil, filter.filter.from == nil, filter.filter.to == nil, !filter.isRefused else {
      return nil
    }
    var all = filter
    all.filter.undated = true
    let count = try site.occurrences(all, in: snapshot).count - dated
    guard count > 0 else { return nil }
    return Switch(
      text: "\(Wording.count(count, "happening")) more \(count == 1 ? "has" : "have") no date in the texts.",
      switchHref: "/chronicle" + all.query(), switchName: count == 1 ? "Show it too" : "Show them too")
  }

  /// Writes the chronicle in one of the export formats, with everything that the filter keeps; false where there is no
  /// such format.
  private func write(
    _ format: String, _ filter: ListFilter, in snapshot: ArchiveSnapshot, to output: ([UInt8]) throws -> Void
  ) throws -> Bool {
    let action = ChronicleAction(
      try site.occurrences(filter, in: snapshot), of: site.archive, documents: snapshot.documents)
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
