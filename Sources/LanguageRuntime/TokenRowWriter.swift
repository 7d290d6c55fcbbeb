/// Writes a text's tokens as JSON arrays from pieces that are made once for each word and outcome. For one thread.
final class TokenRowWriter {
  /// JSON pieces by number, one after the other.
  private struct Pieces {
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int>?] = []

    mutating func removeAll() {
      bytes = []
      ranges = []
    }

    mutating func append(_ number: Int, to target: inout [UInt8], make: (inout [UInt8]) -> Void) {
      if number >= ranges.count { ranges.append(contentsOf: repeatElement(nil, count: number + 1 - ranges.count)) }
      if let range = ranges[number] {
        target.append(contentsOf: bytes[range])
        return
      }
      let start = bytes.count
      make(&bytes)
      ranges[number] = start..<bytes.count
      target.append(contentsOf: bytes[start...])
    }
  }

  private let labels: [[UInt8]]
  private var words = Pieces()
  private var outcomes = Pieces()
  private var generation = 0

  init(labels: [String]) {
    self.labels = labels.map { label in
      var bytes: [UInt8] = []
      Self.append(label, to: &bytes)
      return bytes
    }
  }

  /// Appends the array of rows of text `number` of the batch that `run` has analysed.
  func append(text number: Int, of run: PipelineRun, to target: inout [UInt8]) {
    if generation != run.generation {
      generation = run.generation
      words.removeAll()
      outcomes.removeAll()
    }
    var codePoint = 0
    target.append(UInt8(ascii: "["))
    for index in run.batch.starts[number]..<run.batch.starts[number + 1] {
      if index > run.batch.starts[number] { target.append(UInt8(ascii: ",")) }
      let id = Int(run.batch.words[index])
      let hasSpace = run.batch.spaces[index]
      words.append(id, to: &target) { bytes in
        bytes.append(UInt8(ascii: "["))
        Self.append(run.tokenizer.words.words[id].text, to: &bytes)
        bytes.append(UInt8(ascii: ","))
      }
      Self.append(codePoint, to: &target)
      target.append(contentsOf: hasSpace ? Self.blank : Self.noBlank)
      let outcome = Int(run.outcomes[index])
      outcomes.append(outcome, to: &target) { bytes in
        let entry = run.rules.outcomes[outcome]
        Self.append(entry.lemma, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        bytes.append(contentsOf: labels[Int(entry.tag)])
        bytes.append(UInt8(ascii: ","))
        Self.append(entry.partOfSpeech, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        bytes.append(contentsOf: labels[Int(entry.relation)])
        bytes.append(UInt8(ascii: ","))
      }
      Self.append(Int(run.heads[index]), to: &target)
      target.append(contentsOf: run.sentenceStarts[index] ? Self.start : Self.noStart)
      let entity = Int(run.entities[index])
      target.append(entity == 0 ? UInt8(ascii: "O") : run.entityBegins[index] ? UInt8(ascii: "B") : UInt8(ascii: "I"))
      target.append(UInt8(ascii: "\""))
      target.append(UInt8(ascii: ","))
      target.append(contentsOf: labels[entity])
      target.append(UInt8(ascii: "]"))
      codePoint += Int(run.tokenizer.words.words[id].codePointCount) + (hasSpace ? 1 : 0)
    }
    target.append(UInt8(ascii: "]"))
  }

  private static let blank = Array(",\" \",".utf8)
  private static let noBlank = Array(",\"\",".utf8)
  private static let start = Array(",1,\"".utf8)
  private static let noStart = Array(",-1,\"".utf8)

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &bytes) }
    bytes.append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }

  /// A JSON string (RFC 8259); everything from U+0020 on but quotation mark and backslash stands as it is.
  private static func append(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 0x0F)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension Annotator {
  /// Appends the tokens of each of `texts` as JSON and calls `body` after each text, in order.
  ///
  /// A text is `[[text, idx, whitespace, lemma, tag, pos, dep, head, sent_start, ent_iob, ent_type], …]`: `idx` in code
  /// points, `whitespace` `" "` or `""`, `head` an index in the text, `sent_start` 1 or -1, `ent_iob` `B`, `I` or `O`.
  /// This is much faster than going through ``annotate(_:)-(String)``, and faster for several short texts than for one.
  ///
  /// - Parameter body: Is given the number of the text and the JSON, which it may read or take.
  public func writeRows(of texts: [String], _ body: (Int, inout [UInt8]) throws -> Void) rethrows {
    var json: [UInt8] = []
    try forEachGroup(of: texts, text: \.self) { index, place in
      json.removeAll(keepingCapacity: true)
      rowWriter.append(text: place, of: run, to: &json)
      try body(index, &json)
    }
  }

  /// Appends the tokens of `text` as JSON to `bytes`, in the form of ``writeRows(of:_:)``.
  public func appendRows(of text: String, to bytes: inout [UInt8]) {
    run.analyse([text])
    rowWriter.append(text: 0, of: run, to: &bytes)
  }
}
