import Findings
import Foundation
import SourceTexts
import Store

/// A small document with one finding of each kind.
enum SampleDocument {
  static let text = "On 8 April 1904 Britain and France signed the Entente cordiale. “It will last,” said Cambon."

  static func span(of words: String) -> Span {
    guard let range = text.range(of: words) else { return Span(0, 0) }
    let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
    return Span(start, start + words.utf8.count)
  }

  static func mention(_ words: String, _ code: ActorCode) -> ActorMention {
    ActorMention(
      code: code, sector: .government, name: words, identifier: "state:\(code.rawValue)",
      evidence: Evidence(
        span: span(of: words), rule: "actor.name", confidence: 0.9,
        resources: [ResourceReference(table: "actors/states.tsv", line: 7)]))
  }

  static let findings = DocumentFindings(
    times: [
      TimeExpression(
        type: .date, value: "1904-04-08", edtf: "1904-04-08",
        evidence: Evidence(span: span(of: "8 April 1904"), rule: "time.day-month-year"))
    ],
    actors: [mention("Britain", "GBR"), mention("France", "FRA")],
    events: [
      Event(
        category: .support, contexts: ["diplomatic"], actors: [mention("Britain", "GBR"), mention("France", "FRA")],
        date: HistoricalDate(
          edtf: "1904-04-08", basis: .explicit, expression: span(of: "8 April 1904"), rule: "date.clause"),
        trigger: span(of: "signed"),
        evidence: Evidence(
          span: span(of: "Britain and France signed the Entente cordiale"), rule: "event.verb-frame", confidence: 0.8))
    ],
    statements: [
      Statement(
        kind: .direct, speaker: Attribution(name: "Cambon", code: "FRA", span: span(of: "Cambon")), about: ["GBR"],
        stance: 1, evidence: Evidence(span: span(of: "“It will last,”"), rule: "statement.direct"))
    ],
    figures: [
      Figure(
        value: 2, unit: "states", kind: .other, measures: "signatories", actors: ["GBR", "FRA"],
        evidence: Evidence(span: span(of: "Britain and France"), rule: "figure.number"))
    ],
    citations: [
      Citation(
        kind: .note, reference: "Taylor, The Struggle for Mastery in Europe", referenceSpan: Span(0, 0), label: "1",
        evidence: Evidence(span: span(of: "Entente cordiale"), rule: "citation.note"))
    ],
    agreements: [
      Agreement(
        name: "Entente cordiale", identifier: "entente-cordiale", parties: ["GBR", "FRA"],
        date: HistoricalDate(edtf: "1904-04", basis: .explicit), status: .signed,
        evidence: Evidence(span: span(of: "the Entente cordiale"), rule: "agreement.name"))
    ])

  static func coded(
    text: String = SampleDocument.text, file: String = "a.txt", title: String? = "The Entente",
    coder: String = "test 1"
  ) -> CodedDocument {
    CodedDocument(
      source: SourceText(
        text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))],
        pages: [Page(number: 3, label: "iii", span: Span(0, text.utf8.count))],
        metadata: DocumentMetadata(title: title, authors: ["A. Hand", "B. Hand"], published: "1999"), format: .plainText
      ),
      files: [file],
      sentences: [SentenceRecord(span: Span(0, 63), text: String(text.prefix(63)))], findings: findings,
      versions: CoderVersions(coder: coder, model: "m 1", codebook: "c 1"))
  }
}
