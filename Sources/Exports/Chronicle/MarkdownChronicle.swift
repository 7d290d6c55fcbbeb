import Analysis

/// A chronicle in Markdown: a heading a year, a list item an occurrence, numbered footnotes with document, page and
/// the author's own references.
public struct MarkdownChronicle: ChronicleFormat {
  public init() {}

  public func write(_ chronicle: Chronicle, to output: inout String) {
    var notes: [String] = []
    var year: String?
    for occurrence in chronicle.occurrences {
      let group = occurrence.displayGroup
      if group != year {
        if year != nil { output += "\n" }
        output += "## \(group)\n\n"
        year = group
      }
      output += "- **\(occurrence.displayDate)** \(occurrence.category.rawValue) · \(escape(occurrence.displayParties))"
      let reservation = occurrence.displayReservation
      if !reservation.isEmpty { output += " *(\(escape(reservation)))*" }
      output += " — \(escape(occurrence.reports.first?.sentence ?? ""))"
      for report in occurrence.displayReports {
        var note = escape(chronicle.footnote(of: report))
        if !report.references.isEmpty { note += "; citing " + report.references.map(escape).joined(separator: "; ") }
        notes.append("\(note) [\(report.name)]")
        output += "[^\(notes.count)]"
      }
      output += "\n"
    }
    if chronicle.occurrences.isEmpty { output += "No occurrences.\n" }
    if !notes.isEmpty { output += "\n" }
    for (number, note) in notes.enumerated() { output += "[^\(number + 1)]: \(note)\n" }
  }

  private func escape(_ text: String) -> String { MarkdownEscape.escape(text) }
}
