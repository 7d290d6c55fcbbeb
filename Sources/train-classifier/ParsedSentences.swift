import Foundation
import Linguistics
import SourceTexts

/// Sentences as the filter `entente parse` writes them, by their text.
struct ParsedSentences {
  private var passages: [String: AnalysedPassage] = [:]

  subscript(_ text: String) -> AnalysedPassage? { passages[text] }

  init(_ data: Data) throws {
    for line in data.split(separator: 0x0A) {
      let record = try JSONDecoder().decode(Record.self, from: line)
      passages[record.text ?? record.tokens.map { $0.text + $0.space }.joined()] = record.passage
    }
  }

  private struct Record: Decodable {
    var text: String?
    var tokens: [ParsedToken]

    var passage: AnalysedPassage {
      var offset = 0
      return AnalysedPassage(
        tokens: tokens.map { token in
          let end = offset + token.text.utf8.count
          defer { offset = end + token.space.utf8.count }
          return Token(
            text: token.text, span: Span(offset, end), hasSpaceAfter: !token.space.isEmpty, lemma: token.lemma,
            tag: token.tag, partOfSpeech: token.partOfSpeech, relation: token.relation, head: token.head,
            startsSentence: token.startsSentence, entityBoundary: EntityBoundary(rawValue: token.boundary) ?? .outside,
            entityType: token.entityType)
        })
    }
  }

  /// `[text, idx, whitespace, lemma, tag, pos, dep, head, sent_start, ent_iob, ent_type]`
  private struct ParsedToken: Decodable {
    var text, space, lemma, tag, partOfSpeech, relation: String
    var head: Int
    var startsSentence: Bool
    var boundary, entityType: String

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      text = try fields.decode(String.self)
      _ = try fields.decode(Int.self)
      space = try fields.decode(String.self)
      lemma = try fields.decode(String.self)
      tag = try fields.decode(String.self)
      partOfSpeech = try fields.decode(String.self)
      relation = try fields.decode(String.self)
      head = try fields.decode(Int.self)
      startsSentence = try fields.decode(Int.self) == 1
      boundary = try fields.decode(String.self)
      entityType = try fields.decode(String.self)
    }
  }
}

/// A sentence with two marked parties and its category.
struct LabelledPair: Decodable {
  var id: String
  var text: String
  var actor: String
  var recipient: String
  var event: String
}
