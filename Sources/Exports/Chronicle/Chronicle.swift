import Analysis
import Findings

/// The documents that a chronicle cites, in its order.
public struct ChronicleSources: Sendable {
  /// A document as a chronicle cites it.
  public struct Source: Sendable, Hashable {
    public var id: Int64
    /// What names it in every archive: the first digits of its key, as its findings' names begin.
    public var key: String
    /// The identifier of its record, else its file's name.
    public var name: String
    /// "Author, Title (Publisher, 2017-02-06)".
    public var reference: String

    public init(id: Int64, key: String = "", name: String = "", reference: String) {
      self.id = id
      self.key = key
      self.name = name
      self.reference = reference
    }
  }

  public let list: [Source]
  private let references: [Int64: String]
  /// The text of a document, for places in code points; nil where it has none.
  private let text: @Sendable (Int64) throws -> String?

  public init(_ list: [Source], text: @escaping @Sendable (Int64) throws -> String? = { _ in nil }) {
    self.list = list
    self.text = text
    references = Dictionary(list.map { ($0.id, $0.reference) }, uniquingKeysWith: { first, _ in first })
  }

  func text(of document: Int64) throws -> String? { try text(document) }

  func reference(of document: Int64) -> String { references[document] ?? "document \(document)" }

  /// The footnote of a report: document and page.
  func footnote(of report: EventReport) -> String {
    let page = report.page.map { ", p. \($0)" } ?? report.row.map { ", row \($0)" } ?? ""
    return reference(of: report.document) + page
  }
}

/// Writes a chronicle in one format, an occurrence after the other, so that one of any length needs no more memory than
/// a short one. The same occurrences give the same bytes.
///
/// The caller begins once, writes the occurrences in their order, and ends once.
public protocol ChronicleFormat: Sendable {
  mutating func begin(_ sources: ChronicleSources, to output: inout [UInt8]) throws
  mutating func write(_ occurrence: Occurrence, to output: inout [UInt8]) throws
  mutating func end(to output: inout [UInt8]) throws
}

extension ChronicleFormat {
  /// A whole chronicle as text.
  public func text(_ occurrences: [Occurrence], _ sources: ChronicleSources) throws -> String {
    var writer = self
    var output: [UInt8] = []
    try writer.begin(sources, to: &output)
    for occurrence in occurrences { try writer.write(occurrence, to: &output) }
    try writer.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

extension Occurrence {
  /// "1904-04-08", or "undated".
  var displayDate: String { date?.edtf ?? "undated" }

  /// The year (or decade) under which it stands; of an interval without a known beginning the end's. Years before the
  /// common era are written as such: "1 BC" for `0000`.
  var displayGroup: String {
    guard let date else { return "Undated" }
    let ends = date.edtf.split(separator: "/").filter { $0 != ".." }
    guard let first = ends.first else { return "Undated" }
    let isNegative = first.first == "-"
    let digits = first.drop { $0 == "-" }.prefix { $0 != "-" }.filter { !"~?%".contains($0) }
    guard let year = Int(digits) else { return (isNegative ? "-" : "") + digits }
    return isNegative || year == 0 ? "\(year + 1) BC" : String(digits)
  }

  /// Its reports, each sentence of a document once.
  var displayReports: [EventReport] {
    if reports.count == 1 { return reports }
    var seen: Set<String> = []
    return reports.filter {
      $0.row != nil || seen.insert("\($0.document) \($0.sentenceSpan?.start ?? $0.event.span.start)").inserted
    }
  }

  /// "GBR and FRA" for a mutual event, "RUS → IRN" where one side does something to another.
  var displayParties: String {
    guard let event = reports.first?.event else { return "" }
    func names(_ mentions: [ActorMention]) -> String {
      var seen: [String] = []
      for mention in mentions {
        let name = mention.code?.rawValue ?? mention.name
        if !seen.contains(name) { seen.append(name) }
      }
      return seen.joined(separator: ", ")
    }
    let actors = names(event.actors)
    let recipients = names(event.recipients)
    if recipients.isEmpty { return actors }
    return actors.isEmpty ? "→ \(recipients)" : "\(actors) → \(recipients)"
  }

  /// What its reports contradict each other in, a line each: "date: 1898-11-03 [a.e1] or 1898-11-04 [b.e2]".
  var displayConflicts: [String] {
    conflicts.map { conflict in
      let versions = conflict.versions.map { version in
        "\(version.value) [\(version.reports.map(\.description).joined(separator: ", "))]"
      }
      return "\(conflict.subject.rawValue): \(versions.joined(separator: " or "))"
    }
  }

  /// "said by Lansdowne", "expected", "denied", "confirmed"; empty where the author tells it as having happened and
  /// nobody has looked at it.
  var displayReservation: String {
    var notes: [String] = []
    if status != .occurred { notes.append(status.rawValue) }
    if isClaimOnly, let speaker = reports.first?.event.saidBy { notes.append("according to \(speaker.name)") }
    if let date, date.basis == .carried || date.basis == .relative { notes.append("date \(date.basis.rawValue)") }
    if let report = datedBy, report.mendedDate != nil, let giver = report.mendedBy {
      notes.append(report.event.date == nil ? "date from \(giver)" : "year from \(giver)")
    }
    switch agreement {
    case .contradicted: notes.append(sources > 1 ? "sources contradict each other" : "contradicts itself")
    case .corroborated: notes.append("\(sources) independent sources")
    case .single: if documents > 1 { notes.append("\(documents) documents, one source") }
    }
    switch decision {
    case .confirmed: notes.append("confirmed")
    case .corrected: notes.append("corrected")
    case .added: notes.append("added by hand")
    case .rejected, nil: break
    }
    return notes.joined(separator: "; ")
  }
}
