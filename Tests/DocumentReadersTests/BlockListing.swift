import DocumentReaders
import SourceTexts

/// A document's blocks, one a line, as `kind+ words`: `+` where a block goes on with the one before.
func listing(_ source: SourceText) -> [String] {
  source.blocks.enumerated().map { index, block in
    let words = ReadingText.reading(ofBlock: index, in: source)?.text ?? ""
    return "\(block.kind.rawValue)\(block.continues ? "+" : "") \(words)"
  }
}

/// Label, words before the mark, and body of each note.
struct NoteListing: Equatable, CustomStringConvertible {
  var label: String
  var before: String
  var body: String

  var description: String { "[\(label)] …\(before)| \(body)" }

  static func notes(_ source: SourceText, wordsBefore: Int = 24) -> [NoteListing] {
    source.notes.map { note in
      let before = note.mark.map { mark in source[Span(max(0, mark.start - 60), mark.start)] } ?? "(no mark)"
      return NoteListing(
        label: note.label, before: String(before.suffix(wordsBefore)),
        body: source[note.body].split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
  }
}

/// Reads plain text.
func plain(_ text: String, title: String? = nil) throws -> SourceText {
  try PlainTextReader().read(text: text, metadata: DocumentMetadata(title: title))
}
