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

/// Sentences of running text that have nothing in common, so that none repeats another.
let sentences = [
  "The two governments had exchanged notes for a month before either of them told its parliament what the other wanted.",
  "Nobody at the conference believed that the frontier commission would finish its work before the snow closed the passes.",
  "A loan of eight million pounds was offered in spring, refused in summer and accepted on harder terms when winter came.",
  "Their ambassador asked for his passports on a Tuesday, changed his mind by Thursday, and dined at court on the Sunday.",
  "Historians still argue about which cabinet first saw the map, who drew the line across it, and why he used a blue pencil.",
  "When the fleet at last weighed anchor, half of its coal had been sold ashore and most of its officers were on leave.",
]
