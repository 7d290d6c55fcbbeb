import Analysis

extension TimeGrouping {
  /// "1904", "1890s", "19th century", "31 BC" for the group that begins with a year.
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

extension SideRelation {
  var words: String {
    switch self {
    case .between: "between them"
    case .together: "together, towards others"
    }
  }
}
