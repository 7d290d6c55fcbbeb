import Analysis
import Findings

/// A chronicle as comma-separated values (RFC 4180, UTF-8): one row a report, so that an occurrence with two sources
/// has two rows with the same `occurrence` number.
public struct CommaSeparatedChronicle: ChronicleFormat {
  public init() {}

  private static let columns = [
    "occurrence", "finding", "date", "earliest", "latest", "date_basis", "event", "mode", "quad_code", "event_scale",
    "status", "said_by", "actors", "recipients", "sources", "confidence", "rule", "sentence", "document", "page",
    "references",
  ]

  public func write(_ chronicle: Chronicle, to output: inout String) {
    line(Self.columns, to: &output)
    for (number, occurrence) in chronicle.occurrences.enumerated() {
      for report in occurrence.reports {
        let event = report.event
        line(
          [
            String(number + 1), report.name.description, event.date?.edtf ?? "",
            event.date?.earliest?.description ?? "", event.date?.latest?.description ?? "",
            (event.date?.basis ?? .none).rawValue, event.category.rawValue, event.modes.joined(separator: "|"),
            String(event.category.quad.rawValue), String(event.scale), event.status.rawValue,
            event.saidBy?.name ?? "", codes(event.actors), codes(event.recipients), String(occurrence.sources),
            String((event.evidence.confidence * 1000).rounded() / 1000), event.evidence.rule.rawValue,
            report.sentence, chronicle.reference(of: report.document), report.page ?? "",
            report.references.joined(separator: " | "),
          ], to: &output)
      }
    }
  }

  private func codes(_ mentions: [ActorMention]) -> String {
    mentions.map { mention in
      [mention.code?.rawValue ?? "---", mention.sector?.rawValue].compactMap(\.self).joined(separator: " ")
    }.joined(separator: "|")
  }

  private func line(_ fields: [String], to output: inout String) { output += CommaSeparatedValues.line(fields) }
}
