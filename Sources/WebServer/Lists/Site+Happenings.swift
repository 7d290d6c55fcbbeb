import Analysis
import Findings
import Store

extension QuadClass {
  /// Class in the style sheet, sign and words: what kinds are told apart by beside colour.
  var look: (style: String, sign: String, words: String) {
    switch self {
    case .verbalCooperation: ("q1", "○", "verbal cooperation")
    case .materialCooperation: ("q2", "●", "material cooperation")
    case .verbalConflict: ("q3", "△", "verbal conflict")
    case .materialConflict: ("q4", "▲", "material conflict")
    }
  }
}

extension Site {
  /// Where a finding stands in its document, as an address.
  static func href(_ name: FindingName, in document: Int64) -> String {
    "/documents/\(document)?finding=\(name.tail)#\(name.tail)"
  }

  /// Lines of the chronicle, with their reports read from the archive.
  func lines(
    _ happenings: some Collection<OccurrenceList.Element>, of list: OccurrenceList, in snapshot: ArchiveSnapshot
  ) throws -> [HappeningLine] {
    // The page of a much-told happening stays a page; what it leaves out is counted there.
    let ids = happenings.map { list.rows(of: $0, limit: 20).map(\.id) }
    let reports = try archive.events(ids: ids.flatMap(\.self))
    return try zip(happenings, ids).compactMap { happening, ids in
      guard let occurrence = Occurrence(reports: try reports.all(ids)), let best = occurrence.reports.first else {
        return nil
      }
      return line(best, of: happening, occurrence, in: snapshot)
    }
  }

  private func line(
    _ report: EventReport, of happening: OccurrenceList.Element, _ occurrence: Occurrence, in snapshot: ArchiveSnapshot
  ) -> HappeningLine {
    let others = occurrence.reports.dropFirst()
    let event = report.event
    let look = event.category.quad.look
    let date = occurrence.date
    return HappeningLine(
      findingName: report.name.description, category: wording.category(event.category.rawValue),
      gloss: wording.gloss(of: event.category.rawValue), quadStyle: look.style, quadSign: look.sign,
      quadWords: look.words, date: date.map { wording.date($0.edtf) } ?? "no date", edtf: date?.edtf,
      dateNote: date.flatMap { [.carried, .relative].contains($0.basis) ? Wording.basis($0.basis) : nil },
      sides: parties(event.actors), targets: parties(event.recipients), hasTargets: !event.recipients.isEmpty,
      reservations: reservations(of: occurrence, best: event, sources: Int(happening.sourceCount)),
      corroboration: happening.sourceCount > 1 ? "\(happening.sourceCount) sources" : nil,
      sentence: Self.words(of: report), href: Self.href(report.name, in: report.document),
      source: reference(of: report.document, in: snapshot), sourceHref: "/documents/\(report.document)",
      pageOfSource: report.page.map { ", p. \($0)" } ?? "",
      references: report.references.prefix(10).map(reference), hasReferences: !report.references.isEmpty,
      moreReferences: Self.more(report.references.count - 10),
      others: others.map { other in
        HappeningLine.OtherReport(
          otherSentence: Self.words(of: other), otherHref: Self.href(other.name, in: other.document),
          otherSource: reference(of: other.document, in: snapshot), otherPage: other.page.map { ", p. \($0)" } ?? "")
      },
      hasOthers: happening.reportCount > 1,
      otherCount: Wording.count(Int(happening.reportCount) - 1, "other report"),
      moreOthers: Self.more(Int(happening.reportCount) - 1 - others.count))
  }

  /// The sentence of a report, or which row of a data set it is.
  private static func words(of report: EventReport) -> String {
    report.row.map { "Row \(Wording.number($0)) of the data set" } ?? report.sentence
  }

  /// What keeps a happening from being a plain fact, in words.
  private func reservations(of occurrence: Occurrence, best event: Event, sources: Int) -> [Remark] {
    var words: [String] = []
    if event.status != .occurred { words.append(event.status.rawValue) }
    if let speaker = event.saidBy { words.append("according to \(speaker.name)") }
    if sources > 1, occurrence.agreement == .contradicted { words.append("sources contradict each other") }
    if event.lacksRequiredRecipient { words.append("towards whom isn’t told") }
    if let mark = occurrence.decision { words.append(Self.words(of: mark)) }
    return words.map { Remark(text: $0) }
  }

  /// What a person said of a line, in words.
  static func words(of mark: DecisionMark) -> String {
    switch mark {
    case .confirmed: "confirmed"
    case .corrected: "corrected"
    case .added: "added by hand"
    case .rejected: "rejected"
    }
  }

  /// "and 10 more", nothing where no more are left.
  static func more(_ count: Int) -> String { count > 0 ? "and \(Wording.number(count)) more" : "" }

  /// Sides of an event, each with a link to its page where it has a code.
  func parties(_ mentions: [ActorMention]) -> [HappeningLine.Party] {
    var seen: Set<String> = []
    var parties: [HappeningLine.Party] = []
    for mention in mentions {
      let (name, code) = (mention.name, mention.code)
      guard seen.insert("\(name) \(code?.rawValue ?? "")").inserted else { continue }
      parties.append(
        HappeningLine.Party(
          partyName: name, separator: parties.isEmpty ? "" : ", ", partyHref: code.map { "/actors/\($0.rawValue)" },
          partyCode: code.flatMap { wording.name(of: $0) == name ? nil : $0.rawValue }))
    }
    return parties
  }

  func reference(_ text: String) -> CitedReference {
    CitedReference(referenceText: text, referenceHref: Self.isWebAddress(text) ? text : nil)
  }

  /// Only these may become links: an address out of a document could as well be a script.
  static func isWebAddress(_ text: String) -> Bool {
    let lower = text.prefix(8).lowercased()
    return (lower.hasPrefix("http://") || lower.hasPrefix("https://")) && !text.contains(where: \.isWhitespace)
  }
}
