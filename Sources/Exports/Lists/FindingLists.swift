import Findings

/// Turns reports of findings into lists.
public struct FindingLists: Sendable {
  /// How documents are cited, by number.
  private let references: [Int64: String]

  /// - Parameter references: "Author, Title (Publisher, 2017-02-06)" by document number.
  public init(references: [Int64: String]) {
    self.references = references
  }

  public func list(_ reports: [FindingReport<Statement>]) -> FindingList {
    FindingList(
      columns: [
        "finding", "date", "kind", "speaker", "speaker_code", "role", "addressee", "about", "stance", "outlet",
        "sentence", "document", "page", "decision",
      ],
      rows: reports.map { report in
        let statement = report.finding
        return [
          report.name.description, statement.date?.edtf ?? "", statement.kind.rawValue, statement.speaker?.name ?? "",
          statement.speaker?.code?.rawValue ?? "", statement.role ?? "", statement.addressee?.name ?? "",
          codes(statement.about), String(statement.stance), statement.outlet ?? "", report.sentence,
          document(report.document), report.page ?? "", report.decision?.rawValue ?? "",
        ]
      })
  }

  public func list(_ reports: [FindingReport<Figure>]) -> FindingList {
    FindingList(
      columns: [
        "finding", "date", "value", "unit", "approximation", "kind", "of", "actors", "sentence", "document", "page",
        "decision",
      ],
      rows: reports.map { report in
        let figure = report.finding
        return [
          report.name.description, figure.date?.edtf ?? "", Self.number(figure.value), figure.unit,
          figure.approximation ?? "", figure.kind.rawValue, figure.measures, codes(figure.actors), report.sentence,
          document(report.document), report.page ?? "", report.decision?.rawValue ?? "",
        ]
      })
  }

  public func list(_ reports: [FindingReport<Agreement>]) -> FindingList {
    FindingList(
      columns: ["finding", "date", "name", "status", "parties", "sentence", "document", "page", "decision"],
      rows: reports.map { report in
        let agreement = report.finding
        return [
          report.name.description, agreement.date?.edtf ?? "", agreement.name, agreement.status.rawValue,
          codes(agreement.parties), report.sentence, document(report.document), report.page ?? "",
          report.decision?.rawValue ?? "",
        ]
      })
  }

  public func list(_ reports: [FindingReport<Citation>]) -> FindingList {
    FindingList(
      columns: [
        "finding", "kind", "label", "ref", "outlet", "authors", "title", "published", "language", "sentence",
        "document", "page", "decision",
      ],
      rows: reports.map { report in
        let citation = report.finding
        return [
          report.name.description, citation.kind.rawValue, citation.label ?? "", citation.reference,
          citation.outlet ?? "", citation.authors.joined(separator: "; "), citation.title ?? "",
          citation.published ?? "", citation.language ?? "", report.sentence, document(report.document),
          report.page ?? "", report.decision?.rawValue ?? "",
        ]
      })
  }

  private func codes(_ codes: [ActorCode]) -> String { codes.map(\.rawValue).joined(separator: " ") }

  private func document(_ id: Int64) -> String { references[id] ?? "document \(id)" }

  /// Whole numbers without a point.
  static func number(_ value: Double) -> String {
    value.rounded() == value && value.magnitude < 9e15 ? String(Int(value)) : String(value)
  }
}
