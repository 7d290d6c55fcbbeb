import Analysis
import Codebook
import Findings
import Hummingbird
import Store

/// The actors of the archive, what each did, and what happened between two.
struct ActorPages: RouteGroup {
  let site: Site

  func addRoutes(to router: Router<SiteContext>) {
    router.get("actors") { request, _ in try site.respond(to: request) { snapshot, _ in try list(in: snapshot) } }
    router.get("actors/{code}") { request, context in
      let code = try Self.code(context.parameters.get("code"))
      return try site.respond(to: request) { try content(of: [code], $1, in: $0) }
    }
    router.get("pairs/{first}/{second}") { request, context in
      let codes = [try Self.code(context.parameters.get("first")), try Self.code(context.parameters.get("second"))]
      guard codes[0] != codes[1] else { throw HTTPError(.notFound) }
      return try site.respond(to: request) { try content(of: codes, $1, in: $0) }
    }
  }

  private static func code(_ text: String?) throws -> ActorCode {
    guard let text, text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw HTTPError(.notFound, message: "Actors have codes of three capital letters.")
    }
    return ActorCode(rawValue: text)
  }

  /// Every actor that is a side of something.
  struct List: PageValue {
    static let template = "actors"
    var summary: String
    var rows: [ListedActor]
    var hasActors: Bool
    var cutNote: String
    var empty: Emptiness?
  }

  struct ListedActor: ViewValue {
    var actorName: String
    var actorCode: String
    var actorHref: String
    var count: String
  }

  private func list(in snapshot: ArchiveSnapshot) throws -> PageContent {
    let actors = try snapshot.actors
    let page = List(
      summary: Wording.count(actors.count, "state or kind of organization", "states and kinds of organizations"),
      rows: actors.prefix(Self.actorLimit).map { actor in
        ListedActor(
          actorName: site.wording.name(of: actor.code), actorCode: actor.code.rawValue,
          actorHref: "/actors/\(actor.code.rawValue)", count: Wording.number(actor.count))
      },
      hasActors: !actors.isEmpty, cutNote: Self.cutNote(Self.actorLimit, of: actors.count),
      empty: actors.isEmpty ? site.emptiness(ListFilter(), in: snapshot, path: "/actors", things: "actors") : nil)
    return PageContent(title: "Actors", section: "actors", view: page)
  }

  private static var actorLimit: Int { 400 }
  private static var counterpartLimit: Int { 30 }

  /// "The first 400 of 412." where a table is cut.
  private static func cutNote(_ limit: Int, of count: Int) -> String {
    count > limit ? "The first \(Wording.number(limit)) of \(Wording.number(count))." : ""
  }

  /// What one actor did, or what happened between two.
  struct Page: PageValue {
    static let template = "actor"
    var heading: String
    var codes: [Code]
    var isPair: Bool
    var summary: String
    var chronicleHref: String
    var links: [ListLink]
    var together: [Joint]
    var countNote: Switch?
    var categoryTable: [CategoryRow]
    var spans: [TimeSpan]
    var hasCategories: Bool
    var others: [Counterpart]
    var othersNote: String
    var lines: [HappeningLine]
    var hasLines: Bool
    var who: [Who]
    var empty: Emptiness?
  }

  struct Code: ViewValue {
    var code: String
  }

  /// A link to one of the other lists, narrowed to the page's actors.
  struct ListLink: ViewValue {
    var linkHref: String
    var linkName: String
  }

  /// What two did together towards others.
  struct Joint: ViewValue {
    var togetherWords: String
    var togetherHref: String
  }

  struct TimeSpan: ViewValue {
    var span: String
  }

  /// How often a category was coded, by span of time.
  struct CategoryRow: ViewValue {
    var category: String
    var quadStyle: String
    var quadSign: String
    var quadWords: String
    var cells: [Cell]
    var undatedCell: String
    var sum: String
  }

  struct Cell: ViewValue {
    var cell: String
  }

  /// With whom an actor had to do.
  struct Counterpart: ViewValue {
    var otherName: String
    var otherHref: String
    var cooperation: String
    var conflict: String
    var togetherCount: String
    var sum: String
  }

  private func content(
    of codes: [ActorCode], _ fields: FormFields, in snapshot: ArchiveSnapshot
  ) throws -> PageContent {
    let names = codes.map(site.wording.name(of:))
    let path =
      codes.count > 1 ? "/pairs/" + codes.map(\.rawValue).joined(separator: "/") : "/actors/\(codes[0].rawValue)"
    var filter = ListFilter(Filter(actors: codes.map { .code($0) }, undated: true))
    filter.filter.claims = try site.filter(fields, for: .chronicle, in: snapshot).filter.claims
    let concerned = filter
    if codes.count > 1 { filter.filter.sides = .between }
    let happenings = try site.occurrences(filter.counted, in: snapshot)
    let known = try snapshot.actors
    let isKnown = codes.allSatisfy { code in
      site.wording.name(of: code) != code.rawValue || known.contains { $0.code == code }
    }
    guard isKnown else { throw HTTPError(.notFound, message: "No actor is known by that code.") }
    let latest = happenings.filter { $0.year != nil }.suffix(10)
    var own = ListFilter()
    own.filter.claims = filter.filter.claims
    let grouping = TimeGrouping(happenings.years, spansAtMost: 24)
    let others = codes.count == 1 ? counterparts(of: codes[0], happenings) : []
    let page = Page(
      heading: names.joined(separator: " and "), codes: codes.map { Code(code: $0.rawValue) },
      isPair: codes.count > 1, summary: Wording.count(happenings.count, "happening"),
      chronicleHref: "/chronicle" + filter.query(), links: try links(concerned, in: snapshot),
      together: try together(concerned, in: snapshot),
      countNote: Site.countNote(
        own, path: path, listed: try site.occurrences(filter, in: snapshot).count, counted: happenings.count),
      categoryTable: categories(happenings, grouping: grouping),
      spans: spans(happenings, grouping: grouping).map { TimeSpan(span: grouping.title($0)) },
      hasCategories: !happenings.isEmpty, others: Array(others.prefix(Self.counterpartLimit)),
      othersNote: Self.cutNote(Self.counterpartLimit, of: others.count),
      lines: try site.lines(latest.reversed(), of: happenings, in: snapshot), hasLines: !latest.isEmpty,
      who: try codes.map(who), empty: happenings.isEmpty ? Self.emptiness(names) : nil)
    return PageContent(title: names.joined(separator: " and "), section: "actors", view: page)
  }

  private static func emptiness(_ names: [String]) -> Emptiness {
    Emptiness(
      text: names.count > 1
        ? "The archive holds nothing that is reported as having happened between them."
        : "The archive holds nothing that is reported as having happened with \(names.joined()) among its sides.",
      href: "/chronicle", action: "See the whole chronicle")
  }

  private func links(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> [ListLink] {
    var filter = filter
    filter.filter.undated = nil
    return try FindingPage.allCases.map { page in
      let count = try site.rows(filter, page, in: snapshot).count
      return ListLink(
        linkHref: "/\(page.rawValue)\(filter.query())",
        linkName: Wording.count(count, Wording.kind(page.kind).one, Wording.kind(page.kind).many))
    }
  }

  private func spans(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [Int] {
    happenings.spans(by: grouping).map(\.start)
  }

  /// Categories by span of time, those without any left out.
  private func categories(_ happenings: OccurrenceList, grouping: TimeGrouping) -> [CategoryRow] {
    let spans = spans(happenings, grouping: grouping)
    return happenings.categories(by: grouping).map { count in
      let look = count.category.quad.look
      return CategoryRow(
        category: site.wording.category(count.category.rawValue), quadStyle: look.style, quadSign: look.sign,
        quadWords: look.words, cells: spans.map { Cell(cell: Self.cell(count.spans[$0] ?? 0)) },
        undatedCell: Self.cell(count.undated), sum: Wording.number(count.sum))
    }
  }

  private static func cell(_ count: Int) -> String { count == 0 ? "·" : Wording.number(count) }

  /// What two did together towards others, in words with a link; empty for one actor.
  private func together(_ filter: ListFilter, in snapshot: ArchiveSnapshot) throws -> [Joint] {
    guard filter.filter.actors.count == 2 else { return [] }
    var joint = filter
    joint.filter.sides = .together
    let count = try site.occurrences(joint.counted, in: snapshot).count
    guard count > 0 else { return [] }
    if !joint.filter.claims { joint.filter.facts = true }
    return [
      Joint(
        togetherWords: Wording.count(count, "happening") + " with both on one side, towards others",
        togetherHref: "/chronicle" + joint.query())
    ]
  }

  /// With whom an actor had to do, the most first: on opposite sides, and on the same side towards others.
  private func counterparts(of own: ActorCode, _ happenings: OccurrenceList) -> [Counterpart] {
    happenings.counterparts(of: own).map { other in
      Counterpart(
        otherName: site.wording.name(of: other.code), otherHref: "/pairs/\(own.rawValue)/\(other.code.rawValue)",
        cooperation: Wording.number(other.cooperation), conflict: Wording.number(other.conflict),
        togetherCount: Wording.number(other.together), sum: Wording.number(other.sum))
    }
  }
}
