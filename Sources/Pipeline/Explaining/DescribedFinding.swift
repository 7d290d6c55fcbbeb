import Findings
import SourceTexts
import Store

/// A finding of any kind in words.
struct DescribedFinding {
  var headline: String
  var details: [String]
  var evidence: Evidence
  /// Rows of knowledge behind the finding's parties.
  var partyResources: [ResourceReference] = []
  /// An event's trigger.
  var trigger: Span?

  /// Describes the finding called `name`; nil where there is none.
  init?(_ name: FindingName, in named: NamedFindings, source: SourceText) {
    let findings = named.findings
    let ordinal = named.tails[name.kind]?.firstIndex(of: name.tail)
    func item<Item>(_ items: [Item]) -> Item? { ordinal.flatMap { items.indices.contains($0) ? items[$0] : nil } }
    switch name.kind {
    case .time:
      guard let time = item(findings.times) else { return nil }
      headline = "\(time.type.rawValue) \(time.value)"
      details = ["as a date   \(time.edtf ?? "none")  (\(time.basis.rawValue))"]
      evidence = time.evidence
    case .actor:
      guard let actor = item(findings.actors) else { return nil }
      headline = Self.describe(actor)
      details = ["form        \(actor.form.rawValue)"]
      if let office = actor.office { details.append("office      \(office)") }
      evidence = actor.evidence
    case .event:
      guard let event = item(findings.events) else { return nil }
      headline = "\(event.category.rawValue)\(event.modes.isEmpty ? "" : " " + event.modes.joined(separator: ", "))"
      details = ["trigger     “\(source[event.trigger])”"]
      for actor in event.actors {
        details.append(
          "actor       \(Self.describe(actor))  “\(source[actor.span])”  by \(actor.evidence.rule.rawValue)")
      }
      for recipient in event.recipients {
        details.append(
          "recipient   \(Self.describe(recipient))  “\(source[recipient.span])”  by \(recipient.evidence.rule.rawValue)"
        )
      }
      details += Self.describe(event.date, source: source)
      details.append("status      \(event.status.rawValue)")
      if let speaker = event.saidBy { details.append("said by     \(speaker.name)") }
      details.append("score       \(event.scale) (quad \(event.category.quad.rawValue))")
      if !event.contexts.isEmpty { details.append("contexts    \(event.contexts.joined(separator: ", "))") }
      evidence = event.evidence
      trigger = event.trigger
      partyResources = (event.actors + event.recipients).flatMap(\.evidence.resources)
    case .statement:
      guard let statement = item(findings.statements) else { return nil }
      headline = "\(statement.kind.rawValue) statement by \(statement.speaker?.name ?? "an unnamed speaker")"
      details = ["about       \(statement.about.map(\.rawValue).joined(separator: ", "))  stance \(statement.stance)"]
      details += Self.describe(statement.date, source: source)
      evidence = statement.evidence
    case .figure:
      guard let figure = item(findings.figures) else { return nil }
      headline = "\(figure.value) \(figure.unit) (\(figure.kind.rawValue))"
      details = ["measures    \(figure.measures)"] + Self.describe(figure.date, source: source)
      evidence = figure.evidence
    case .citation:
      guard let citation = item(findings.citations) else { return nil }
      headline = "\(citation.kind.rawValue) to \(citation.reference)"
      details = citation.outlet.map { ["outlet      \($0)"] } ?? []
      evidence = citation.evidence
    case .agreement:
      guard let agreement = item(findings.agreements) else { return nil }
      headline = "\(agreement.name), \(agreement.status.rawValue)"
      details = ["parties     \(agreement.parties.map(\.rawValue).joined(separator: ", "))"]
      details += Self.describe(agreement.date, source: source)
      evidence = agreement.evidence
    }
  }

  /// The explanation of a data set's row: what it says, and where it stands.
  static func describe(_ report: EventReport, of document: DocumentSummary) -> String {
    let event = report.event
    var lines = [
      "\(report.name)  \(event.category.rawValue)\(event.modes.isEmpty ? "" : " " + event.modes.joined(separator: ", "))",
      "", "data set    \(document.reference)",
    ]
    if let file = document.files.first { lines.append("file        \(file)") }
    lines.append("row         \(report.row ?? 0)")
    lines += event.actors.map { "actor       \(describe($0))" } + event.recipients.map { "recipient   \(describe($0))" }
    lines.append(
      "date        \(event.date.map { "\($0.edtf)  (\($0.basis.rawValue))" } ?? "none: the row doesn't tell")")
    lines.append("status      \(event.status.rawValue)")
    lines.append("score       \(event.scale) (quad \(event.category.quad.rawValue))")
    if let location = event.location { lines.append("location    \(location.name)") }
    lines.append("rule        \(event.evidence.rule.rawValue)")
    lines.append("coded by    \(document.versions.coder); \(document.versions.codebook)")
    if let mark = report.decision { lines.append("decision    \(mark.rawValue); entente log tells by whom") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func describe(_ mention: ActorMention) -> String {
    [mention.code?.rawValue ?? "---", mention.sector?.rawValue, mention.name].compactMap(\.self).joined(separator: " ")
  }

  private static func describe(_ date: HistoricalDate?, source: SourceText) -> [String] {
    guard let date else { return ["date        none: the text doesn't tell"] }
    var line = "date        \(date.edtf)  (\(date.basis.rawValue)"
    if let expression = date.expression { line += ", from “\(source[expression])”" }
    line += ")"
    if let rule = date.rule { line += "  by \(rule.rawValue)" }
    return [line]
  }
}
