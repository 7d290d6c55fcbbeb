import Analysis

/// A chronicle in Markdown: a heading a year, a list item an occurrence, and below each year its numbered footnotes with
/// document, page and the author's own references.
public struct MarkdownChronicle: ChronicleFormat {
  private var sources = ChronicleSources([])
  private var notes: [String] = []
  private var noteCount = 0
  private var year: String?

  public init() {}

  public mutating func begin(_ sources: ChronicleSources, to output: inout [UInt8]) { self.sources = sources }

  public mutating func write(_ occurrence: Occurrence, to output: inout [UInt8]) {
    var text = ""
    let group = occurrence.displayGroup
    if group != year {
      writeNotes(to: &output)
      if year != nil { text += "\n" }
      text += "## \(group)\n\n"
      year = group
    }
    text += "- **\(occurrence.displayDate)** \(occurrence.category.rawValue) · \(escape(occurrence.displayParties))"
    let reservation = occurrence.displayReservation
    if !reservation.isEmpty { text += " *(\(escape(reservation)))*" }
    let sentence = occurrence.reports.first?.sentence ?? ""
    if !sentence.isEmpty { text += " — \(escape(sentence))" }
    for report in occurrence.displayReports {
      var note = escape(sources.footnote(of: report))
      if !report.references.isEmpty { note += "; citing " + report.references.map(escape).joined(separator: "; ") }
      noteCount += 1
      notes.append("[^\(noteCount)]: \(note) [\(report.name)]\n")
      text += "[^\(noteCount)]"
    }
    text += "\n"
    for conflict in occurrence.displayConflicts { text += "  - ≠ \(escape(conflict))\n" }
    output.append(contentsOf: text.utf8)
  }

  public mutating func end(to output: inout [UInt8]) {
    if year == nil { output.append(contentsOf: "No occurrences.\n".utf8) }
    writeNotes(to: &output)
  }

  private mutating func writeNotes(to output: inout [UInt8]) {
    guard !notes.isEmpty else { return }
    output.append(0x0A)
    for note in notes { output.append(contentsOf: note.utf8) }
    notes.removeAll(keepingCapacity: true)
  }

  private func escape(_ text: String) -> String { MarkdownEscape.escape(text) }
}
