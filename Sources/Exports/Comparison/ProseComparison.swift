import Analysis
import Findings

/// A comparison for people: as plain text, Markdown or a page of HTML that stands by itself.
public struct ProseComparison: ComparisonFormat {
  public enum Style: Sendable { case text, markdown, html }

  private let style: Style

  public init(_ style: Style) { self.style = style }

  public func text(_ compared: ComparedDocuments) -> String {
    let comparison = compared.comparison
    var text = begin("\(compared.first.source.reference) / \(compared.second.source.reference)")
    text += heading("Contradictions", comparison.contradicted.count)
    text += list(comparison.contradicted.map { entry($0, compared) })
    text += heading("Told by both", comparison.both.count)
    text += list(comparison.both.map { entry($0, compared, withConflicts: false) })
    for (side, occurrences) in [(compared.first, comparison.onlyFirst), (compared.second, comparison.onlySecond)] {
      text += heading("Only \(side.source.reference)", occurrences.count)
      text += list(occurrences.map { entry($0, compared, withConflicts: false) })
    }
    text += heading("Sources that both cite", compared.sharedSources.count)
    text += list(compared.sharedSources.map { ($0, []) })
    text += heading("What each covers", nil)
    text += list(
      [compared.first, compared.second].map { side in
        let times = comparison.coverage(of: side.source.id).map { "\($0.from) to \($0.to)" }
        return (side.source.reference, [times.isEmpty ? "no dates" : times.joined(separator: ", ")])
      })
    text += heading("How each stands to the parties, from -1 to 1", nil)
    text += list(
      [compared.first, compared.second].map { side in
        let stances = comparison.stance(of: side.source.id, statements: side.statements)
        return (
          side.source.reference, [stances.map { "\($0.code.rawValue) \($0.value)" }.joined(separator: ", ")]
        )
      })
    return text + end
  }

  private func entry(
    _ occurrence: Occurrence, _ compared: ComparedDocuments, withConflicts: Bool = true
  ) -> (String, [String]) {
    var lines = withConflicts ? occurrence.displayConflicts.map { "≠ \($0)" } : []
    for report in occurrence.displayReports { lines.append("“\(report.sentence)” [\(report.name)]") }
    return (compared.line(occurrence), lines)
  }

  private func begin(_ title: String) -> String {
    switch style {
    case .text: "\(title)\n"
    case .markdown: "# \(MarkdownEscape.escape(title))\n"
    case .html:
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>\(escaped(title))</title></head>\n"
        + "<body>\n<h1>\(escaped(title))</h1>\n"
    }
  }

  private var end: String { style == .html ? "</body>\n</html>\n" : "" }

  private func heading(_ title: String, _ count: Int?) -> String {
    let title = count.map { "\(title): \($0)" } ?? title
    switch style {
    case .text: return "\n\(title)\n"
    case .markdown: return "\n## \(MarkdownEscape.escape(title))\n\n"
    case .html: return "<h2>\(escaped(title))</h2>\n"
    }
  }

  private func list(_ entries: [(String, [String])]) -> String {
    guard !entries.isEmpty else { return "" }
    switch style {
    case .text:
      return entries.map { "  \($0.0)\n" + $0.1.map { "      \($0)\n" }.joined() }.joined()
    case .markdown:
      return entries.map { entry in
        "- \(MarkdownEscape.escape(entry.0))\n"
          + entry.1.map { "  - \(MarkdownEscape.escape($0))\n" }.joined()
      }.joined()
    case .html:
      let items = entries.map { entry in
        "<li>\(escaped(entry.0))" + (entry.1.isEmpty ? "" : "<br>" + entry.1.map(escaped).joined(separator: "<br>"))
          + "</li>\n"
      }
      return "<ul>\n\(items.joined())</ul>\n"
    }
  }

  private func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
