import Findings
import Linguistics
import SourceTexts

/// A text in whose source `[ ]` mark what is looked for.
struct MarkedText {
  let text: String
  /// UTF-8 spans of the marked words.
  let marks: [Span]

  init(_ marked: String) {
    var bytes: [UInt8] = []
    var marks: [Span] = []
    var open: Int?
    for byte in marked.utf8 {
      switch byte {
      case 0x5B: open = bytes.count
      case 0x5D:
        if let start = open { marks.append(Span(start, bytes.count)) }
        open = nil
      default: bytes.append(byte)
      }
    }
    text = String(decoding: bytes, as: UTF8.self)
    self.marks = marks.map { mark in
      var end = mark.end
      while end > mark.start, bytes[end - 1] == 0x20 { end -= 1 }
      return Span(mark.start, end)
    }
  }

  /// The text as one passage of tokens cut at blanks, untagged and unparsed.
  var document: AnalysedDocument { Self.document(of: text) }

  static func document(of text: String) -> AnalysedDocument {
    var tokens: [Token] = []
    var offset = 0
    var startsSentence = true
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let end = offset + word.utf8.count
      if !word.isEmpty {
        tokens.append(
          Token(
            text: String(word), span: Span(offset, end), lemma: String(word), tag: "", partOfSpeech: "", relation: "",
            head: tokens.count, startsSentence: startsSentence))
        startsSentence = word == "."
      }
      offset = end + 1
    }
    let source = SourceText(
      text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))], format: .plainText)
    return AnalysedDocument(source: source, passages: [AnalysedPassage(tokens: tokens, blocks: [0])])
  }

  /// Passages of ``AnalysedPassage/init(notation:passageStart:)`` as a document, one a paragraph.
  static func document(notations: [String]) throws -> AnalysedDocument {
    var passages: [AnalysedPassage] = []
    var start = 0
    for notation in notations {
      guard let passage = AnalysedPassage(notation: notation, passageStart: start), let last = passage.tokens.last
      else {
        throw NotationError()
      }
      passages.append(passage)
      start = last.span.end + 2
    }
    let text = passages.map { $0.text(of: 0..<$0.tokens.count) }.joined(separator: "\n\n")
    let source = SourceText(
      text: text, blocks: [Block(kind: .paragraph, span: Span(0, text.utf8.count))], format: .plainText)
    return AnalysedDocument(source: source, passages: passages)
  }

  struct NotationError: Error {}
}
