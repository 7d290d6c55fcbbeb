import Findings
import Store

/// What one or more events report as the same happening, by row numbers.
struct Happening {
  /// The first report's.
  var key: FindingKey
  var reports: [Int64]
  var documents: [Int64]

  /// The year it is filed under; nil where it is undated.
  var year: Int? { key.edtf == nil ? nil : (key.earliest ?? key.latest)?.year }
}

extension ArchiveSnapshot {
  /// The happenings whose reports pass the filter, in order of time, undated ones last.
  ///
  /// - Complexity: linear in the number of events of the archive.
  func happenings(_ filter: ListFilter) -> [Happening] {
    var slots = [Int32](repeating: -1, count: happeningCount)
    var found: [Happening] = []
    for (place, key) in keys(of: .event).enumerated() where filter.passes(key) {
      let number = Int(happenings[place])
      if slots[number] < 0 {
        slots[number] = Int32(found.count)
        found.append(Happening(key: key, reports: [key.id], documents: [key.document]))
      } else {
        let slot = Int(slots[number])
        found[slot].reports.append(key.id)
        if !found[slot].documents.contains(key.document) { found[slot].documents.append(key.document) }
      }
    }
    return filter.sources > 1 ? found.filter { $0.documents.count >= filter.sources } : found
  }
}

/// Years or decades, whichever suits a span of time.
enum TimeGrouping {
  case years, decades, centuries

  init(_ happenings: [Happening]) {
    let years = happenings.compactMap(\.year)
    let span = (years.max() ?? 0) - (years.min() ?? 0)
    self = span > 1200 ? .centuries : span > 60 ? .decades : .years
  }

  private var length: Int {
    switch self {
    case .years: 1
    case .decades: 10
    case .centuries: 100
    }
  }

  /// The first year of the group that `year` belongs to.
  func start(of year: Int) -> Int { year - ((year % length) + length) % length }

  func title(_ start: Int?) -> String {
    guard let start else { return "Without a date" }
    let year = start <= 0 ? "\(1 - start) BC" : String(start)
    return length == 1 ? year : "\(year)s"
  }

  var unit: String {
    switch self {
    case .years: "Year"
    case .decades: "Decade"
    case .centuries: "Century"
    }
  }
}
