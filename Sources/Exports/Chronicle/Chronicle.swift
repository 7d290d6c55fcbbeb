import Analysis
import Findings

/// A chronicle ready to be written: occurrences in order of time, and the documents that they come from.
public struct Chronicle: Sendable {
  /// A document as a chronicle cites it.
  public struct Source: Sendable, Hashable {
    public var id: Int64
    /// "Author, Title (Publisher, 2017-02-06)".
    public var reference: String

    public init(id: Int64, reference: String) {
      self.id = id
      self.reference = reference
    }
  }

  public var occurrences: [Occurrence]
  public var sources: [Source]

  public init(occurrences: [Occurrence], sources: [Source]) {
    self.occurrences = occurrences
    self.sources = sources
  }

  func reference(of document: Int64) -> String {
    sources.first { $0.id == document }?.reference ?? "document \(document)"
  }

  /// The footnote of a report: document and page.
  func footnote(of report: EventReport) -> String {
    let page = report.page.map { ", p. \($0)" } ?? ""
    return reference(of: report.document) + page
  }
}

/// Writes a chronicle in one format. The same chronicle gives the same text.
public protocol ChronicleFormat: Sendable {
  func write(_ chronicle: Chronicle, to output: inout String)
}

extension Occurrence {
  /// "1904-04-08", or "undated".
  var displayDate: String { date?.edtf ?? "undated" }

  /// The year (or decade) under which it stands; of an interval without a known beginning the end's.
  var displayGroup: String {
    guard let date else { return "Undated" }
    let ends = date.edtf.split(separator: "/").filter { $0 != ".." }
    guard let first = ends.first else { return "Undated" }
    let sign = first.first == "-" ? "-" : ""
    return sign + first.drop { $0 == "-" }.prefix { $0 != "-" }
  }

  /// Its reports, each sentence of a document once.
  var displayReports: [EventReport] {
    var seen: Set<String> = []
    return reports.filter { seen.insert("\($0.document) \($0.sentenceSpan?.start ?? $0.event.span.start)").inserted }
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

  /// "said by Lansdowne", "expected", "denied"; empty where the author tells it as having happened.
  var displayReservation: String {
    var notes: [String] = []
    if status != .occurred { notes.append(status.rawValue) }
    if isClaimOnly, let speaker = reports.first?.event.saidBy { notes.append("according to \(speaker.name)") }
    if let date, date.basis == .carried || date.basis == .relative { notes.append("date \(date.basis.rawValue)") }
    return notes.joined(separator: "; ")
  }
}
