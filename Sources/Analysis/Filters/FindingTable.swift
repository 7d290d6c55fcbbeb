import Findings

/// What lists sort, filter and count the findings of one layer by: small enough to keep an archive's in memory, some 80
/// bytes a finding.
public struct FindingTable: Sendable {
  public struct Row: Sendable {
    /// Row number of the finding in its archive.
    public var id: Int64
    /// The sentence's row number, 0 where it stands in none.
    public var sentence: Int64
    public var document: Int32
    /// Documents with the same text are one source.
    public var source: Int32
    /// The occurrence that an event reports.
    public var occurrence: Int64
    /// Days from 1970-01-01, ``openPast`` and ``openFuture`` where a side is open; both where there is no date.
    public var firstDay: Int32
    public var lastDay: Int32
    /// Where it begins in its document, in bytes.
    public var start: Int32
    /// Its parties in ``FindingTable/parties``: first the actors, then the recipients.
    public var partyStart: UInt32
    public var actorCount: UInt16
    public var recipientCount: UInt16
    /// Place of the speaker among the keys, or −1.
    public var speaker: Int32
    public var confidence: Float
    /// Place in ``FindingTable/labels``.
    public var label: UInt16
    public var status: EventStatus?
    /// Nil where there is no date.
    public var basis: DateBasis?
    public var decision: DecisionMark?
    /// Whether somebody quoted asserts it and not the author.
    public var isClaim: Bool
    /// Number that reports share which lean on one another; 0 where it leans on none.
    public var origin: Int64 = 0
    /// Place of its document in an order that is the same in every archive; the document's number unless it is set.
    public var documentOrder: Int32

    public init(
      id: Int64, sentence: Int64, document: Int32, source: Int32, occurrence: Int64, firstDay: Int32, lastDay: Int32,
      start: Int32, partyStart: UInt32, actorCount: UInt16, recipientCount: UInt16, speaker: Int32, confidence: Float,
      label: UInt16, status: EventStatus?, basis: DateBasis?, decision: DecisionMark?, isClaim: Bool
    ) {
      self.id = id
      self.sentence = sentence
      self.document = document
      self.source = source
      self.occurrence = occurrence
      self.firstDay = firstDay
      self.lastDay = lastDay
      self.start = start
      self.partyStart = partyStart
      self.actorCount = actorCount
      self.recipientCount = recipientCount
      self.speaker = speaker
      self.confidence = confidence
      self.label = label
      self.status = status
      self.basis = basis
      self.decision = decision
      self.isClaim = isClaim
      documentOrder = document
    }

    public var isDated: Bool { basis != nil }

    /// The day it is sorted and filed by: the earliest, of one known only by its end the latest.
    public var sortDay: Int32 { firstDay == FindingTable.openPast ? lastDay : firstDay }
  }

  public static let openPast = Int32.min
  public static let openFuture = Int32.max

  public let list: Filter.List
  /// In order of time, undated ones last; then by document and place.
  public let rows: [Row]
  /// Places in ``keys``.
  public let parties: [Int32]
  public let keys: [ActorKey]
  public let labels: [String]
  /// For each row the number of its occurrence, from 0 without gaps.
  let groups: [Int32]
  let groupCount: Int

  /// - Parameter rows: in any order; the same rows give the same table.
  /// - Complexity: O(n log n) in the number of rows.
  public init(list: Filter.List, rows: consuming [Row], parties: [Int32], keys: [ActorKey], labels: [String]) {
    self.list = list
    // In place: a large archive's rows are some tens of megabytes.
    rows.sort(by: Self.isBefore)
    self.rows = rows
    self.parties = parties
    self.keys = keys
    self.labels = labels
    var numbers: [Int64: Int32] = [:]
    var count: Int32 = 0
    groups = self.rows.map { row in
      if row.occurrence != 0, let known = numbers[row.occurrence] { return known }
      if row.occurrence != 0 { numbers[row.occurrence] = count }
      count += 1
      return count - 1
    }
    groupCount = Int(count)
  }

  private static func isBefore(_ left: Row, _ right: Row) -> Bool {
    if left.isDated != right.isDated { return left.isDated }
    if left.sortDay != right.sortDay { return left.sortDay < right.sortDay }
    if left.lastDay != right.lastDay { return left.lastDay < right.lastDay }
    if left.documentOrder != right.documentOrder { return left.documentOrder < right.documentOrder }
    if left.start != right.start { return left.start < right.start }
    return left.id < right.id
  }

  public func label(of row: Row) -> String { labels[Int(row.label)] }

  /// Places of its actors' keys.
  public func actors(of row: Row) -> ArraySlice<Int32> {
    let start = Int(row.partyStart)
    return parties[start..<(start + Int(row.actorCount))]
  }

  public func recipients(of row: Row) -> ArraySlice<Int32> {
    let start = Int(row.partyStart) + Int(row.actorCount)
    return parties[start..<(start + Int(row.recipientCount))]
  }

  /// All parties of a row, actors first.
  public func concerned(by row: Row) -> ArraySlice<Int32> {
    let start = Int(row.partyStart)
    return parties[start..<(start + Int(row.actorCount) + Int(row.recipientCount))]
  }

  /// Codes of all parties, each once and sorted.
  public func codes(of row: Row) -> [String] {
    var codes: [String] = []
    for place in concerned(by: row) {
      let code = keys[Int(place)].code
      if !code.isEmpty, !codes.contains(code) { codes.append(code) }
    }
    return codes.sorted()
  }

  /// The year under which a row is filed; nil where it is undated.
  public func year(of row: Row) -> Int? {
    row.isDated ? CalendarDay(dayNumber: Int(row.sortDay)).year : nil
  }

  /// The places of the rows that a filter keeps, in order.
  ///
  /// - Parameter sentences: the sentences that hold the words which the filter searches for.
  /// - Complexity: linear in the number of rows; some 20 ns each.
  public func places(_ filter: Filter, sentences: Set<Int64>? = nil) -> [Int] {
    let pass = FilterPass(filter, self, sentences: sentences)
    return rows.indices.filter { pass.keeps(rows[$0]) }
  }
}
