import Findings
import Store

/// What one or more events report as the same happening.
struct Happening {
  /// Where the first report stands among the snapshot's events.
  var place: Int32
  /// Where the last report stands.
  fileprivate var last: Int32
  var reportCount: Int32 = 1
  var documentCount: Int32 = 1
  /// The year of its earliest day, under which it is filed; nil where it is undated.
  var year: Int?
  var quad: QuadClass
}

/// Happenings in order of time, undated ones last.
struct HappeningList: RandomAccessCollection {
  fileprivate(set) var list: [Happening]
  /// For each event, the place of the next report of its happening; −1 where there is none.
  fileprivate var next: [Int32]
  fileprivate let snapshot: ArchiveSnapshot

  var startIndex: Int { 0 }
  var endIndex: Int { list.count }
  subscript(place: Int) -> Happening { list[place] }

  /// The first report's key.
  func key(of happening: Happening) -> FindingKey { snapshot.keys(of: .event)[Int(happening.place)] }

  /// Row numbers of the reports, the first first.
  func reports(of happening: Happening, limit: Int = .max) -> [Int64] {
    let keys = snapshot.keys(of: .event)
    var found: [Int64] = []
    var place = happening.place
    while place >= 0, found.count < limit {
      found.append(keys[Int(place)].id)
      place = next[Int(place)]
    }
    return found
  }
}

extension ArchiveSnapshot {
  /// The happenings whose reports pass the filter.
  ///
  /// - Complexity: linear in the number of events of the archive; some 0.1 µs for each.
  func happenings(_ filter: ListFilter) -> HappeningList {
    let keys = keys(of: .event)
    var slots = [Int32](repeating: -1, count: happeningCount)
    var found = HappeningList(list: [], next: [Int32](repeating: -1, count: keys.count), snapshot: self)
    let isOpen = filter.keepsAllReports
    for place in keys.indices where isOpen || filter.passes(keys, at: place) {
      let number = Int(happenings[place])
      if slots[number] < 0 {
        slots[number] = Int32(found.list.count)
        found.list.append(
          Happening(
            place: Int32(place), last: Int32(place), year: years[place] == Self.noYear ? nil : Int(years[place]),
            quad: quads[place]))
      } else {
        let slot = Int(slots[number])
        let last = Int(found.list[slot].last)
        found.next[last] = Int32(place)
        found.list[slot].last = Int32(place)
        found.list[slot].reportCount += 1
        // Reports of the same day come by document.
        if keys[last].document != keys[place].document { found.list[slot].documentCount += 1 }
      }
    }
    if filter.sources > 1 { found.list.removeAll { $0.documentCount < filter.sources } }
    return found
  }
}

/// Years or decades, whichever suits a span of time.
enum TimeGrouping {
  case years, decades, centuries

  init(_ happenings: HappeningList) {
    var first = Int.max
    var last = Int.min
    for case let year? in happenings.lazy.map(\.year) {
      first = Swift.min(first, year)
      last = Swift.max(last, year)
    }
    let span = first > last ? 0 : last - first
    self = span > 1200 ? .centuries : span > 60 ? .decades : .years
  }

  /// The finest grouping that files happenings under at most so many spans, centuries where none does.
  init(_ happenings: HappeningList, spansAtMost limit: Int) {
    self.init(happenings)
    let years = Set(happenings.lazy.compactMap(\.year))
    while self != .centuries, Set(years.map(start(of:))).count > limit {
      self = self == .years ? .decades : .centuries
    }
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
    func name(_ year: Int) -> String { year <= 0 ? "\(1 - year) BC" : String(year) }
    if start <= 0 { return length == 1 ? name(start) : "\(name(start)) – \(name(start + length - 1))" }
    switch self {
    case .years: return name(start)
    case .decades: return Wording.decade(start)
    case .centuries: return Wording.capitalized(Wording.century(start / 100 + 1))
    }
  }

  var unit: String {
    switch self {
    case .years: "Year"
    case .decades: "Decade"
    case .centuries: "Century"
    }
  }
}
