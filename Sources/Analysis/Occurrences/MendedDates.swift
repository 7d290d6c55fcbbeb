import Findings

/// What the reports of one happening make of each other's dates: one without a year takes it from a twin, one without a
/// date takes the most precise.
public struct MendedDates: Sendable {
  /// By place: the date, in EDTF, of reports that say no date or no year.
  public private(set) var dates: [Int: String] = [:]
  /// The report that gives the year or the date; nil where none has a whole one.
  public private(set) var giver: Int?

  /// - Complexity: linear in the number of reports.
  public init(_ reports: [ReportSignature]) {
    func width(_ report: ReportSignature) -> Int {
      guard let first = report.firstDay, let last = report.lastDay else { return .max }
      return last - first
    }
    let firm = reports.indices.filter { reports[$0].date != nil && reports[$0].isYearStated }
    guard let giver = firm.min(by: { (width(reports[$0]), reports[$0].name) < (width(reports[$1]), reports[$1].name) }),
      let date = reports[giver].date
    else { return }
    self.giver = giver
    for (place, report) in reports.enumerated() {
      guard let own = report.date else {
        dates[place] = date
        continue
      }
      guard !report.isYearStated, !Self.haveCommonDay(report, reports[giver]) else { continue }
      dates[place] = Self.date(own, inYearOf: reports[giver]) ?? date
    }
  }

  private static func haveCommonDay(_ left: ReportSignature, _ right: ReportSignature) -> Bool {
    (left.firstDay ?? .min) <= (right.lastDay ?? .max) && (right.firstDay ?? .min) <= (left.lastDay ?? .max)
  }

  /// `2022-12-16` in the year of 17 December 2013 is `2013-12-16`; nil where there is no such day, or no one year.
  static func date(_ edtf: String, inYearOf giver: ReportSignature) -> String? {
    guard let first = giver.firstDay, let last = giver.lastDay, last - first <= 366, !edtf.contains("/") else {
      return nil
    }
    let fields = edtf.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count > 1, !fields[0].isEmpty else { return nil }
    let year = CalendarDay(dayNumber: first).description.prefix(4)
    let mended = ([year] + fields.dropFirst()).joined(separator: "-")
    return ExtendedDate.bounds(of: mended) == nil ? nil : mended
  }
}
