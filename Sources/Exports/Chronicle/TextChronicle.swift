import Analysis

/// A chronicle for the terminal: a line an occurrence, its sentence and its footnotes below it, grouped by year.
public struct TextChronicle: ChronicleFormat {
  /// Columns to which sentences are folded.
  public var width: Int

  public init(width: Int = 100) {
    self.width = max(40, width)
  }

  public func write(_ chronicle: Chronicle, to output: inout String) {
    var year: String?
    for occurrence in chronicle.occurrences {
      let group = occurrence.displayGroup
      if group != year {
        if year != nil { output += "\n" }
        output += "\(group)\n"
        year = group
      }
      let date = occurrence.displayDate
      let padding = String(repeating: " ", count: max(1, 12 - date.count))
      output += "  \(date)\(padding)\(occurrence.category.rawValue)  \(occurrence.displayParties)"
      let reservation = occurrence.displayReservation
      output += reservation.isEmpty ? "\n" : "  [\(reservation)]\n"
      for report in occurrence.displayReports {
        output += fold("“\(report.sentence)”", indent: 14)
        output += fold("— \(chronicle.footnote(of: report)) [\(report.name)]", indent: 14)
        for reference in report.references { output += fold("cites \(reference)", indent: 16) }
      }
    }
    if chronicle.occurrences.isEmpty { output += "No occurrences.\n" }
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
