import Findings

/// The occurrences that a filter keeps, in its order, each with the reports that pass.
public struct OccurrenceList: RandomAccessCollection, Sendable {
  /// What one or more events report as the same happening.
  public struct Element: Sendable {
    /// Where the first report stands in the table.
    public var place: Int32
    fileprivate var last: Int32
    public fileprivate(set) var reportCount: Int32 = 1
    /// Sources that report it and don't lean on one another.
    public fileprivate(set) var sourceCount: Int32 = 1
    /// The year under which it is filed; nil where it is undated.
    public var year: Int?
  }

  public let table: FindingTable
  private var elements: [Element]
  /// For each row of the table, the place of the next report of its occurrence; −1 where there is none.
  private var next: [Int32]

  public var startIndex: Int { 0 }
  public var endIndex: Int { elements.count }
  public subscript(place: Int) -> Element { elements[place] }

  /// - Parameter sentences: the sentences that hold the words which the filter searches for.
  /// - Complexity: linear in the number of the table's rows.
  public init(_ filter: Filter, in table: FindingTable, sentences: Set<Int64>? = nil) {
    self.table = table
    next = [Int32](repeating: -1, count: table.rows.count)
    elements = []
    var slots = [Int32](repeating: -1, count: table.groupCount)
    for place in table.places(filter, sentences: sentences) {
      let row = table.rows[place]
      let group = Int(table.groups[place])
      if slots[group] >= 0 {
        let slot = Int(slots[group])
        next[Int(elements[slot].last)] = Int32(place)
        elements[slot].last = Int32(place)
        elements[slot].reportCount += 1
      } else {
        slots[group] = Int32(elements.count)
        elements.append(Element(place: Int32(place), last: Int32(place), year: table.year(of: row)))
      }
    }
    for place in elements.indices where elements[place].reportCount > 1 {
      elements[place].sourceCount = Int32(
        IndependentSources.count(rows(of: elements[place]).map { (Int64($0.source), $0.origin) }))
    }
    if filter.sources > 1 { elements.removeAll { $0.sourceCount < filter.sources } }
    if filter.order == .doubt { sortByDoubt() }
  }

  /// The first report's row.
  public func row(of element: Element) -> FindingTable.Row { table.rows[Int(element.place)] }

  public func label(of element: Element) -> String { table.label(of: row(of: element)) }

  public func quad(of element: Element) -> QuadClass {
    PloverCategory(rawValue: label(of: element))?.quad ?? .verbalCooperation
  }

  /// The rows of its reports, the first first.
  public func rows(of element: Element, limit: Int = .max) -> [FindingTable.Row] {
    var found: [FindingTable.Row] = []
    var place = element.place
    while place >= 0, found.count < limit {
      found.append(table.rows[Int(place)])
      place = next[Int(place)]
    }
    return found
  }

  private mutating func sortByDoubt() {
    let doubts = elements.map { Doubt.of(rows(of: $0), in: table) }
    let order = elements.indices.sorted { (doubts[$1], $0) < (doubts[$0], $1) }
    elements = order.map { elements[$0] }
  }
}
