import Findings
import SourceTexts
import Store

/// The place of a finding in its document's text.
struct Mark: Sendable {
  /// "e1034": the tail of the finding's name.
  var id: String
  var kind: FindingKind
  /// Number in its layer from 0.
  var ordinal: Int
  /// The words that are marked.
  var span: Span
  /// The words that show it, which light up when it is chosen.
  var evidence: Span
  /// What else the style sheet may tell apart: of events, "cooperation" or "conflict".
  var tone: String?

  /// The marks of a document in the order of the text, longer ones first where two begin together.
  static func marks(of named: NamedFindings, in source: SourceText) -> [Mark] {
    let findings = named.findings
    var marks: [Mark] = []
    func add<Finding>(_ kind: FindingKind, _ list: [Finding], _ spans: (Finding) -> (Span, Span)) {
      for (ordinal, (finding, tail)) in zip(list, named.tails[kind] ?? []).enumerated()
      where named.decisions[tail] != .rejected {
        let (span, evidence) = spans(finding)
        marks.append(Mark(id: tail, kind: kind, ordinal: ordinal, span: span, evidence: evidence))
      }
    }
    add(.time, findings.times) { ($0.span, $0.span) }
    add(.actor, findings.actors) { ($0.span, $0.span) }
    add(.event, findings.events) { ($0.trigger, $0.span) }
    for place in marks.indices where marks[place].kind == .event {
      let event = findings.events[marks[place].ordinal]
      marks[place].tone = event.category.quad.isCooperation ? "cooperation" : "conflict"
    }
    add(.statement, findings.statements) { ($0.span, $0.span) }
    add(.figure, findings.figures) { ($0.span, $0.span) }
    add(.agreement, findings.agreements) { ($0.span, $0.span) }
    let links = Dictionary(source.links.map { ($0.markup.start, $0.anchor) }, uniquingKeysWith: { first, _ in first })
    let notes = Dictionary(source.notes.map { ($0.body, $0) }, uniquingKeysWith: { first, _ in first })
    add(.citation, findings.citations) { citation in
      let place =
        citation.kind == .link
        ? links[citation.referenceSpan.start] ?? citation.referenceSpan
        : (notes[citation.referenceSpan] ?? source.notes.first { $0.label == citation.label })?.mark
          ?? citation.referenceSpan
      return (place, citation.span)
    }
    return marks.sorted { ($0.span.start, -$0.span.end, $0.id) < ($1.span.start, -$1.span.end, $1.id) }
  }
}

/// Which kinds of findings are marked in the text.
struct MarkedKinds: Sendable, Equatable {
  var kinds: Set<FindingKind>

  static let usual: Set<FindingKind> = [.event, .statement, .figure, .agreement, .citation, .time]

  init(_ text: String?) {
    guard let text else {
      kinds = Self.usual
      return
    }
    kinds = Set(text.split(separator: ",").compactMap { FindingKind(rawValue: String($0)) })
  }

  /// As an address has it; nil where it is as usual.
  var text: String? {
    kinds == Self.usual ? nil : FindingKind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ",") + ","
  }

  func toggling(_ kind: FindingKind) -> MarkedKinds {
    var changed = self
    changed.kinds.formSymmetricDifference([kind])
    return changed
  }
}
