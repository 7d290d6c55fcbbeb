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

/// A reference of a sentence, with its address where it is one.
struct CitedReference: ViewValue {
  var referenceText: String
  var referenceHref: String?
}

extension Site {
  /// Where a finding stands in its document, as an address.
  static func href(_ name: FindingName, in document: Int64) -> String {
    "/documents/\(document)?finding=\(name.tail)#\(name.tail)"
  }

  /// Lines of the chronicle, with their reports read from the archive.
  func lines(
    _ happenings: some Collection<OccurrenceList.Element>, of list: OccurrenceList, in snapshot: ArchiveSnapshot
  ) throws -> [View] {
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
  ) -> View {
    let others = occurrence.reports.dropFirst()
    let event = report.event
    let look = event.category.quad.look
    var view: View = [
      "category": wording.category(event.category.rawValue), "gloss": wording.gloss(of: event.category.rawValue),
      "quadStyle": look.style, "quadSign": look.sign, "quadWords": look.words,
      "sides": parties(event.actors), "targets": parties(event.recipients), "hasTargets": !event.recipients.isEmpty,
      "sentence": report.row.map { "Row \(Wording.number($0)) of the data set" } ?? report.sentence,
      "href": Self.href(report.name, in: report.document),
      "source": reference(of: report.document, in: snapshot), "sourceHref": "/documents/\(report.document)",
      "findingName": report.name.description,
      "references": report.references.prefix(10).map { reference($0).view },
      "hasReferences": !report.references.isEmpty,
      "others": others.map { other -> View in
        var view: View = [
          "otherSentence": other.row.map { "Row \(Wording.number($0)) of the data set" } ?? other.sentence,
          "otherHref": Self.href(other.name, in: other.document),
          "otherSource": reference(of: other.document, in: snapshot),
        ]
        view["otherPage"] = other.page.map { ", p. \($0)" } ?? ""
        return view
      },
      "hasOthers": happening.reportCount > 1,
      "otherCount": Wording.count(Int(happening.reportCount) - 1, "other report"),
      "moreReferences": Self.more(report.references.count - 10),
      "moreOthers": Self.more(Int(happening.reportCount) - 1 - others.count),
      "pageOfSource": report.page.map { ", p. \($0)" } ?? "",
    ]
    if let date = occurrence.date {
      view["date"] = wording.date(date.edtf)
      view["edtf"] = date.edtf
      if date.basis == .carried || date.basis == .relative { view["dateNote"] = Wording.basis(date.basis) }
    } else {
      view["date"] = "no date"
    }
    var reservations: [View] = []
    if event.status != .occurred { reservations.append(["text": event.status.rawValue]) }
    if let speaker = event.saidBy { reservations.append(["text": "according to \(speaker.name)"]) }
    if happening.sourceCount > 1 {
      view["corroboration"] = "\(happening.sourceCount) sources"
      if occurrence.agreement == .contradicted { reservations.append(["text": "sources contradict each other"]) }
    }
    if event.lacksRequiredRecipient { reservations.append(["text": "towards whom isn’t told"]) }
    if let mark = occurrence.decision { reservations.append(["text": Self.words(of: mark)]) }
    view["reservations"] = reservations
    return view.selfContained
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
  func parties(_ mentions: [ActorMention]) -> [View] {
    var seen: Set<String> = []
    var views: [View] = []
    for mention in mentions {
      let name = mention.name
      guard seen.insert("\(name) \(mention.code?.rawValue ?? "")").inserted else { continue }
      var view: View = ["partyName": name, "separator": views.isEmpty ? "" : ", "]
      if let code = mention.code { view["partyHref"] = "/actors/\(code.rawValue)" }
      if let code = mention.code, wording.name(of: code) != name { view["partyCode"] = code.rawValue }
      views.append(view)
    }
    return views
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
