import Analysis
import Findings

/// A chronicle as comma-separated values (RFC 4180, UTF-8): one row a report, so that an occurrence with two sources
/// has two rows with the same `occurrence` number.
public struct CommaSeparatedChronicle: ChronicleFormat {
  private var sources = ChronicleSources([])
  private var number = 0

  public init() {}

  private static let columns = [
    "occurrence", "finding", "date", "earliest", "latest", "date_basis", "event", "mode", "quad_code", "event_scale",
    "status", "said_by", "actors", "recipients", "sources", "confidence", "rule", "sentence", "document", "page",
    "references", "decision", "coder", "recipient_missing",
  ]

  public mutating func begin(_ sources: ChronicleSources, to output: inout [UInt8]) {
    self.sources = sources
    CommaSeparatedValues.append(Self.columns, to: &output)
  }

  public mutating func write(_ occurrence: Occurrence, to output: inout [UInt8]) {
    number += 1
    let count = String(occurrence.sources)
    for report in occurrence.reports {
      let event = report.event
      CommaSeparatedValues.append(
        [
          String(number), report.name.description, event.date?.edtf ?? "",
          event.date?.earliest?.description ?? "", event.date?.latest?.description ?? "",
          (event.date?.basis ?? .none).rawValue, event.category.rawValue, event.modes.joined(separator: "|"),
          String(event.category.quad.rawValue), String(event.scale), event.status.rawValue,
          event.saidBy?.name ?? "", codes(event.actors), codes(event.recipients), count,
          String((event.evidence.confidence * 1000).rounded() / 1000), event.evidence.rule.rawValue,
          report.sentence, sources.reference(of: report.document), report.page ?? "",
          report.references.joined(separator: " | "), report.decision?.rawValue ?? "", report.coder,
          event.lacksRequiredRecipient ? "1" : "",
        ], to: &output)
    }
  }

  public func end(to output: inout [UInt8]) {}

  private func codes(_ mentions: [ActorMention]) -> String {
    var text = ""
    for mention in mentions {
      if !text.isEmpty { text += "|" }
      text += mention.code?.rawValue ?? "---"
      if let sector = mention.sector {
        text += " "
        text += sector.rawValue
      }
    }
    return text
  }
}
