import Findings
import Foundation
import SourceTexts
import Store

/// Documents with many events, coded in more than one way.
enum ManyEvents {
  static let states: [ActorCode] = ["FRA", "GBR", "DEU", "RUS", "ITA", "AUT"]

  static func sentence(_ document: Int, _ place: Int) -> String {
    "In affair \(document).\(place) the first power blocked harbour number \(document * 100 + place) of the second power."
  }

  /// A document of `count` sentences, an event each.
  ///
  /// - Parameters:
  ///   - variant: the version of the coder: a later one codes some events otherwise and leaves some out.
  static func coded(_ document: Int, count: Int = 20, variant: Int = 0) -> CodedDocument {
    var text = ""
    var sentences: [SentenceRecord] = []
    var events: [Event] = []
    for place in 0..<count {
      let words = sentence(document, place)
      let start = text.utf8.count
      text += words + " "
      sentences.append(SentenceRecord(span: Span(start, start + words.utf8.count), text: words))
      func span(_ part: String) -> Span {
        let lead = words.range(of: part).map { words[..<$0.lowerBound].utf8.count } ?? 0
        return Span(start + lead, start + lead + part.utf8.count)
      }
      func mention(_ words: String, _ code: ActorCode) -> ActorMention {
        ActorMention(code: code, name: code.rawValue, evidence: Evidence(span: span(words), rule: "actor.name"))
      }
      // A later version leaves out every seventh and codes every third otherwise.
      if variant > 0, (place + variant) % 7 == 0 { continue }
      let isOther = variant > 0 && (place + variant) % 3 == 0
      var event = Event(
        category: isOther ? .sanction : .coerce,
        actors: [mention("the first power", states[(document + place) % 6])],
        recipients: [mention("the second power", states[(document + place + 1 + (isOther ? variant : 0)) % 6])],
        date: HistoricalDate(edtf: "19\(10 + place)-0\(1 + document % 9)-11", basis: .explicit),
        trigger: span("blocked"),
        evidence: Evidence(
          span: Span(start + (isOther ? 3 : 0), start + words.utf8.count), rule: "event.verb-frame", confidence: 0.6))
      // Sometimes the trigger is taken wider.
      if isOther, place % 2 == 0 { event.trigger = span("blocked harbour") }
      if event.actors[0].code == event.recipients[0].code { event.recipients = [] }
      events.append(event)
    }
    return CodedDocument(
      source: SourceText(
        text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))],
        metadata: DocumentMetadata(title: "Affairs \(document)"), format: .plainText),
      files: ["affairs-\(document).txt"], sentences: sentences, findings: DocumentFindings(events: events),
      versions: CoderVersions(coder: "test \(variant)", model: "m", codebook: "c"))
  }
}
