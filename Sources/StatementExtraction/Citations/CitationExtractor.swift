import Findings
import Linguistics
import ResourceTables
import SourceTexts

/// Finds the links and notes of a document and ties each to the claim that it supports.
///
/// A link supports the sentence that carries its words; a note supports the sentence that its mark stands in or closes.
/// Links of by-lines, author boxes, navigation and recommended reading support nothing and are left out. "Ibid." and short
/// references are resolved to the work they repeat.
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
    references = try ReferenceParser(
      words: knowledge.table("statements/reference-words.tsv"),
      months: knowledge.table("statements/reference-months.tsv"))
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
    return source.notes.compactMap { note in
      let body = Self.words(of: note.body, in: source)
      guard !body.isEmpty else { return nil }
      var reference = references.parse(body)
      if let repeated = references.resolve(body, among: cited) {
        reference = repeated
      } else if reference.isWork {
        cited.append(reference)
      }
      // "Ibid." repeats the work that stands last.
      cited += references.furtherWorks(body)
      let address =
        links[links.partitioningIndex { $0.markup.start >= note.body.start }...].first.flatMap {
          note.body.contains($0.markup) ? $0 : nil
        }.flatMap { WebAddress($0.target) }
        ?? references.address(in: body)
      let outlet = address.flatMap(outlets.outlet(of:))
      let claim = note.mark.flatMap { mark in Self.sentence(closedBy: mark, in: sentences, of: source) }
        .flatMap { $0.count <= Self.longestClaim ? $0 : nil }
      return Citation(
        kind: .note, reference: body, referenceSpan: note.body, label: note.label,
        outlet: reference.outlet ?? outlet?.name, authors: reference.authors, title: reference.title,
        published: reference.published ?? address?.date(months: references.months), language: outlet?.language,
        evidence: Evidence(
          span: claim ?? note.mark ?? note.body, rule: "citation.note", confidence: claim == nil ? 0.5 : 0.95,
          resources: outlet.map { [$0.resource] } ?? []))
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

  /// The words of a span without markup and line ends.
  private static func words(of span: Span, in source: SourceText) -> String {
    var words = ""
    var offset = span.start
    let next = source.omissions.partitioningIndex { $0.end > span.start }
    for omission in source.omissions[next...].prefix(while: { $0.start < span.end }) {
      if offset < omission.start { words += source[Span(offset, omission.start)] }
      offset = max(offset, omission.end)
    }
    if offset < span.end { words += source[Span(offset, span.end)] }
    // A URL that is a link's markup is the reference itself and no decoration.
    if words.allSatisfy(\.isWhitespace) { words = source[span] }
    return words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
