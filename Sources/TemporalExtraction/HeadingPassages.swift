import Linguistics
import SourceTexts

/// The headings of a document as passages that nobody parsed: only their words, for the times among them.
enum HeadingPassages {
  /// The document's passages and its headings in document order.
  ///
  /// - Complexity: linear in the text of the headings.
  static func merged(with document: AnalysedDocument) -> AnalysedDocument {
    let headings = document.source.blocks.filter { $0.kind == .heading || $0.kind == .title }
    let made = headings.compactMap { passage(of: $0.span, in: document.source) }
    guard !made.isEmpty else { return document }
    let read = document.passages.compactMap { passage in passage.tokens.first.map { ($0.span, passage) } }
    // A heading that is read as text too isn't read again.
    let new = made.filter { heading in
      guard let first = heading.tokens.first, let last = heading.tokens.last else { return false }
      let span = Span(first.span.start, last.span.end)
      let place = read.partitioningIndex { $0.0.start > span.start }
      return place == 0
        || read[place - 1].1.tokens.last.map { $0.span.end <= span.start } ?? true
    }
    let all = (document.passages + new).enumerated().sorted {
      ($0.element.tokens.first?.span.start ?? 0, $0.offset) < ($1.element.tokens.first?.span.start ?? 0, $1.offset)
    }
    return AnalysedDocument(source: document.source, passages: all.map(\.element))
  }

  /// Longer headings are no headings.
  private static let longest = 300

  private static func passage(of span: Span, in source: SourceText) -> AnalysedPassage? {
    guard span.count <= longest, !span.isEmpty else { return nil }
    let bytes = Array(source[span].utf8)
    var tokens: [Token] = []
    var offset = 0
    func append(_ range: Range<Int>) {
      guard !range.isEmpty else { return }
      let text = String(decoding: bytes[range], as: UTF8.self)
      tokens.append(
        Token(
          text: text, span: Span(span.start + range.lowerBound, span.start + range.upperBound),
          hasSpaceAfter: range.upperBound >= bytes.count || bytes[range.upperBound] <= 0x20, lemma: text, tag: "",
          partOfSpeech: "", relation: "ROOT", head: tokens.count, startsSentence: tokens.isEmpty))
    }
    while offset < bytes.count {
      while offset < bytes.count, bytes[offset] <= 0x20 { offset += 1 }
      let start = offset
      while offset < bytes.count, bytes[offset] > 0x20 { offset += 1 }
      // Signs at the edges of a word are words of their own.
      var end = offset
      var closing: [Range<Int>] = []
      while end > start, Self.isSign(bytes[end - 1]) {
        closing.append((end - 1)..<end)
        end -= 1
      }
      var first = start
      while first < end, Self.isSign(bytes[first]) {
        append(first..<(first + 1))
        first += 1
      }
      append(first..<end)
      for sign in closing.reversed() { append(sign) }
    }
    return tokens.isEmpty ? nil : AnalysedPassage(tokens: tokens)
  }

  private static func isSign(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: byte != 0x24 && byte != 0x25
    default: false
    }
  }
}
