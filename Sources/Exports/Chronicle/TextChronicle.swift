import Analysis

/// A chronicle for the terminal: a line an occurrence, its sentence and its footnotes below it, grouped by year.
public struct TextChronicle: ChronicleFormat {
  /// Columns to which sentences are folded.
  public let width: Int
  /// Whether a heading a year is written; the most doubtful first have none.
  public let isGrouped: Bool
  /// Whether the sentence of each report is written, and not only that of the first.
  public let unfoldsReports: Bool
  private var sources = ChronicleSources([])
  private var year: String?

  public init(width: Int = 100, isGrouped: Bool = true, unfoldsReports: Bool = false) {
    self.unfoldsReports = unfoldsReports
    self.width = max(40, width)
    self.isGrouped = isGrouped
  }

  public mutating func begin(_ sources: ChronicleSources, to output: inout [UInt8]) { self.sources = sources }

  public mutating func write(_ occurrence: Occurrence, to output: inout [UInt8]) {
    var text = ""
    let group = occurrence.displayGroup
    if group != year {
      if isGrouped {
        if year != nil { text += "\n" }
        text += "\(group)\n"
      }
      year = group
    }
    let date = occurrence.displayDate
    let padding = String(repeating: " ", count: max(1, 12 - date.count))
    text += "  \(date)\(padding)\(occurrence.category.rawValue)  \(occurrence.displayParties)"
    let reservation = occurrence.displayReservation
    text += reservation.isEmpty ? "\n" : "  [\(reservation)]\n"
    for conflict in occurrence.displayConflicts { text += fold("≠ \(conflict)", indent: 14) }
    for (place, report) in occurrence.displayReports.enumerated() {
      // What contradicts another is always shown in its own words.
      if !report.sentence.isEmpty, place == 0 || unfoldsReports || occurrence.agreement == .contradicted {
        text += fold("“\(report.sentence)”", indent: 14)
      }
      var note = "— \(sources.footnote(of: report)) [\(report.name)]"
      if !report.originKind.isEmpty { note += " (\(report.originKind))" }
      if unfoldsReports, let date = report.date {
        note += " \(date.edtf)"
        if let giver = report.mendedBy { note += " after [\(giver)]" }
      }
      text += fold(note, indent: 14)
      for reference in report.references { text += fold("cites \(reference)", indent: 16) }
    }
    output.append(contentsOf: text.utf8)
  }

  public mutating func end(to output: inout [UInt8]) {
    if year == nil { output.append(contentsOf: "No occurrences.\n".utf8) }
  }

  private func fold(_ text: String, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    var lines = ""
    var line = margin
    for word in text.split(separator: " ") {
      if line.count + word.count + 1 > width, line.count > indent {
        lines += line + "\n"
        line = margin
      }
      if line.count > indent { line += " " }
      line += word
    }
    return lines + line + "\n"
  }
}
