import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds the links and notes of a document and ties each to the claim that it supports.
///
/// A link supports the sentence that carries its words; a note supports the sentence that its mark stands in or closes.
/// Links of by-lines, author boxes, navigation and recommended reading support nothing and are left out. "Ibid.", "op. cit." and
/// short references are resolved to the work they repeat; each work of a note is a citation of its own.
///
/// ## Rules
/// - `citation.link`: "Putin visited (http://…) in November" is supported by the URL; "[Subscribe](http://…)" in a
///   navigation block isn't a citation.
/// - `citation.note`: "They signed.¹" is supported by note 1; a note without a mark in the text is kept, tied to its own words, with
///   less confidence.
public struct CitationExtractor: Sendable {
  private let outlets: OutletDirectory
  private let references: ReferenceParser

  /// - Throws: `ResourceError` where a knowledge file is malformed.
  public init(knowledge: KnowledgeTables = .embedded) throws {
    outlets = try OutletDirectory(table: knowledge.table("statements/outlets.tsv"))
    references = try ReferenceParser(knowledge: knowledge)
  }

  /// All citations, in the order of the places that they support.
  ///
  /// - Complexity: O((links + notes) · log sentences), and linear in the length of the notes.
  public func citations(in document: AnalysedDocument) -> [Citation] {
    let sentences = document.passages.flatMap { passage in passage.sentences.map(passage.span(of:)) }.sorted()
    var citations = links(of: document.source, sentences: sentences)
    citations += notes(of: document.source, sentences: sentences)
    return citations.enumerated().sorted {
      ($0.element.span.start, $0.element.referenceSpan.start, $0.offset)
        < ($1.element.span.start, $1.element.referenceSpan.start, $1.offset)
    }.map(\.element)
  }

  private func links(of source: SourceText, sentences: [Span]) -> [Citation] {
    // A note's own links belong to the note.
    let noteBodies = source.notes.map(\.body).sorted()
    return source.links.compactMap { link in
      guard let address = WebAddress(link.target), let block = source.block(at: link.markup.start),
        block.kind.isNarrative || block.kind == .caption,
        !Self.contains(noteBodies, link.markup)
      else { return nil }
      let outlet = outlets.outlet(of: address)
      let claim = Self.sentence(at: link.anchor.isEmpty ? link.markup.start : link.anchor.start, in: sentences)
      // Of thousands of links without a full stop between them each would repeat all words: those support themselves.
      let isSentence = (claim?.count ?? .max) <= Self.longestClaim
      var evidence = Evidence(
        span: isSentence ? claim.map { $0.union(link.markup) } ?? link.markup : link.markup, rule: "citation.link",
        confidence: isSentence ? 0.95 : 0.6)
      if let outlet { evidence.resources = [outlet.resource] }
      return Citation(
        kind: .link, reference: link.target, referenceSpan: link.markup, outlet: outlet?.name,
        published: address.date(months: references.months), language: outlet?.language, evidence: evidence)
    }
  }

  private func notes(of source: SourceText, sentences: [Span]) -> [Citation] {
    var cited: [BibliographicReference] = []
    let links = source.links.sorted { $0.markup < $1.markup }
    return source.notes.flatMap { note -> [Citation] in
      let body = NoteWords(of: note.body, in: source)
      guard !body.text.isEmpty else { return [] }
      let claim = note.mark.flatMap { mark in Self.sentence(closedBy: mark, in: sentences, of: source) }
        .flatMap { $0.count <= Self.longestClaim ? $0 : nil }
      let works = references.works(in: body.text, cited: &cited)
      // Each work has its words up to the next; what explains stays with the work it follows.
      let starts = [body.text.startIndex] + works.dropFirst().map(\.range.lowerBound) + [body.text.endIndex]
      return (0..<max(1, works.count)).map { place in
        let range = starts[place]..<starts[place + 1]
        let span = works.count < 2 ? note.body : body.span(of: range)
        let words = body.text[range].trimmingBlanks
        let reference = works.indices.contains(place) ? works[place].reference : references.outletAndDate(in: words)
        let address =
          links[links.partitioningIndex { $0.markup.start >= span.start }...].first.flatMap {
            span.contains($0.markup) ? $0 : nil
          }.flatMap { WebAddress($0.target) } ?? references.address(in: words)
        let outlet = address.flatMap(outlets.outlet(of:))
        return Citation(
          kind: .note, reference: words, referenceSpan: span, label: note.label,
          outlet: reference.outlet ?? outlet?.name, authors: reference.authors, title: reference.title,
          published: reference.published ?? address?.date(months: references.months), language: outlet?.language,
          evidence: Evidence(
            span: claim ?? note.mark ?? note.body, rule: "citation.note", confidence: claim == nil ? 0.5 : 0.95,
            resources: outlet.map { [$0.resource] } ?? []))
      }
    }
  }

  /// In bytes; what is longer is no sentence that anybody wrote.
  private static let longestClaim = 8_000

  /// Whether one of `bodies`, sorted, overlaps `span`.
  private static func contains(_ bodies: [Span], _ span: Span) -> Bool {
    let next = bodies.partitioningIndex { $0.start >= span.end }
    return next > 0 && bodies[next - 1].overlaps(span)
  }

  /// The sentence that holds the byte at `offset`.
  private static func sentence(at offset: Int, in sentences: [Span]) -> Span? {
    let next = sentences.partitioningIndex { $0.start > offset }
    guard next > 0, sentences[next - 1].end > offset else {
      // Markup may stand between the end of a sentence and the next: the claim is the one before it.
      return next > 0 ? sentences[next - 1] : sentences.first
    }
    return sentences[next - 1]
  }

  /// The sentence in which a note's mark stands, or which it closes: what counts is the last word before the mark.
  private static func sentence(closedBy mark: Span, in sentences: [Span], of source: SourceText) -> Span? {
    let before = sentences.partitioningIndex { $0.start >= max(mark.start, 1) }
    guard before > 0 else { return nil }
    return sentences[before - 1]
  }
}
