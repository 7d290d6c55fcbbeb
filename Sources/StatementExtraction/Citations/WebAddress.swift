import Findings

/// An absolute http or https address, as far as citing needs it.
struct WebAddress: Sendable, Hashable {
  /// Lower-case host without `www.`.
  let host: String
  /// From the first slash on; empty where there is none.
  let path: Substring

  /// Nil for relative addresses, fragments, mail addresses and other schemes.
  init?(_ text: String) {
    var rest = Substring(text)
    if rest.first == "<" { rest = rest.dropFirst() }
    let scheme = rest.prefix(8).lowercased()
    if scheme.hasPrefix("https://") {
      rest = rest.dropFirst(8)
    } else if scheme.hasPrefix("http://") {
      rest = rest.dropFirst(7)
    } else {
      return nil
    }
    let end = rest.firstIndex(where: { "/?#>".contains($0) }) ?? rest.endIndex
    var host = rest[..<end].lowercased()
    if let at = host.lastIndex(of: "@") { host = String(host[host.index(after: at)...]) }
    if let colon = host.firstIndex(of: ":") { host = String(host[..<colon]) }
    if host.hasPrefix("www.") { host.removeFirst(4) }
    guard host.contains("."), !host.hasPrefix("."), !host.hasSuffix(".") else { return nil }
    self.host = host
    self.path = rest[end...]
  }

  /// The day (or month) that the path states, as EDTF: `/2016/12/22/`, `/20160905/`, `/2015/nov/23/`, `/24/11/2015/`,
  /// `2016-12-21`. Nil where it states none.
  ///
  /// - Parameter months: Numbers of months by lower-case name or abbreviation.
  func date(months: [String: Int]) -> String? {
    let fields = path.split(whereSeparator: { "/-_.?=&#".contains($0) }).map { $0.lowercased() }
    for (position, field) in fields.enumerated() {
      if field.utf8.count == 8, let number = Int(field),
        let day = Self.day(number / 10_000, number / 100 % 100, number % 100)
      {
        return day
      }
      if field.utf8.count == 6, let number = Int(field), (1900...2100).contains(number / 100),
        let month = Self.month(number / 100, number % 100), position + 1 <= fields.count
      {
        return month
      }
      guard position + 1 < fields.count, let first = Int(field) else { continue }
      let second = Self.monthNumber(fields[position + 1], months)
      let third = position + 2 < fields.count ? Int(fields[position + 2]) : nil
      if field.utf8.count == 4, let second {
        if let third, let day = Self.day(first, second, third) { return day }
        if let month = Self.month(first, second) { return month }
      }
      if field.utf8.count <= 2, let second, let third, fields[position + 2].utf8.count == 4,
        let day = Self.day(third, second, first)
      {
        return day
      }
    }
    return nil
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> String? {
    guard (1900...2100).contains(year) else { return nil }
    return CalendarDay(year: year, month: month, day: day)?.description
  }

  private static func month(_ year: Int, _ month: Int) -> String? {
    guard (1900...2100).contains(year), let day = CalendarDay(year: year, month: month, day: 1) else { return nil }
    return String(day.description.prefix(7))
  }

  private static func monthNumber(_ text: String, _ months: [String: Int]) -> Int? {
    if let number = Int(text) { return (1...12).contains(number) && text.utf8.count <= 2 ? number : nil }
    return months[text]
  }
}
