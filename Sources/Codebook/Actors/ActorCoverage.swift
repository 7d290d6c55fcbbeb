import Findings

/// What a lexicon knows, by kind, table, state and era, and how new it is.
public struct ActorCoverage: Sendable, Hashable {
  /// How many actors of a kind are known, and by how many names.
  public struct KindCount: Sendable, Hashable {
    public var kind: ActorKind
    /// Different actors; a person counts once, whatever their terms.
    public var actors: Int
    /// Rows of the tables: for people, terms of office.
    public var rows: Int
    public var names: Int
  }

  /// A table and its age.
  public struct TableCount: Sendable, Hashable {
    public var name: String
    /// As the table's head says, `2026-11-21`.
    public var version: String?
    public var rows: Int
    public var isUserDefined: Bool
  }

  /// The people known of one state.
  public struct StateCount: Sendable, Hashable {
    public var code: ActorCode
    public var name: String
    public var people: Int
    public var terms: Int
    /// First day of the earliest term; nil where no term has a beginning.
    public var earliest: CalendarDay?
    /// First day of the latest term.
    public var latest: CalendarDay?
    /// Terms that have not ended.
    public var inOffice: Int
  }

  /// Terms of office that began in a span of years.
  public struct EraCount: Sendable, Hashable {
    public var firstYear: Int
    public var lastYear: Int
    public var terms: Int
    public var states: Int
  }

  public var kinds: [KindCount]
  public var tables: [TableCount]
  /// By code.
  public var states: [StateCount]
  public var eras: [EraCount]
  /// People whose rows name no state.
  public var peopleOfNoState: Int
  /// Names that lead to an actor, all kinds.
  public var names: Int
  /// First day of the latest term of office in the tables: how far they reach.
  public var newestTerm: CalendarDay?
}

extension ActorLexicon {
  /// First years of the eras that terms are counted in.
  private static let eraStarts = [1789, 1816, 1871, 1914, 1946, 1992, 2010, 2020]

  /// Counts what is known.
  ///
  /// - Complexity: linear in the number of rows and names.
  public func coverage() -> ActorCoverage {
    var rows: [ActorKind: Int] = [:]
    var actors: [ActorKind: Int] = [:]
    var names: [ActorKind: Int] = [:]
    var ofTable = [Int](repeating: 0, count: tables.count)
    var ofState: [ActorCode: ActorCoverage.StateCount] = [:]
    var eras = Self.eraStarts.map { (start: $0, terms: 0, states: Set<ActorCode>()) }
    var newest: Int32 = .min
    var stateless = 0
    for record in records {
      rows[record.kind, default: 0] += 1
      ofTable[Int(record.table)] += 1
      let isFirst = record.previous < 0
      if isFirst { actors[record.kind, default: 0] += 1 }
      guard record.kind == .person else { continue }
      guard let code = record.code else {
        if isFirst { stateless += 1 }
        continue
      }
      var count =
        ofState[code]
        ?? ActorCoverage.StateCount(
          code: code, name: stateName(of: code) ?? code.rawValue, people: 0, terms: 0, inOffice: 0)
      count.terms += 1
      if isFirst { count.people += 1 }
      if record.days.last == .max { count.inOffice += 1 }
      if record.days.first != .min {
        newest = max(newest, record.days.first)
        let day = CalendarDay(dayNumber: Int(record.days.first))
        count.earliest = min(count.earliest ?? day, day)
        count.latest = max(count.latest ?? day, day)
        if let era = eras.lastIndex(where: { $0.start <= day.year }) {
          eras[era].terms += 1
          eras[era].states.insert(code)
        }
      }
      ofState[code] = count
    }
    for posting in index.postings { names[records[Int(posting.record)].kind, default: 0] += 1 }
    let lastYear = newest == .min ? 0 : CalendarDay(dayNumber: Int(newest)).year
    return ActorCoverage(
      kinds: ActorKind.allCases.map {
        ActorCoverage.KindCount(kind: $0, actors: actors[$0] ?? 0, rows: rows[$0] ?? 0, names: names[$0] ?? 0)
      },
      tables: tables.enumerated().map { number, table in
        ActorCoverage.TableCount(
          name: table.name, version: table.version, rows: ofTable[number], isUserDefined: table.isUserDefined)
      },
      states: ofState.values.sorted { $0.code < $1.code },
      eras: eras.enumerated().map { number, era in
        ActorCoverage.EraCount(
          firstYear: era.start,
          lastYear: number + 1 < eras.count ? eras[number + 1].start - 1 : max(era.start, lastYear), terms: era.terms,
          states: era.states.count)
      },
      peopleOfNoState: stateless, names: index.postings.count,
      newestTerm: newest == .min ? nil : CalendarDay(dayNumber: Int(newest)))
  }
}
