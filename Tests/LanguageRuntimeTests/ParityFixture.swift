import Foundation
import LanguageRuntime
import Linguistics
import TestSupport

/// spaCy's own annotation of 1,050 sentences, from the development data beside the checkout.
struct ParityFixture {
  struct Document {
    let identifier: String
    let text: String
    /// One line a token: the eleven fields with `|` between them.
    let rows: [String]
  }

  let documents: [Document]

  /// nil where the data are absent.
  static let shared: ParityFixture? = {
    guard let file = SharedData.file("parity/sentences.jsonl.gz") else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let documents = data.split(separator: 0x0A).compactMap { line -> Document? in
      guard let value = JSONValue(parsing: line), let text = value["text"]?.string, let tokens = value["tokens"]?.array
      else { return nil }
      let rows = tokens.map { token in (token.array ?? []).map(field).joined(separator: "|") }
      return Document(identifier: value["id"]?.string ?? "", text: text, rows: rows)
    }
    return ParityFixture(documents: documents)
  }()

  private static func field(_ value: JSONValue) -> String { value.string ?? value.int.map(String.init) ?? "?" }

  /// Tokens in the notation of ``Document/rows``.
  static func rows(_ tokens: [Token]) -> [String] {
    var offset = 0
    return tokens.map { token in
      defer { offset += token.text.unicodeScalars.count + (token.hasSpaceAfter ? 1 : 0) }
      let fields: [String] = [
        token.text, String(offset), token.hasSpaceAfter ? " " : "", token.lemma, token.tag, token.partOfSpeech,
        token.relation, String(token.head), token.startsSentence ? "1" : "-1", token.entityBoundary.rawValue,
        token.entityType,
      ]
      return fields.joined(separator: "|")
    }
  }
}
