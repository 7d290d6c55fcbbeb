/// Years, decades or centuries, whichever suits a span of time.
public enum TimeGrouping: String, Sendable {
  case years, decades, centuries

  /// The grouping that suits some years.
  public init(_ years: some Sequence<Int>) {
    var first = Int.max
    var last = Int.min
    for year in years {
      first = Swift.min(first, year)
      last = Swift.max(last, year)
    }
    let span = first > last ? 0 : last - first
    self = span > 1200 ? .centuries : span > 60 ? .decades : .years
  }

  /// The finest grouping that files some years under at most so many spans, centuries where none does.
  public init(_ years: some Sequence<Int>, spansAtMost limit: Int) {
    let years = Set(years)
    self.init(years)
    while self != .centuries, Set(years.map(start(of:))).count > limit {
      self = self == .years ? .decades : .centuries
    }
  }

  public var length: Int {
    switch self {
    case .years: 1
    case .decades: 10
    case .centuries: 100
    }
  }

  /// The first year of the group that `year` belongs to.
  public func start(of year: Int) -> Int { year - ((year % length) + length) % length }
}
